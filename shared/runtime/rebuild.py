"""A read model anew from its log, beside the live one, and in its place in one instant.

The fold runs in memory and is copied into a shadow table; then what was recorded meanwhile is
applied as it would be live, the last of it under a lock on the live table. A fact is folded into
its read model before it is appended, so once that lock is had, log and model agree exactly.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from psycopg import Connection, sql
from psycopg.errors import LockNotAvailable

from shared.modelling.recorded import Recorded
from shared.runtime import projection
from shared.runtime.database import Database
from shared.runtime.handling import readable_fact, resume_nothing
from shared.runtime.log_reader import inbox_page, log_page, own_fact
from shared.runtime.projection import Projection
from shared.runtime.service import Service

PAGE = 5_000
SMALL_DELTA = 500
LOCK_ATTEMPTS = 20
SHADOW = "__rebuilt"

Progress = Callable[[int, int], None]


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


def rebuild(
    service: Service, table: str, database: Database, progress: Progress, *, swap: bool = True
) -> Comparison:
    """Build `table` anew, compare it with the live one and, if `swap`, put it in its place.

    Runs as the owner. `progress` is told how many facts of how many are folded. Raises KeyError
    where the service has no such read model, `LockNotAvailable` where the live table stays busy,
    or another copy is being rebuilt.
    """
    built = next((one for one in service.projections if one.table == table), None)
    copied = next((one for one in service.copies if one.table == table), None)
    if (model := built or copied) is None:
        raise KeyError(table)
    source = _Source(service, own=built is not None)
    with database.connect() as connection:
        if copied is not None:
            resume_nothing(connection)
        shadow = sql.Identifier(table + SHADOW)
        connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(shadow))
        connection.execute(
            sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(shadow, sql.Identifier(table))
        )
        reached = _fold(connection, model, source, progress)
        while _catch_up(connection, model, source, reached) > SMALL_DELTA:
            continue
        for _ in range(LOCK_ATTEMPTS):
            try:
                return _finish(connection, model, source, reached, swap=swap)
            except LockNotAvailable:
                continue
        raise LockNotAvailable(table)


@dataclass(frozen=True)
class _Source:
    """The log a model is folded from: the service's own, or its inbox."""

    service: Service
    own: bool

    def heads(self, connection: Connection) -> dict[str, int]:
        """How far each authority's log goes."""
        query = "SELECT authority, position FROM authority_heads"
        inbox = "SELECT authority, arrival FROM inbox_heads"
        return dict(connection.execute(query if self.own else inbox).fetchall())

    def facts(
        self, connection: Connection, authority: str, after: int
    ) -> Iterator[tuple[int, list[Recorded]]]:
        """Pages of facts after a place in the log, each with the place it reaches."""
        while page := self._page(connection, authority, after):
            after = page[-1][0]
            yield after, [fact for _, fact in page if fact is not None and fact.event is not None]

    def _page(
        self, connection: Connection, authority: str, after: int
    ) -> list[tuple[int, Recorded | None]]:
        if self.own:
            log = log_page(connection, self.service.name, authority, after, PAGE)
            return [(stored.position, own_fact(self.service, stored)) for stored in log]
        heard = inbox_page(connection, authority, after, PAGE)
        return [(arrival, readable_fact(envelope)) for arrival, envelope in heard]


def _fold(
    connection: Connection, model: Projection, source: _Source, progress: Progress
) -> dict[str, int]:
    heads = source.heads(connection)
    done, total = 0, sum(heads.values())
    reached = dict.fromkeys(heads, 0)
    for authority in heads:
        rows: dict[projection.Key, object] = {}
        for place, facts in source.facts(connection, authority, 0):
            projection.fold(model, rows, projection.touched(model, facts))
            done, reached[authority] = done + place - reached[authority], place
            progress(done, max(total, done))
        _copy(connection, model, authority, rows.values())
    return reached


def _copy(
    connection: Connection, model: Projection, authority: str, rows: Iterable[object]
) -> None:
    statement = sql.SQL("COPY {} (authority, {}) FROM STDIN").format(
        sql.Identifier(model.table + SHADOW), projection.names(model.columns)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([authority, *model.to_columns(row)])


def _catch_up(
    connection: Connection, model: Projection, source: _Source, reached: dict[str, int]
) -> int:
    """Apply what was recorded since, as it would be live; gives how much that was."""
    applied = 0
    for authority in source.heads(connection):
        start = reached.get(authority, 0)
        for place, facts in source.facts(connection, authority, start):
            with connection.transaction():
                projection.apply(connection, [model], facts, SHADOW)
            reached[authority] = place
        applied += reached.get(authority, 0) - start
    return applied


def _finish(
    connection: Connection,
    model: Projection,
    source: _Source,
    reached: dict[str, int],
    *,
    swap: bool,
) -> Comparison:
    live, shadow = sql.Identifier(model.table), sql.Identifier(model.table + SHADOW)
    with connection.transaction():
        connection.execute("SET LOCAL lock_timeout = '2s'")
        connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(live))
        _catch_up(connection, model, source, reached)
        comparison = _compare(connection, live, shadow)
        if swap:
            connection.execute(sql.SQL("DROP TABLE {}").format(live))
            connection.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(shadow, live))
        else:
            connection.execute(sql.SQL("DROP TABLE {}").format(shadow))
    return comparison


def _compare(connection: Connection, live: sql.Identifier, shadow: sql.Identifier) -> Comparison:
    row = connection.execute(
        sql.SQL(
            "SELECT (SELECT count(*) FROM {shadow}),"
            " (SELECT count(*) FROM (TABLE {live} EXCEPT TABLE {shadow}) AS l),"
            " (SELECT count(*) FROM (TABLE {shadow} EXCEPT TABLE {live}) AS r)"
        ).format(live=live, shadow=shadow)
    ).fetchone()
    assert row is not None
    return Comparison(*row)
