"""What would follow from many commands, without any of it happening."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from shared.modelling.decider import CommandRefused
from shared.runtime import loading
from shared.runtime.database import Database
from shared.runtime.execute import decide, states, streams_of
from shared.runtime.kinds import added, by_kind
from shared.runtime.long_work import PART, Step
from shared.runtime.sealing import Cause, Head
from shared.runtime.service import Effect, Service, Stream
from shared.runtime.statement import held
from shared.runtime.wall import EVERY_SCHOOL

_NOBODYS = UUID(int=0)


@dataclass(frozen=True)
class Preview:
    """The effect that steps would have, and those that a rule would refuse."""

    effect: Effect
    refused: list[dict[str, Any]]


@dataclass(frozen=True)
class Foreseen:
    """What commands would lead to in one stream."""

    stream: Stream
    events: Sequence[Any]


def foresee(
    service: Service, database: Database, cause: Cause, steps: Sequence[Step]
) -> list[Foreseen]:
    """What a few commands would lead to, stream by stream; nothing is appended.

    Raises `CommandRefused` and `StreamNotFound`, as carrying them out would.
    """
    places = service.relationships.places
    with database.confined(cause.authority, EVERY_SCHOOL) as connection:
        loaded = loading.load(held(connection), _unasked(cause), streams_of(steps), places)
    decided = decide(service, states(service, loaded), loaded.heads, steps)
    return [Foreseen(head.stream, events) for head, events in decided]


def preview(service: Service, database: Database, cause: Cause, steps: Iterable[Step]) -> Preview:
    """Decide on every step as of now, a part at a time; nothing is appended.

    What one part would lead to is not known to the next, but what is done to one stream in a row is
    decided together.
    """
    events: Counter[str] = Counter()
    streams, kinds, refused = 0, dict[str, dict[str, int]](), []
    for part in _parts(steps):
        decided, faults = _decided(service, database, cause, part)
        streams += len(decided)
        events.update(type(event).__name__ for _, following in decided for event in following)
        changing = [head for head, following in decided if following]
        kinds = added(kinds, by_kind((head.stream.kind, not head.version) for head in changing))
        refused += faults
    changed = sum(sum(count.values()) for count in kinds.values())
    return Preview(Effect(dict(events), streams, changed, kinds), refused)


def _unasked(cause: Cause) -> Cause:
    """As of no command that has an outcome already: the log would tell that, and no more."""
    return replace(cause, command_id=_NOBODYS)


def _parts(steps: Iterable[Step]) -> Iterator[list[list[Step]]]:
    """Steps in groups of one stream each, so many groups at a time."""
    part: list[list[Step]] = []
    for _, group in groupby(steps, lambda step: (step[0].kind, step[0].id)):
        part.append(list(group))
        if len(part) == PART:
            yield part
            part = []
    if part:
        yield part


def _decided(
    service: Service, database: Database, cause: Cause, part: list[list[Step]]
) -> tuple[list[tuple[Head, list[Any]]], list[dict[str, Any]]]:
    commands = [step for group in part for step in group]
    with database.confined(cause.authority, EVERY_SCHOOL) as connection:
        places = service.relationships.places
        loaded = loading.load(held(connection), _unasked(cause), streams_of(commands), places)
    known = states(service, loaded)
    decided: list[tuple[Head, list[Any]]] = []
    refused: list[dict[str, Any]] = []
    heads = {(head.stream.kind, head.stream.id): head for head in loaded.heads}
    for group in part:
        head = heads[group[0][0].kind, group[0][0].id]
        try:
            decided += decide(service, known, [head], group)
        except CommandRefused as refusal:
            told = {"id": str(head.stream.id), "code": refusal.code, "field": refusal.field}
            refused.append(told)
            decided.append((head, []))
    return decided, refused
