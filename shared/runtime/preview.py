"""What would follow from many commands, without any of it happening."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from shared.modelling.decider import CommandRefused
from shared.runtime import loading
from shared.runtime.database import Database
from shared.runtime.execute import decide, states, streams_of
from shared.runtime.long_work import PART, Step
from shared.runtime.sealing import Cause
from shared.runtime.service import Effect, Service
from shared.runtime.statement import held
from shared.runtime.wall import EVERY_SCHOOL


@dataclass(frozen=True)
class Preview:
    """The effect that steps would have, and those that a rule would refuse."""

    effect: Effect
    refused: list[dict[str, Any]]


def preview(service: Service, database: Database, cause: Cause, steps: Iterable[Step]) -> Preview:
    """Decide on every step as of now, a part at a time; nothing is appended.

    What one part would lead to is not known to the next, but what is done to one stream in a row is
    decided together.
    """
    events: Counter[str] = Counter()
    streams, changed, refused = 0, 0, []
    for part in _parts(steps):
        decided, faults = _decided(service, database, cause, part)
        streams, changed = streams + len(decided), changed + sum(map(bool, decided))
        events.update(type(event).__name__ for following in decided for event in following)
        refused += faults
    return Preview(Effect(dict(events), streams, changed), refused)


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
) -> tuple[list[list[Any]], list[dict[str, Any]]]:
    commands = [step for group in part for step in group]
    with database.confined(cause.authority, EVERY_SCHOOL) as connection:
        places = service.relationships.places
        loaded = loading.load(held(connection), cause, streams_of(commands), places)
    known = states(service, loaded)
    decided: list[list[Any]] = []
    refused: list[dict[str, Any]] = []
    heads = {(head.stream.kind, head.stream.id): head for head in loaded.heads}
    for group in part:
        head = heads[group[0][0].kind, group[0][0].id]
        try:
            ((_, events),) = decide(service, known, [head], group)
            decided.append(events)
        except CommandRefused as refusal:
            told = {"id": str(head.stream.id), "code": refusal.code, "field": refusal.field}
            refused.append(told)
            decided.append([])
    return decided, refused
