"""Read models anew from their log, beside the live ones, and in their place in one instant.

The log is folded in memory and copied into shadow tables; then what was recorded meanwhile is
applied as it would be live, the last of it while nobody may write. A fact is folded into its read
models by the statement that appends it, so at that instant log and models agree exactly. The
tables are compared as they were then, while others write again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from psycopg import Connection, sql
from psycopg.errors import DeadlockDetected, LockNotAvailable

from shared.runtime import rows
from shared.runtime.database import Database
from shared.runtime.folding import Progress, fold_all
from shared.runtime.handling import resuming_nothing
from shared.runtime.log_source import Source
from shared.runtime.projection import Projection
from shared.runtime.service import Service
from shared.runtime.wall import raise_wall

PAGE = 5_000
SMALL_DELTA = 500
LOCK_ATTEMPTS = 20
SHADOW, BEFORE = "__rebuilt", "__before"


@dataclass(frozen=True)
class Comparison:
    """How a rebuilt model compares with the live one, row for row."""

    rows: int
    only_live: int
    only_rebuilt: int

    @property
    def equal(self) -> bool:
        """Are they the same, row for row?"""
        return not self.only_live and not self.only_rebuilt


@dataclass(frozen=True)
class Rebuilder:
    """Rebuilds read models of one service, as the owner; `workers` processes fold at once.

    `progress` is told how many facts of how many are folded.
    """

    service: Service
    database: Database
    progress: Progress
    workers: int = 1

    def rebuild(self, tables: Sequence[str], *, swap: bool = True) -> dict[str, Comparison]:
        """Build these anew, compare them with the live ones and, if `swap`, put them in place.

        Raises KeyError where the service has no such read model, `LockNotAvailable` where a live
        table stays busy, or another copy is being rebuilt.
        """
        known = {one.table: one for one in (*self.service.projections, *self.service.copies)}
        wanted = [known[table] for table in tables]
        found = dict[str, Comparison]()
        for own in (True, False):
            models = [one for one in wanted if (one in self.service.projections) is own]
            if models:
                found |= self._rebuild(Source(self.service, own), models, swap=swap)
        return found

    def _rebuild(
        self, source: Source, models: Sequence[Projection], *, swap: bool
    ) -> dict[str, Comparison]:
        with (
            self.database.connect() as connection,
            self.database.connect() as locker,
            nullcontext() if source.own else resuming_nothing(connection),
        ):
            for model in models:
                _make_shadow(connection, model)
            reached = fold_all(self.database, source, models, (SHADOW, self.workers), self.progress)
            # Behind the wall a table takes in no copy, so it is raised after, and before the swap.
            _wall(connection, self.service, models)
            shadows = _Shadows(connection, source, models, reached)
            while shadows.catch_up() > SMALL_DELTA:
                continue
            for _ in range(LOCK_ATTEMPTS):
                try:
                    with shadows.agreeing(locker, swap=swap):
                        if swap:
                            _swap(locker, models)
                except (LockNotAvailable, DeadlockDetected):
                    continue
                return _compared(connection, models, swapped=swap)
            raise LockNotAvailable(", ".join(model.table for model in models))


def _wall(connection: Connection, service: Service, models: Sequence[Projection]) -> None:
    raise_wall(connection, service.relationships.places, [m.table + SHADOW for m in models])


def _make_shadow(connection: Connection, model: Projection) -> None:
    live, shadow, before = _tables(model)
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}, {}").format(shadow, before))
    connection.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(shadow, live))


def _tables(model: Projection) -> tuple[sql.Identifier, sql.Identifier, sql.Identifier]:
    """The live table, the one built beside it, and the name the live one has when it is not."""
    return (
        sql.Identifier(model.table),
        sql.Identifier(model.table + SHADOW),
        sql.Identifier(model.table + BEFORE),
    )


@dataclass
class _Shadows:
    """The tables beside the live ones, and how far in the log they have come."""

    connection: Connection
    source: Source
    models: Sequence[Projection]
    reached: dict[str, int] = field(default_factory=dict)

    def catch_up(self) -> int:
        """Apply what was recorded since, as it would be live; gives how much that was."""
        applied = 0
        for authority in self.source.heads(self.connection):
            start = self.reached.get(authority, 0)
            for place, facts in self.source.pages(self.connection, authority, start, PAGE):
                with self.connection.transaction():
                    rows.apply(self.connection, self.models, facts, SHADOW)
                self.reached[authority] = place
            applied += self.reached.get(authority, 0) - start
        return applied

    @contextmanager
    def agreeing(self, locker: Connection, *, swap: bool) -> Iterator[None]:
        """Let nobody write until all tables agree with the log; look at them as of that instant.

        Where they are to be swapped, nobody may read either, as long as the block lasts.
        """
        mode = sql.SQL("ACCESS EXCLUSIVE" if swap else "EXCLUSIVE")
        live = sql.SQL(", ").join(_tables(model)[0] for model in self.models)
        with locker.transaction():
            locker.execute("SET LOCAL lock_timeout = '2s'")
            locker.execute(sql.SQL("LOCK TABLE {} IN {} MODE").format(live, mode))
            self.catch_up()
            self.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            self.connection.execute("SELECT 1")
            try:
                yield
            except (LockNotAvailable, DeadlockDetected):
                self.connection.execute("ROLLBACK")  # to catch up again, it must see what is new
                raise


def _swap(locker: Connection, models: Sequence[Projection]) -> None:
    for model in models:
        live, shadow, before = _tables(model)
        locker.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(live, before))
        locker.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(shadow, live))


def _compared(
    connection: Connection, models: Sequence[Projection], *, swapped: bool
) -> dict[str, Comparison]:
    found = {}
    for model in models:
        live, shadow, before = _tables(model)
        pair = (before, live) if swapped else (live, shadow)
        found[model.table] = _compare(connection, *pair)
    connection.execute("COMMIT")
    for model in models:
        _, shadow, before = _tables(model)
        connection.execute(sql.SQL("DROP TABLE {}").format(before if swapped else shadow))
    return found


def _compare(connection: Connection, live: sql.Identifier, rebuilt: sql.Identifier) -> Comparison:
    row = connection.execute(
        sql.SQL(
            "SELECT (SELECT count(*) FROM {rebuilt}),"
            " (SELECT count(*) FROM (TABLE {live} EXCEPT TABLE {rebuilt}) AS l),"
            " (SELECT count(*) FROM (TABLE {rebuilt} EXCEPT TABLE {live}) AS r)"
        ).format(live=live, rebuilt=rebuilt)
    ).fetchone()
    assert row is not None
    return Comparison(*row)
