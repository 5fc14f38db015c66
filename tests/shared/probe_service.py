"""A service as small as can be, to try the machinery on without any of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.relationships import RELATIONSHIPS
from shared.runtime.projection import Projection
from shared.runtime.service import Aggregate, Effect, LongWork, Service, Stream


class Size(StrEnum):
    """A code of the probe's."""

    SMALL = "small"
    LARGE = "large"


@message
class Count:
    """Count on, by one for each of these names."""

    names: tuple[str, ...] = ("Siân",)
    size: Size = Size.SMALL
    on: date | None = None


@message
class Close:
    """No more is counted."""


@message
class Counted:
    """One was counted: with a name, so that something personal is in the payload."""

    name: str
    size: Size = Size.SMALL
    on: date | None = None


@message
class Closed:
    """Counting has come to an end."""


Event = Counted | Closed


@dataclass(frozen=True)
class Counter:
    """How far a counter has got."""

    count: int = 0
    closed: bool = False


def decide(counter: Counter, command: Count | Close) -> list[Event]:
    if isinstance(command, Close):
        return [] if counter.closed else [Closed()]
    if counter.closed:
        raise CommandRefused("counter_closed")
    if "" in command.names:
        raise CommandRefused("name_missing", "names")
    return [Counted(name=name, size=command.size, on=command.on) for name in command.names]


def evolve(counter: Counter, event: Event) -> Counter:
    if isinstance(event, Closed):
        return replace(counter, closed=True)
    return replace(counter, count=counter.count + 1)


COUNTER: Decider[Counter, Count | Close, Event] = Decider(Counter(), decide, evolve)


@message
class Mark:
    """Part of a row that is kept as JSON."""

    name: str
    size: Size


@dataclass(frozen=True)
class Tally:
    """A counter that is not closed; every type a column may have."""

    counter_id: UUID
    subject_id: UUID
    count: int
    last: str
    size: Size
    counted_on: date | None
    marks: tuple[Mark, ...]
    largest: Mark | None


def tally(row: Tally | None, fact: Recorded) -> Tally | None:
    event = fact.event
    if isinstance(event, Closed):
        return None
    mark = Mark(name=event.name, size=event.size)
    if row is None:
        row = Tally(fact.stream_id, fact.subject, 0, "", Size.SMALL, None, (), None)
    return replace(
        row,
        count=row.count + 1,
        last=event.name,
        size=event.size,
        counted_on=event.on,
        marks=(*row.marks, mark),
        largest=mark if event.size is Size.LARGE else row.largest,
    )


@dataclass(frozen=True)
class Total:
    """How much was counted about one subject, over all of its counters."""

    subject_id: UUID
    total: int


def total(row: Total | None, fact: Recorded) -> Total:
    return Total(fact.subject, (row.total if row else 0) + 1)


TALLIES = Projection(
    table="tallies",
    row=Tally,
    key=("counter_id",),
    key_of=lambda fact: (fact.stream_id,),
    project=tally,
    subject="subject_id",
)
TOTALS = Projection(
    table="totals",
    row=Total,
    key=("subject_id",),
    key_of=lambda fact: (fact.subject,) if isinstance(fact.event, Counted) else None,
    project=total,
)


def reported(work_id: UUID, about: Mapping[str, Any], effect: Effect) -> tuple[Stream, Count]:
    """What puts counting on record: a counter of its own, of who was to be told, and how much."""
    said = f"{about['told']}: {effect.events.get('Counted', 0)} in {effect.changed}"
    return Stream("counter", work_id, work_id), Count(names=(said,))


COUNTING = LongWork("counting", (Count, Close), reported)
PROBE = Service(
    name="probe",
    migrations=Path(__file__).parent / "probe_migrations",
    relationships=RELATIONSHIPS,
    aggregates=(Aggregate("counter", COUNTER, (Counted, Closed)),),
    projections=(TALLIES, TOTALS),
    long_work=(COUNTING,),
)
