"""Was long work asked for, is it as far as was told, and is all of it in the log?

Long work is a row of `long_work`; its steps are carried out a part at a time. The commands of its
parts have ids of their own: version 5 UUIDs in the work's id, of `after N` (so many steps were done
before), of `step N` where the steps of a part were carried out one by one, and of `closing`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from tests.checking.faults import Fault, of_attempt, of_event, of_row
from tests.checking.history import Attempt, Fate
from tests.checking.rows import Records, Row

Pieces = Mapping[Any, list[Row]]


def closing_of(work: Row) -> UUID:
    """The command that puts on record what the work has led to."""
    return uuid5(work.work_id, "closing")


def parts_of(work: Row) -> set[UUID]:
    """The commands that may be parts of this work, but for its closing."""
    names = (f"{kind} {number}" for kind in ("after", "step") for number in range(work.steps + 1))
    return {uuid5(work.work_id, name) for name in names}


def claimed(records: Records, attempts: Sequence[Attempt]) -> set[UUID]:
    """The commands of all the work that somebody asked for, or may have."""
    works = [work for work in records["long_work"] if _is_asked_for(work, attempts)]
    return {part for work in works for part in (*parts_of(work), closing_of(work))}


def faults(
    records: Records, attempts: Sequence[Attempt], pieces: Pieces, *, quiet: bool
) -> Iterator[Fault]:
    """What was told of work is so; and each work is asked for, and in the log as it is noted."""
    works = {work.work_id: work for work in records["long_work"]}
    for attempt in attempts:
        if attempt.fate is Fate.OK and attempt.steps is not None:
            yield from _as_told(records, works, attempt)
    for work in works.values():
        yield from _as_noted(records, work, attempts, pieces, quiet=quiet)


def _is_asked_for(work: Row, attempts: Iterable[Attempt]) -> bool:
    name = str(work.work_id)
    return any(
        name in (one.thing, str(one.stream_id)) and one.fate is not Fate.REFUSED for one in attempts
    )


def _as_told(
    records: Records, works: Mapping[UUID | None, Row], attempt: Attempt
) -> Iterator[Fault]:
    work = works.get(attempt.stream_id)
    if work is None:
        what = f"{attempt.command} was acknowledged, and there is no such work"
        yield Fault("lost", what, (of_attempt(attempt),))
        return
    found = {
        "its steps": work.steps == attempt.steps,
        "what was done": work.done >= (attempt.done or 0),
        "its end": work.finished_at is not None or not attempt.finished,
    }
    wrong = [name for name, fits in found.items() if not fits]
    if wrong:
        what = f"{attempt.command} was acknowledged, and the work has not {', '.join(wrong)}"
        yield Fault("lost", what, (of_attempt(attempt), of_row(records.service, "long_work", work)))


def _as_noted(
    records: Records, work: Row, attempts: Sequence[Attempt], pieces: Pieces, *, quiet: bool
) -> Iterator[Fault]:
    story = (of_row(records.service, "long_work", work),)
    if not _is_asked_for(work, attempts):
        yield Fault(
            "unasked", f"{work.kind} {work.work_id} is put down, nobody asked for it", story
        )
    yield from _by_whom(records, work, pieces)
    if work.finished_at is not None:
        yield from _finished(records, work, pieces)
    elif quiet:
        yield Fault("work_waits", f"{work.kind} {work.work_id} was not carried on", story)


def _by_whom(records: Records, work: Row, pieces: Pieces) -> Iterator[Fault]:
    """A part is the work of who asked for all of it, and of that request."""
    for part in (parts_of(work) | {closing_of(work)}) & pieces.keys():
        row = pieces[part][0]
        if (row.actor, row.correlation) != (work.actor, work.correlation):
            what = f"a part of {work.kind} {work.work_id} is not by who asked for it"
            yield Fault("work", what, (of_event(records.service, row),))


def _finished(records: Records, work: Row, pieces: Pieces) -> Iterator[Fault]:
    """It has led to what its parts in the log are, nothing of it is left, and it was closed."""
    parts = parts_of(work) & pieces.keys()
    left = [step for step in records["long_work_steps"] if step.work_id == work.work_id]
    found = {
        "its effect": Counter(row.type for part in parts for row in pieces[part]) == work.effect,
        "all of its steps": work.done == work.steps and not left,
        "its closing": closing_of(work) in pieces,
    }
    wrong = [name for name, fits in found.items() if not fits]
    if wrong:
        what = f"{work.kind} {work.work_id} is finished, and has not {', '.join(wrong)}"
        yield Fault("work", what, (of_row(records.service, "long_work", work),))
