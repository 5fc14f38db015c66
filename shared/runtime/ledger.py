"""What a service's API works with: commands into the log, questions to the read models."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from shared.access.actor import Actor, Identity
from shared.runtime import execute, replay
from shared.runtime.acting import acting
from shared.runtime.admission import record_looks
from shared.runtime.carrying_on import CarryingOn
from shared.runtime.database import Database
from shared.runtime.execute import Outcome
from shared.runtime.loading import StreamNotFound
from shared.runtime.long_work import PART, Planned, Step, Work, find, find_source, put_down
from shared.runtime.preview import Foreseen, Preview, foresee, preview
from shared.runtime.projection import Projection
from shared.runtime.query import Page, Query
from shared.runtime.sealing import Cause
from shared.runtime.service import Service, Stream
from shared.runtime.wall import EVERY_SCHOOL, confine


@dataclass(frozen=True)
class Ledger:
    """One service's log and read models, in one process."""

    service: Service
    database: Database
    software: str

    def execute(self, cause: Cause, stream: Stream, command: object) -> Outcome:
        """Carry out one command on a record that may be reached, as `execute_all`."""
        return self.execute_all(cause, [(stream, command)])

    def carry_out(self, cause: Cause, stream: Stream, command: object) -> Outcome:
        """Carry out what the service owes of itself: no one asks, so no one's reach confines it."""
        return execute.execute(
            self.service, self.database, self.software, cause, [(stream, command)]
        )

    def execute_all(self, cause: Cause, commands: Sequence[tuple[Stream, object]]) -> Outcome:
        """Carry out many commands in one transaction, all or nothing.

        See `shared.runtime.execute` for what it raises; `StreamNotFound` also stands for a record
        that the actor may not reach.
        """
        self._admit([stream for stream, _ in commands])
        return execute.execute(self.service, self.database, self.software, cause, commands)

    def foresee(self, cause: Cause, commands: Sequence[tuple[Stream, object]]) -> list[Foreseen]:
        """What commands would lead to, and nothing done; it raises what `execute_all` would."""
        admitted = list(self._admitted(commands))
        return foresee(self.service, self.database, cause, admitted)

    def begin(
        self,
        cause: Cause,
        work: tuple[str, UUID],
        about: Mapping[str, Any],
        steps: Iterable[Step],
        source: bytes | None = None,
    ) -> Work:
        """Put down long work (its kind and id), all of its steps or none; then `go_on` with it.

        `about` is JSON, for its `closing`; `source` is what it was made from. The same again gives
        the work as it is. Raises `CommandIdReused`, `WorkUnderWay`, and `StreamNotFound` for a
        record not to be reached.
        """
        kind = next(kind for kind in self.service.long_work if kind.kind == work[0])
        planned = Planned(kind, work[1], about, source)
        with self.database.transaction() as connection:
            confine(connection, cause.authority, EVERY_SCHOOL)
            return put_down(connection, cause, planned, self._admitted(steps))

    def source(self, kind: str) -> bytes | None:
        """What the latest long work of this kind was made from, in the actor's authority."""
        authority = acting().authority
        with self.database.confined(authority, EVERY_SCHOOL) as connection:
            return find_source(connection, authority, kind)

    def go_on(self, work: Work, seconds: float) -> Work:
        """Carry long work on for so long at most; a clerk does the rest."""
        return CarryingOn(self.service, self.database, self.software).go_on(work, seconds)

    def work(self, work_id: UUID) -> Work | None:
        """Long work of the actor's authority, as far as it has got."""
        authority = acting().authority
        with self.database.confined(authority, EVERY_SCHOOL) as connection:
            return find(connection, authority, work_id)

    def preview(self, cause: Cause, steps: Iterable[Step]) -> Preview:
        """What would follow from these steps as of now; nothing is changed."""
        return preview(self.service, self.database, cause, self._admitted(steps))

    def finder(self, model: Projection) -> Callable[..., Any | None]:
        """`find(*key)`: the row with this key in the actor's authority, or None."""
        return self._query(model).find

    def lister(
        self, model: Projection, order: tuple[str, ...] = (), *, descending: bool = False
    ) -> Callable[[Mapping[str, Any]], list[Any]]:
        """`select(filters)`: every row that fits; see `Query.select`."""
        return self._query(model, order, descending=descending).select

    def walker(self, model: Projection) -> Callable[[Mapping[str, Any]], Iterator[Any]]:
        """`each(filters)`: every row that fits, by key, never all in memory; see `Query.each`."""
        return self._query(model).each

    def pager(
        self, model: Projection, order: tuple[str, ...] = (), *, descending: bool = False
    ) -> Callable[[Mapping[str, Any], int | None, str | None], Page]:
        """`page(filters, limit, cursor)`: rows that fit, a part at a time; see `Query.page`."""
        return self._query(model, order, descending=descending).page

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
            decision = self.service.relationships.decisions(connection, who, [subject])[subject]
            if not decision.allowed:
                raise StreamNotFound(subject)
            record_looks(connection, who, [(subject, decision)])
            return replay.record_as_of(connection, self.service, who.authority, subject, as_of)

    def looks(self, subject: UUID, actor: str | None, limit: int, before: int | None) -> Page:
        """Who looked at a subject's record here, newest first; the cursor is `before`."""
        authority = acting().authority
        with (
            self.database.confined(authority, EVERY_SCHOOL) as connection,
            connection.cursor(row_factory=dict_row) as rows,
        ):
            found = rows.execute(
                "SELECT read_id, read_at, actor, action, rule, purpose, request_id FROM reads"
                " WHERE authority = %s AND subjects @> ARRAY[%s]"
                " AND (%s::text IS NULL OR actor = %s) AND (%s::bigint IS NULL OR read_id < %s)"
                " ORDER BY read_id DESC LIMIT %s",
                (authority, subject, actor, actor, before, before, limit + 1),
            ).fetchall()
        items = found[:limit]
        return Page(items, str(items[-1]["read_id"]) if len(found) > limit else None)

    def standing(self, who: Identity, now: datetime) -> Actor:
        """Who this is to everyone, at this moment."""
        with self.database.confined(who.authority, EVERY_SCHOOL) as connection:
            return self.service.relationships.standing(connection, who, now)

    def _query(
        self, model: Projection, order: tuple[str, ...] = (), *, descending: bool = False
    ) -> Query:
        return Query(self.database, model, self.service.relationships.places, order, descending)

    def _admitted(self, steps: Iterable[Step]) -> Iterator[Step]:
        waiting = iter(steps)
        while part := list(islice(waiting, PART)):
            self._admit([stream for stream, _ in part])
            yield from part

    def _admit(self, streams: Sequence[Stream]) -> None:
        who = acting()
        if who.reach.everyone and not who.reach.barred:
            return
        with self.database.confined(who.authority, EVERY_SCHOOL) as connection:
            subjects = _subjects(connection, who.authority, streams)
            decisions = self.service.relationships.decisions(connection, who, subjects)
        for subject, decision in decisions.items():
            if not decision.allowed:
                raise StreamNotFound(subject)


def _subjects(connection: Connection, authority: str, streams: Sequence[Stream]) -> set[UUID]:
    """Whom the streams are about: as the log knows, and as is said of one that may be new."""
    ids = [stream.id for stream in streams]
    known = connection.execute(
        "SELECT subject FROM stream_heads WHERE authority = %s AND stream_id = ANY(%s)",
        (authority, ids),
    )
    said = {stream.subject for stream in streams if stream.subject is not None}
    return said.union(subject for (subject,) in known)
