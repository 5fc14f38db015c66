"""What the probe publishes, and a second service that listens to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from psycopg import Connection

from shared.modelling.decider import Decider
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.relationships import RELATIONSHIPS
from shared.runtime.projection import Projection
from shared.runtime.service import Aggregate, Reaction, Service, Stream
from tests.shared.probe_service import PROBE, Counted


@message
class CounterCounted:
    """Published: one was counted, as a counter's `nth` event; no name."""

    counter_id: UUID
    nth: int


MESSAGES = (CounterCounted,)


def publish(fact: Recorded) -> CounterCounted | None:
    """Closing concerns nobody else."""
    if isinstance(fact.event, Counted):
        return CounterCounted(counter_id=fact.stream_id, nth=fact.version)
    return None


PUBLISHER = replace(PROBE, publish=publish)


@message
class Echo:
    """Record that something was heard."""

    nth: int


@message
class Echoed:
    """What was heard was recorded."""

    nth: int


ECHO: Decider[int, Echo, Echoed] = Decider(
    0, lambda _, command: [Echoed(nth=command.nth)], lambda count, _: count + 1
)


@dataclass(frozen=True)
class Heard:
    """What was heard of one counter, in order."""

    counter_id: UUID
    subject_id: UUID
    counted: tuple[int, ...]


def heard(row: Heard | None, fact: Recorded) -> Heard:
    before = row.counted if row else ()
    return Heard(fact.event.counter_id, fact.subject, (*before, fact.event.nth))


HEARD = Projection(
    table="heard_counts",
    row=Heard,
    key=("counter_id",),
    key_of=lambda fact: (fact.event.counter_id,),
    project=heard,
    subject="subject_id",
)


class Broken(Exception):
    """A handler's bug."""


def never(_: Recorded) -> bool:
    return False


def listener(broken_for: Callable[[Recorded], bool] = never) -> Service:
    """The listening service; its handler is broken for some facts."""

    def react(_: Connection, fact: Recorded) -> list[Reaction]:
        if broken_for(fact):
            raise Broken(f"of {fact.event}")
        stream = Stream("echo", fact.event.counter_id, fact.subject)
        return [Reaction(stream, Echo(nth=fact.event.nth))]

    return Service(
        name="listener",
        migrations=Path(__file__).parent / "listener_migrations",
        relationships=RELATIONSHIPS,
        aggregates=(Aggregate("echo", ECHO, (Echoed,)),),
        copies=(HEARD,),
        listens_to=("probe",),
        react=react,
    )


LISTENER = listener()
