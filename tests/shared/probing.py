"""How tests of the machinery speak to the probe service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.runtime import execute
from shared.runtime.execute import Outcome
from shared.runtime.sealing import Cause
from shared.runtime.service import Service, Stream
from tests.shared.probe_service import Close, Count
from tests.stores import Store

SOFTWARE = "tests"
WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def cause(authority: str, **known: Any) -> Cause:
    """A command's cause: a new command by `a-person`, with what the test says of it."""
    usual: dict[str, Any] = {
        "authority": authority,
        "actor": "a-person",
        "command_id": uuid4(),
        "digest": b"digest",
        "correlation": uuid4(),
        "occurred_at": WHEN,
    }
    return Cause(**usual | known)


def counter(subject: UUID | None = None) -> Stream:
    """A new counter's stream, about a new subject where none is given."""
    return Stream("counter", uuid4(), subject or uuid4())


@dataclass(frozen=True)
class Probing:
    """The probe's log of one authority."""

    service: Service
    store: Store
    authority: str

    def execute(self, *commands: tuple[Stream, object], **known: Any) -> Outcome:
        """Carry out commands in one transaction; `known` is said of their cause."""
        return execute.execute(
            self.service,
            self.store.database(),
            SOFTWARE,
            cause(self.authority, **known),
            commands,
        )

    def count(self, stream: Stream, *names: str, **known: Any) -> Outcome:
        """Count on, once for each name."""
        return self.execute((stream, Count(names=names or ("Siân",))), **known)

    def close(self, stream: Stream) -> Outcome:
        return self.execute((stream, Close()))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database says, asked by the superuser; the authority is the first value."""
        with self.store.connect() as connection:
            return connection.execute(query.encode(), (self.authority, *values)).fetchall()

    def positions(self) -> list[int]:
        """The positions of the authority's log."""
        query = "SELECT position FROM events WHERE authority = %s ORDER BY position"
        return [position for (position,) in self.rows(query)]

    def names(self, streams: Sequence[Stream]) -> list[str]:
        """Every name counted in these streams, in order."""
        return [
            name
            for (name,) in self.rows(
                "SELECT convert_from(body, 'UTF8')::json ->> 'name' FROM payloads"
                " JOIN events USING (authority, position)"
                " WHERE authority = %s AND stream_id = ANY(%s) AND type = 'Counted'"
                " ORDER BY position",
                [stream.id for stream in streams],
            )
        ]
