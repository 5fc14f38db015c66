"""What a service is, as its wiring declares it: the one object all machinery is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg import Connection

from shared.modelling.decider import Decider
from shared.modelling.recorded import Recorded
from shared.runtime.admission import Relationships
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class Stream:
    """The name of an aggregate's stream.

    `subject` (whom it is about) and `school` are given where the command may open the stream; of
    a stream that exists, the log knows both.
    """

    kind: str
    id: UUID
    subject: UUID | None = None
    school: UUID | None = None


@dataclass(frozen=True)
class Aggregate:
    """A kind of stream, how it decides, and its events (stored under their class's name).

    One that is `kept_back` is left out of the record that is read whole: it has a route of its own,
    for fewer people.
    """

    kind: str
    decider: Decider[Any, Any, Any]
    events: tuple[type, ...]
    kept_back: bool = False


@dataclass(frozen=True)
class Reaction:
    """A command that follows from a consumed message; `name` tells several of one message apart."""

    stream: Stream
    command: object
    name: str = ""


@dataclass(frozen=True)
class Effect:
    """What many commands led to: events by their type, and the streams that changed of all.

    `kinds` tells, by kind of stream, how many were opened (`new`), and how many that were there
    have `changed`.
    """

    events: Mapping[str, int] = field(default_factory=dict)
    streams: int = 0
    changed: int = 0
    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class LongWork:
    """A kind of work that is many commands, put down first and carried out a part at a time.

    `commands` are all classes its steps may be of. `closing` gives the command that puts the work
    itself on record, from what is known about it and what it led to.
    """

    kind: str
    commands: tuple[type, ...]
    closing: Callable[[UUID, Mapping[str, Any], Effect], tuple[Stream, object]]


def publishes_nothing(_: Recorded) -> object | None:
    """For a service whose events concern nobody else."""
    return None


def reacts_to_nothing(_connection: Connection, _message: Recorded) -> list[Reaction]:
    """For a service that only keeps copies of what it hears."""
    return []


@dataclass(frozen=True)
class Service:
    """One service: its log's aggregates, its read models, and what it says and hears.

    `projections` are folded from its own log inside the append's transaction, `copies` from the
    messages of the services it listens to. From `relationships`, whose models are among them, it
    decides who may do what. `publish` translates an event for others, or gives None: the position
    is relayed without data.
    """

    name: str
    migrations: Path
    relationships: Relationships
    aggregates: tuple[Aggregate, ...]
    projections: tuple[Projection, ...] = ()
    copies: tuple[Projection, ...] = ()
    listens_to: tuple[str, ...] = ()
    long_work: tuple[LongWork, ...] = ()
    publish: Callable[[Recorded], object | None] = publishes_nothing
    react: Callable[[Connection, Recorded], list[Reaction]] = field(default=reacts_to_nothing)

    @property
    def migration_folders(self) -> tuple[Path, Path]:
        """In the order in which they are applied, after the log's own."""
        return self.relationships.migrations, self.migrations

    @cached_property
    def aggregate(self) -> dict[str, Aggregate]:
        """The aggregates by kind of stream."""
        return {aggregate.kind: aggregate for aggregate in self.aggregates}

    @cached_property
    def event_class(self) -> dict[str, type]:
        """The event classes by stored type."""
        return {event.__name__: event for known in self.aggregates for event in known.events}
