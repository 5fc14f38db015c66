"""One row of any table, whatever its columns, put there past the wall."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from psycopg import Connection, sql

WITH_AUTHORITY = """
SELECT table_name::text FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'authority' ORDER BY table_name
"""
_COLUMNS = """
SELECT column_name::text, udt_name::text FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_identity = 'NO'
"""
_VALUES: dict[str, Any] = {
    "text": "x",
    "int2": 1,
    "int4": 1,
    "int8": 1,
    "bool": True,
    "date": "2026-09-01",
    "timestamptz": "2026-09-01T09:00Z",
    "jsonb": "[]",
    "bytea": b"",
    "_uuid": [],
}


@dataclass(frozen=True)
class Planted:
    """Where a row belongs; without a school it is of none."""

    authority: str
    school: UUID | None = None
    learner: UUID | None = None

    def row(self, connection: Connection, table: str) -> list[str]:
        """Put one into a table, all of its ids new; gives the names of its columns."""
        columns = connection.execute(_COLUMNS, [table]).fetchall()
        names = [name for name, _ in columns]
        connection.execute(
            sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, names)),
                sql.SQL(", ").join([sql.Placeholder()] * len(names)),
            ),
            [self._value(*column) for column in columns],
        )
        return names

    def _value(self, name: str, kind: str) -> Any:
        if name == "authority":
            return self.authority
        if name in ("school", "school_id"):
            return self.school
        if name == "learner_id" and self.learner is not None:
            return self.learner
        return uuid4() if kind == "uuid" else _VALUES[kind]
