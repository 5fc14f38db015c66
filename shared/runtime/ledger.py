"""What a service's API works with: commands into the log, questions to the read models."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.runtime import execute, replay
from shared.runtime.acting import acting
from shared.runtime.database import Database
from shared.runtime.execute import Outcome
from shared.runtime.projection import Projection
from shared.runtime.query import Page, Query, record_look
from shared.runtime.sealing import Cause
from shared.runtime.service import Service, Stream
from shared.runtime.wall import EVERY_SCHOOL


@dataclass(frozen=True)
class Ledger:
    """One service's log and read models, in one process."""

    service: Service
    database: Database
    software: str

    def execute(self, cause: Cause, stream: Stream, command: object) -> Outcome:
        """Carry out one command; see `shared.runtime.execute` for what it raises."""
        return self.execute_all(cause, [(stream, command)])

    def execute_all(self, cause: Cause, commands: Sequence[tuple[Stream, object]]) -> Outcome:
        """Carry out many commands in one transaction, all or nothing."""
        return execute.execute(self.service, self.database, self.software, cause, commands)

    def finder(self, model: Projection) -> Callable[..., Any | None]:
        """`find(*key)`: the row with this key in the actor's authority, or None."""
        return Query(self.database, model).find

    def lister(
        self, model: Projection, order: tuple[str, ...] = (), *, descending: bool = False
    ) -> Callable[[Mapping[str, Any]], list[Any]]:
        """`select(filters)`: every row that fits; see `Query.select`."""
        return Query(self.database, model, order, descending).select

    def pager(
        self, model: Projection, order: tuple[str, ...] = (), *, descending: bool = False
    ) -> Callable[[Mapping[str, Any], int | None, str | None], Page]:
        """`page(filters, limit, cursor)`: rows that fit, a part at a time; see `Query.page`."""
        return Query(self.database, model, order, descending).page

    def version(self, kind: str, stream_id: UUID) -> int:
        """The version of a stream in the actor's authority; 0 where there is none."""
        who = acting()
        with self.database.confined(who.authority, EVERY_SCHOOL) as connection:
            row = connection.execute(
                "SELECT version FROM stream_heads"
                " WHERE authority = %s AND stream_id = %s AND stream_kind = %s",
                (who.authority, stream_id, kind),
            ).fetchone()
        return int(row[0]) if row else 0

    def record(self, subject: UUID, as_of: datetime) -> dict[str, Any]:
        """A subject's record as of an instant, replayed; the look is recorded."""
        who = acting()
        with self.database.confined(who.authority, EVERY_SCHOOL) as connection:
            record = replay.record_as_of(connection, self.service, who.authority, subject, as_of)
            record_look(connection, who, [subject])
        return record
