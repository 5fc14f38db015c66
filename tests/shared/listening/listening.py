"""What a listener has taken in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from shared.modelling.recorded import Recorded
from shared.runtime.service import Service
from tests.hearing import Ear
from tests.shared.probe_listener import CounterCounted, listener
from tests.stores import Store

Tell = Callable[[Service], Ear]
Resume = Callable[[Service], bool]
ONE, OTHER = uuid4(), uuid4()


def counted(subject: UUID, nth: int) -> tuple[CounterCounted, UUID]:
    """A message; the counter has its subject's id here, to read the tests by."""
    return CounterCounted(counter_id=subject, nth=nth), subject


def broken_for(*cases: tuple[UUID, int]) -> Service:
    """A listener that cannot handle these."""

    def broken(fact: Recorded) -> bool:
        return (fact.subject, fact.event.nth) in cases

    return listener(broken)


@dataclass(frozen=True)
class Listening:
    """The listener's database, asked by the superuser about one authority."""

    store: Store
    authority: str

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.store.connect() as connection:
            return connection.execute(query.encode(), (self.authority, *values)).fetchall()

    def inbox(self) -> list[int]:
        """The positions taken in, in order of arrival."""
        query = "SELECT position FROM inbox WHERE authority = %s ORDER BY arrival"
        return [position for (position,) in self.rows(query)]

    def copies(self) -> dict[UUID, list[int]]:
        """What the copy says was counted, by counter."""
        return dict(self.rows("SELECT counter_id, counted FROM heard_counts WHERE authority = %s"))

    def effects(self) -> dict[UUID, list[int]]:
        """What was done about it, by counter, in the order in which it was done."""
        done: dict[UUID, list[int]] = {}
        for counter_id, nth in self.rows(
            "SELECT stream_id, (convert_from(body, 'UTF8')::json ->> 'nth')::int FROM events"
            " JOIN payloads USING (authority, position) WHERE authority = %s ORDER BY position"
        ):
            done.setdefault(counter_id, []).append(nth)
        return done

    def halted(self) -> dict[UUID, tuple[int, str]]:
        """Whose messages wait, from which arrival on, and why."""
        query = "SELECT subject, arrival, reason FROM halted_subjects WHERE authority = %s"
        return {subject: (arrival, reason) for subject, arrival, reason in self.rows(query)}
