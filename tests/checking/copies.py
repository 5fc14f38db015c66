"""Has every listener heard exactly what was published, in order, and nothing else?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from tests.checking.faults import Fault, of_event, of_heard, of_row
from tests.checking.rows import Records, Row

SAME = (
    "position",
    "event_id",
    "hash",
    "stream_kind",
    "stream_id",
    "version",
    "subject",
    "school",
    "occurred_at",
    "recorded_at",
    "actor",
    "correlation",
)
Logs = Mapping[str, Sequence[Row]]


def prefixes(listener: Records, logs: Logs, sources: Sequence[str]) -> Iterator[Fault]:
    """What was heard of each source is the beginning of its log, row for row."""
    of_source: dict[str, list[Row]] = {source: [] for source in sources}
    for row in listener["inbox"]:
        of_source.setdefault(row.source, []).append(row)
    for source, heard in of_source.items():
        heard.sort(key=lambda row: row.position)
        yield from _prefix(listener, source, heard, logs.get(source))
        yield from _position(listener, source, heard)


def caught_up(listener: Records, logs: Logs, sources: Sequence[str]) -> Iterator[Fault]:
    """When all is quiet, everything was heard."""
    last = dict.fromkeys(sources, 0)
    for row in listener["inbox"]:
        last[row.source] = max(last.get(row.source, 0), row.position)
    for source in sources:
        missing = [row for row in logs.get(source, ()) if row.position > last[source]]
        if missing:
            what = (
                f"{listener.service} has not heard {len(missing)} of {listener.authority} {source}"
            )
            yield Fault("behind", what, (of_event(source, missing[0]),))


def arrivals(listener: Records) -> Iterator[Fault]:
    """What came is numbered without a gap, and counted."""
    for due, row in enumerate(listener["inbox"], 1):
        if row.arrival != due:
            what = f"{listener.service} has arrival {row.arrival} for {due}"
            yield Fault("arrival", what, (of_heard(listener.service, row),))
            break
    counted = [row.arrival for row in listener["inbox_heads"]]
    if counted != [row.arrival for row in listener["inbox"][-1:]]:
        what = f"{listener.service} has counted {counted} arrivals of {len(listener['inbox'])}"
        yield Fault("arrival", what)


def nothing_waits(listener: Records) -> Iterator[Fault]:
    """When all is quiet, nobody's messages wait for a handler to be mended."""
    for row in listener["halted_subjects"]:
        what = f"{listener.service} has halted {row.subject} at arrival {row.arrival}"
        waiting = (one for one in listener["inbox"] if one.arrival == row.arrival)
        story = tuple(of_heard(listener.service, one) for one in waiting)
        yield Fault("halted", what, (of_row(listener.service, "halted_subjects", row), *story))


def _prefix(
    listener: Records, source: str, heard: Sequence[Row], log: Sequence[Row] | None
) -> Iterator[Fault]:
    if log is None:
        what = f"{listener.service} has heard {source}, to which it does not listen"
        yield from (Fault("copy", what, (of_heard(listener.service, row),)) for row in heard[:1])
        return
    for row, sent in zip_longest(heard, log[: len(heard)]):
        different = SAME if sent is None else _different(row, sent)
        if different:
            parts = ", ".join(different)
            what = f"{listener.service} has {source} {row.position} not as it was: {parts}"
            story = (of_heard(listener.service, row), *([of_event(source, sent)] if sent else []))
            yield Fault("copy", what, story)
            return


def _different(row: Row, sent: Row) -> list[str]:
    return [name for name in SAME if getattr(row, name) != getattr(sent, name)]


def _position(listener: Records, source: str, heard: Sequence[Row]) -> Iterator[Fault]:
    noted = [row.position for row in listener["inbox_positions"] if row.source == source]
    last = heard[-1].position if heard else 0
    if (noted or [0]) != [last]:
        what = f"{listener.service} has noted {noted} of {source}, and heard up to {last}"
        yield Fault("inbox_position", what)
