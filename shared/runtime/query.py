"""Questions asked of a read model: of those the asker may reach, and each look recorded."""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

import orjson
from psycopg import Connection, sql

from shared.access.policy import Decision, Reach
from shared.runtime.acting import acting
from shared.runtime.admission import record_looks
from shared.runtime.confinement import Confinement, column, confine
from shared.runtime.database import Database
from shared.runtime.projection import Projection, key_in

AT_ONCE = 1_000
SCHOOL = "school_id"

_COMPARISONS: dict[str, LiteralString] = {
    "": "{} = %s",
    "<": "{} < %s",
    "<=": "{} <= %s",
    ">": "{} > %s",
    ">=": "{} >= %s",
    "in": "{} = ANY(%s)",
    "has": "{} ? %s",
}


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
    """One read model in one order, asked by whoever acts, of those whom they may reach."""

    database: Database
    model: Projection
    places: Projection
    order: tuple[str, ...] = ()
    descending: bool = False

    def find(self, *key: Any) -> Any | None:
        """The row with this key, or None: unknown, or not to be reached."""
        rows = self.select(dict(zip(self.model.key, key, strict=True)))
        return rows[0] if rows else None

    def select(self, filters: Mapping[str, Any]) -> list[Any]:
        """Every row that fits: `{"school_id": …, "due_on <=": …}`; None is no condition.

        `"…_id in"` is one of a list, and `"codes has"` a column of texts that has this one. By
        `school_id`, rows about somebody are of the school where they are now, whichever a row
        speaks of: a record follows whom it is about.
        """
        return self.page(filters, limit=None, cursor=None).items

    def each(self, filters: Mapping[str, Any]) -> Iterator[Any]:
        """The same rows a part at a time: an authority's do not fit into memory well."""
        cursor: str | None = None
        while True:
            found = self.page(filters, AT_ONCE, cursor)
            yield from found.items
            if (cursor := found.next) is None:
                return

    def page(self, filters: Mapping[str, Any], limit: int | None, cursor: str | None) -> Page:
        """Up to `limit` rows that fit, after `cursor`; raises `CursorInvalid`.

        Withheld fields are None, and of whom a filtered field is withheld, there is no row.
        """
        who = acting()
        given = {name: value for name, value in filters.items() if value is not None}
        reach = who.reach.needing(self._told_by(given))
        confined = self._confined(who.authority, reach)
        with self.database.confined(who.authority, who.schools) as connection:
            asked = confined.also(self._conditions(given, confined), list(given.values()))
            if cursor is not None:
                place = self._place(connection, confined, cursor)
                asked = asked.also([self._beyond()], place)
            found = self._rows(connection, asked, limit)
            shown = [self._shown(reach, columns) for columns in found[:limit]]
            record_looks(connection, who, [look for _, look in shown if look is not None])
        rows = [row for row, _ in shown]
        more = limit is not None and len(found) > limit
        return Page(rows, self._cursor(rows[-1]) if more else None)

    def _confined(self, authority: str, reach: Reach) -> Confinement:
        return confine(self.model, self.places, authority, reach)

    def _rows(
        self, connection: Connection, asked: Confinement, limit: int | None
    ) -> list[tuple[Any, ...]]:
        statement = sql.SQL("SELECT {}, {} {} ORDER BY {} LIMIT %s").format(
            _named(self.model.columns), asked.place, asked.source, self._ordering()
        )
        ending = None if limit is None else limit + 1
        return connection.execute(statement, [*asked.values, ending]).fetchall()

    def _shown(
        self, reach: Reach, columns: Sequence[Any]
    ) -> tuple[Any, tuple[UUID, Decision] | None]:
        """The row as it may be seen, and the look at whose record it is."""
        row = self.model.from_columns(columns[:-1])
        if self.model.subject is None:
            return row, None
        subject: UUID = getattr(row, self.model.subject)
        decision = reach.decide(subject, columns[-1])
        hidden = {
            name: None for field in decision.withheld for name in self.model.withheld.get(field, ())
        }
        return replace(row, **hidden) if hidden else row, (subject, decision)

    def _told_by(self, filters: Mapping[str, Any]) -> set[str]:
        """The fields of which a filter, or the order, tells something."""
        used = {name.partition(" ")[0] for name in filters}.union(self.order)
        return {field for field, names in self.model.withheld.items() if used.intersection(names)}

    def _conditions(
        self, filters: Mapping[str, Any], confined: Confinement
    ) -> list[sql.Composable]:
        conditions: list[sql.Composable] = []
        for asked in filters:
            name, _, operator = asked.partition(" ")
            of_place = name == SCHOOL and self.model.subject is not None
            compared = confined.place if of_place else column(name)
            conditions.append(sql.SQL(_COMPARISONS[operator]).format(compared))
        return conditions

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.order, *self.model.key)))

    def _ordering(self) -> sql.Composable:
        direction = sql.SQL(" DESC" if self.descending else "")
        return sql.SQL(", ").join(column(name) + direction for name in self._columns)

    def _beyond(self) -> sql.Composable:
        return sql.SQL("({}) {} ({})").format(
            _named(self._columns),
            sql.SQL("<" if self.descending else ">"),
            sql.SQL(", ").join([sql.Placeholder()] * len(self._columns)),
        )

    def _cursor(self, row: Any) -> str:
        """The row's key, and no more: a cursor stands in URLs, where no name may."""
        key = orjson.dumps(key_in(self.model, row))
        return base64.urlsafe_b64encode(key).rstrip(b"=").decode()

    def _place(self, connection: Connection, confined: Confinement, cursor: str) -> Sequence[Any]:
        """Where in the order the row of a cursor is, as long as it may be reached."""
        its_key = sql.SQL("({}) = ({})").format(
            _named(self.model.key),
            sql.SQL(", ").join([sql.Placeholder()] * len(self.model.key)),
        )
        asked = confined.also([its_key], self._key(cursor))
        statement = sql.SQL("SELECT {} {}").format(_named(self._columns), asked.source)
        row = connection.execute(statement, asked.values).fetchone()
        if row is None:
            raise CursorInvalid(cursor)
        return row

    def _key(self, cursor: str) -> list[Any]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            values = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            return [
                _READERS[self.model.types[name]](value)
                for name, value in zip(self.model.key, values, strict=True)
            ]
        except (binascii.Error, ValueError, TypeError, AttributeError) as error:
            raise CursorInvalid(cursor) from error


def _named(columns: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(column(name) for name in columns)
