"""Read models: one pure fold from row to row, used in the append, by the consumer, and to rebuild.

A row belongs to one stream or one subject. That is what makes folding inside the append safe: two
transactions that would change the same row also conflict on its stream or its subject's chain.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache, cached_property
from types import NoneType
from typing import Any, LiteralString, get_args, get_type_hints
from uuid import UUID

from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from shared.contracts import codec
from shared.modelling.recorded import Recorded

_TYPES = {
    str: "text",
    bool: "boolean",
    int: "bigint",
    UUID: "uuid",
    datetime: "timestamptz",
    date: "date",
}


@dataclass(frozen=True)
class Projection:
    """A read model: its table, its row, and how a fact changes the row it touches.

    `row` is a frozen dataclass whose fields are the table's columns, `authority` aside. `key_of`
    names the row a fact touches, or None. `project` gives the row after the fact; None is no row.
    `subject` names the column that tells whose record a row is part of, so its reads are recorded.
    """

    table: str
    row: type
    key: tuple[str, ...]
    key_of: Callable[[Recorded], tuple[Any, ...] | None]
    project: Callable[[Any, Recorded], Any]
    subject: str | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns besides `authority`, in the row's order."""
        return tuple(field.name for field in fields(self.row))

    @cached_property
    def types(self) -> dict[str, str]:
        """The columns' types in the database."""
        return dict(
            zip(self.columns, (_column_type(kind) for kind in self._annotations), strict=True)
        )

    @cached_property
    def _annotations(self) -> tuple[Any, ...]:
        hints = get_type_hints(self.row)
        return tuple(hints[column] for column in self.columns)

    def to_columns(self, row: Any) -> list[Any]:
        """A row as values for the database: messages and tuples become jsonb."""
        return [
            _to_column(getattr(row, column), annotation)
            for column, annotation in zip(self.columns, self._annotations, strict=True)
        ]

    def from_columns(self, values: Sequence[Any]) -> Any:
        """The reverse of `to_columns`, for what the database gives back."""
        return self.row(
            **{
                column: _from_column(value, annotation)
                for column, value, annotation in zip(
                    self.columns, values, self._annotations, strict=True
                )
            }
        )


Key = tuple[Any, ...]


def apply(
    connection: Connection,
    projections: Iterable[Projection],
    facts: Sequence[Recorded],
    suffix: str = "",
) -> None:
    """Fold facts of one authority into the read models: read each row once, write it once.

    Rows are locked and written in order of their keys, so that those who touch several wait for
    each other and never in a ring.
    """
    for projection in projections:
        changes = touched(projection, facts)
        if changes:
            authority = facts[0].authority
            rows = _lock(connection, projection, authority, {key for key, _ in changes}, suffix)
            before = dict(rows)
            fold(projection, rows, changes)
            _write(connection, projection, authority, (before, rows), suffix)


def touched(projection: Projection, facts: Iterable[Recorded]) -> list[tuple[Key, Recorded]]:
    """The facts that touch a row, with its key."""
    return [(key, fact) for fact in facts if (key := projection.key_of(fact)) is not None]


def fold(
    projection: Projection, rows: dict[Key, Any], changes: Iterable[tuple[Key, Recorded]]
) -> None:
    """The pure part of it, upon rows held in memory."""
    for key, fact in changes:
        row = projection.project(rows.get(key), fact)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row


def _lock(
    connection: Connection, projection: Projection, authority: str, keys: set[Key], suffix: str
) -> dict[Key, Any]:
    statement = _statements(projection, projection.table + suffix).lock
    found = connection.execute(statement, [authority, *_transposed(keys)])
    rows = (projection.from_columns(row) for row in found)
    return {key_in(projection, row): row for row in rows}


def key_in(projection: Projection, row: Any) -> Key:
    """The key of a row."""
    return tuple(getattr(row, column) for column in projection.key)


def _write(
    connection: Connection,
    projection: Projection,
    authority: str,
    rows: tuple[dict[Key, Any], dict[Key, Any]],
    suffix: str,
) -> None:
    before, after = rows
    changed = [after[key] for key in sorted(after) if after[key] != before.get(key)]
    gone = [key for key in before if key not in after]
    statements = _statements(projection, projection.table + suffix)
    if changed:
        values = [projection.to_columns(row) for row in changed]
        connection.execute(statements.upsert, [authority, *_transposed(values)])
    if gone:
        connection.execute(statements.delete, [authority, *_transposed(gone)])


@dataclass(frozen=True)
class _Statements:
    """What is asked of one table, composed once: their text does not depend on how many rows."""

    lock: bytes
    upsert: bytes
    delete: bytes


@cache
def _statements(projection: Projection, table: str) -> _Statements:
    rest = [column for column in projection.columns if column not in projection.key]
    assignments = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in rest
    )
    parts: dict[str, sql.Composable] = {
        "table": sql.Identifier(table),
        "columns": names(projection.columns),
        "rows": _unnest(projection.types.values()),
        "key": names(projection.key),
        "keys": _unnest(projection.types[column] for column in projection.key),
        "change": sql.SQL("UPDATE SET {}").format(assignments) if rest else sql.SQL("NOTHING"),
    }
    lock, upsert, delete = (sql.SQL(text).format(**parts).as_bytes() for text in _TEXTS)
    return _Statements(lock, upsert, delete)


_TEXTS: tuple[LiteralString, ...] = (
    (
        "SELECT {columns} FROM {table} WHERE authority = %s AND ({key}) IN (SELECT * FROM {keys})"
        " ORDER BY {key} FOR UPDATE"
    ),
    (
        "INSERT INTO {table} (authority, {columns}) SELECT %s, * FROM {rows}"
        " ON CONFLICT (authority, {key}) DO {change}"
    ),
    "DELETE FROM {table} WHERE authority = %s AND ({key}) IN (SELECT * FROM {keys})",
)


def names(columns: Iterable[str]) -> sql.Composed:
    """Column names, for a statement."""
    return sql.SQL(", ").join(sql.Identifier(column) for column in columns)


def _unnest(types: Iterable[str]) -> sql.Composed:
    """A row for each element of as many arrays as there are types."""
    arrays = (sql.SQL("%s::{}[]").format(sql.SQL(name)) for name in types)
    return sql.SQL("unnest({})").format(sql.SQL(", ").join(arrays))


def _transposed(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


@cache
def _column_type(annotation: Any) -> str:
    members = [member for member in get_args(annotation) if member is not NoneType]
    kind = members[0] if len(members) == 1 and NoneType in get_args(annotation) else annotation
    if not isinstance(kind, type):
        return "jsonb"
    return next((name for scalar, name in _TYPES.items() if issubclass(kind, scalar)), "jsonb")


def _to_column(value: Any, annotation: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or _column_type(annotation) != "jsonb":
        return value
    return Jsonb(codec.to_plain(value, annotation))


def _from_column(value: Any, annotation: Any) -> Any:
    if value is None:
        return None
    if _column_type(annotation) == "jsonb":
        return codec.from_plain(annotation, value)
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    return value
