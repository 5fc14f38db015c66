"""Is a log whole, in order, and as it was sealed? Positions, versions, chains, heads, commands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from psycopg import Connection

from tests.checking import rows, seals
from tests.checking.faults import Fault, of_event, of_row
from tests.checking.rows import Records, Row


@dataclass(frozen=True)
class Verified:
    """How many events a log has, and what is wrong with how they are sealed."""

    events: int
    faults: list[Fault]


def verify(connection: Connection, authority: str) -> Verified:
    """Verify an authority's log: each row, each chain, each head, and that none is missing."""
    log = rows.read(connection, "log", [authority], rows.LOG)[authority]
    return Verified(len(log["events"]), list(sealed(log)))


def sealed(log: Records) -> Iterator[Fault]:
    """Nothing was taken out, put in, changed or moved since it was written."""
    yield from _positions(log)
    yield from _versions(log)
    yield from _chains(log)
    yield from _payloads(log)
    yield from _heads(log)


def kept(log: Records) -> Iterator[Fault]:
    """Times run forwards, and each command is there as one piece, as it is remembered."""
    yield from _recorded_at(log)
    yield from _pieces(log)
    yield from _remembered(log)


def by_command(events: Iterable[Row]) -> dict[Any, list[Row]]:
    """The events of each command, in order."""
    found: dict[Any, list[Row]] = {}
    for row in events:
        found.setdefault(row.command_id, []).append(row)
    return found


def told_version(piece: list[Row]) -> int:
    """The version that an answer tells: of the stream that the command is first about."""
    first = (piece[0].stream_kind, piece[0].stream_id)
    return max(int(row.version) for row in piece if (row.stream_kind, row.stream_id) == first)


def _story(log: Records, *events: Row | None) -> tuple[str, ...]:
    return tuple(of_event(log.service, row) for row in events if row is not None)


def _positions(log: Records) -> Iterator[Fault]:
    before, last = None, 0
    for row in log["events"]:
        if row.position != last + 1:
            what = f"{log.authority} {log.service} has {row.position} after {last}"
            yield Fault("position", what, _story(log, before, row))
        before, last = row, row.position


def _versions(log: Records) -> Iterator[Fault]:
    last: dict[Any, Row] = {}
    for row in log["events"]:
        stream = (row.stream_kind, row.stream_id)
        before = last.get(stream)
        due = before.version + 1 if before else 1
        if row.version != due:
            what = f"{row.stream_kind}-{row.stream_id} has version {row.version} for {due}"
            yield Fault("version", what, _story(log, before, row))
        last[stream] = row


def _chains(log: Records) -> Iterator[Fault]:
    last: dict[Any, Row] = {}
    for row in log["events"]:
        before = last.get(row.subject)
        if row.previous_hash != (before.hash if before else seals.NOTHING_BEFORE):
            what = f"{row.position} is not chained upon the event before it about {row.subject}"
            yield Fault("chain", what, _story(log, before, row))
        if row.hash != seals.hash_of(row, row.previous_hash):
            yield Fault("hash", f"{row.position} is not what was sealed", _story(log, row))
        last[row.subject] = row


def _payloads(log: Records) -> Iterator[Fault]:
    """A payload may be erased; what is there must be what was committed to."""
    for row in log["events"]:
        if row.body is not None and row.commitment != seals.committed(row.body, row.salt):
            what = f"the payload of {row.position} is not what was committed to"
            yield Fault("payload", what, _story(log, row))


def _heads(log: Records) -> Iterator[Fault]:
    streams: dict[Any, Any] = {}
    subjects: dict[Any, Any] = {}
    for row in log["events"]:
        streams[row.stream_kind, row.stream_id] = row.version
        subjects[row.subject] = (subjects.get(row.subject, (0, b""))[0] + 1, row.hash)
    position = {log.authority: log["events"][-1].position} if log["events"] else {}
    heads = {
        "stream_heads": (
            streams,
            {(row.stream_kind, row.stream_id): row.version for row in log["stream_heads"]},
        ),
        "subject_heads": (
            subjects,
            {row.subject: (row.events, row.hash) for row in log["subject_heads"]},
        ),
        "authority_heads": (
            position,
            {row.authority: row.position for row in log["authority_heads"]},
        ),
    }
    for table, (due, found) in heads.items():
        for key in due.keys() | found.keys():
            if due.get(key) != found.get(key):
                what = f"{table} of {log.service} has {found.get(key)} for {due.get(key)} at {key}"
                yield Fault("head", what)


def _recorded_at(log: Records) -> Iterator[Fault]:
    for before, row in pairwise(log["events"]):
        if row.recorded_at < before.recorded_at:
            what = f"{row.position} was recorded before {before.position}"
            yield Fault("recorded_at", what, _story(log, before, row))


def _pieces(log: Records) -> Iterator[Fault]:
    """The events of a command follow each other, numbered from 0."""
    runs = groupby(log["events"], key=lambda row: row.command_id)
    for command_id, piece in ((command_id, list(run)) for command_id, run in runs):
        if [row.ordinal for row in piece] != list(range(len(piece))):
            what = f"command {command_id} is not in one piece at {piece[0].position}"
            yield Fault("piece", what, _story(log, piece[0], piece[-1]))


def _remembered(log: Records) -> Iterator[Fault]:
    pieces = by_command(log["events"])
    known = {row.command_id: row for row in log["commands"]}
    for command_id in pieces.keys() - known.keys():
        what = f"command {command_id} has events and is not remembered"
        yield Fault("command", what, _story(log, pieces[command_id][0]))
    for command_id, row in known.items():
        piece = pieces.get(command_id)
        due = (told_version(piece), piece[-1].position) if piece else (row.version, None)
        if (row.version, row.position) != due:
            what = f"command {command_id} is not remembered as it was carried out"
            story = (of_row(log.service, "commands", row), *_story(log, *(piece or ())[-1:]))
            yield Fault("command", what, story)
