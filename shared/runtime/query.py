"""Questions asked of a read model: confined to the actor's authority, and the look recorded."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

import orjson
from psycopg import Connection, sql

from shared.runtime.acting import Acting, acting
from shared.runtime.database import Database
from shared.runtime.projection import Projection, key_in
from shared.runtime.rows import names

_OPERATORS: dict[str, LiteralString] = {"": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind or "\0" in str(value):
            raise TypeError(kind.__name__)
        return value

    return read


_READERS: dict[str, Callable[[Any], Any]] = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "timestamptz": datetime.fromisoformat,
    "bigint": _exactly(int),
    "text": _exactly(str),
    "boolean": _exactly(bool),
}


class CursorInvalid(Exception):
    """A paging cursor that this question did not give out."""


@dataclass(frozen=True)
class Page:
    """A part of a list and, unless it is the last, the cursor that goes on from there."""

    items: list[Any]
    next: str | None


@dataclass(frozen=True)
class Query:
    """One read model in one order, asked in the authority of whoever acts."""

    database: Database
    model: Projection
    order: tuple[str, ...] = ()
    descending: bool = False

    def find(self, *key: Any) -> Any | None:
        """The row with this key, or None."""
        rows = self.select(dict(zip(self.model.key, key, strict=True)))
        return rows[0] if rows else None

    def select(self, filters: Mapping[str, Any]) -> list[Any]:
        """Every row that fits: `{"school_id": …, "due_on <=": …}`; None is no condition."""
        return self.page(filters, limit=None, cursor=None).items

    def page(self, filters: Mapping[str, Any], limit: int | None, cursor: str | None) -> Page:
        """Up to `limit` rows that fit, after `cursor`; raises `CursorInvalid`."""
        conditions, values = self._conditions(filters)
        who = acting()
        with self.database.confined(who.authority, who.schools) as connection:
            if cursor is not None:
                conditions.append(self._beyond())
                values.extend(self._place(connection, who, cursor))
            statement = sql.SQL("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT %s").format(
                names(self.model.columns),
                sql.Identifier(self.model.table),
                sql.SQL(" AND ").join(conditions),
                self._ordering(),
            )
            values = [who.authority, *values, None if limit is None else limit + 1]
            found = connection.execute(statement, values).fetchall()
            rows = [self.model.from_columns(row) for row in found[:limit]]
            self._record_look(connection, who, rows)
        more = limit is not None and len(found) > limit
        return Page(rows, self._cursor(rows[-1]) if more else None)

    def _record_look(self, connection: Connection, who: Acting, rows: Sequence[Any]) -> None:
        if self.model.subject is not None:
            record_look(connection, who, [getattr(row, self.model.subject) for row in rows])

    def _conditions(self, filters: Mapping[str, Any]) -> tuple[list[sql.Composable], list[Any]]:
        conditions: list[sql.Composable] = [sql.SQL("authority = %s")]
        values = []
        for name, value in filters.items():
            if value is not None:
                column, _, operator = name.partition(" ")
                conditions.append(
                    sql.SQL("{} {} %s").format(
                        sql.Identifier(column), sql.SQL(_OPERATORS[operator])
                    )
                )
                values.append(value)
        return conditions, values

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.order, *self.model.key)))

    def _ordering(self) -> sql.Composable:
        direction = sql.SQL(" DESC" if self.descending else "")
        return sql.SQL(", ").join(sql.Identifier(name) + direction for name in self._columns)

    def _beyond(self) -> sql.Composable:
        return sql.SQL("({}) {} ({})").format(
            names(self._columns),
            sql.SQL("<" if self.descending else ">"),
            sql.SQL(", ").join([sql.Placeholder()] * len(self._columns)),
        )

    def _cursor(self, row: Any) -> str:
        """The row's key, and no more: a cursor stands in URLs, where no name may."""
        key = orjson.dumps(key_in(self.model, row))
        return base64.urlsafe_b64encode(key).rstrip(b"=").decode()

    def _place(self, connection: Connection, who: Acting, cursor: str) -> Sequence[Any]:
        """Where in the order the row of a cursor is."""
        statement = sql.SQL("SELECT {} FROM {} WHERE authority = %s AND ({}) = ({})").format(
            names(self._columns),
            sql.Identifier(self.model.table),
            names(self.model.key),
            sql.SQL(", ").join([sql.Placeholder()] * len(self.model.key)),
        )
        row = connection.execute(statement, [who.authority, *self._key(cursor)]).fetchone()
        if row is None:
            raise CursorInvalid(cursor)
        return row

    def _key(self, cursor: str) -> list[Any]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            values = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            return [
                _READERS[self.model.types[column]](value)
                for column, value in zip(self.model.key, values, strict=True)
            ]
        except (binascii.Error, ValueError, TypeError, AttributeError) as error:
            raise CursorInvalid(cursor) from error


def record_look(connection: Connection, who: Acting, subjects: Sequence[UUID]) -> None:
    """Record, in the reading transaction, whose record was looked at, by whom and for what."""
    if subjects:
        connection.execute(
            "INSERT INTO reads (authority, actor, action, request_id, subjects)"
            " VALUES (%s, %s, %s, %s, %s)",
            (who.authority, who.actor, who.action, who.request_id, sorted(set(subjects))),
        )
