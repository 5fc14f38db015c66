"""The second wall: Postgres shows a web process one authority's rows, and some schools' only.

Each table with an authority has row-level security that binds its owner too. The web's roles see
and write the rows of the authority that their transaction names. Rows about somebody are those of
whom the transaction is at one of the schools it names, now, whatever school a row speaks of; other
rows of a school are those of these schools. A transaction that names none has nothing to see.
Machinery that serves every authority (relay, consumer, courier, a rebuild by the owner) sees all.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal, LiteralString
from uuid import UUID

from psycopg import Connection, sql

from shared.runtime.projection import Projection
from shared.runtime.statement import Statement, Within, held

EVERY_SCHOOL: Final = "*"
Schools = Literal["*"] | Collection[UUID]

CONFINED_ROLES = ("writer", "reader")
WHOLE_ROLES = ("owner", "relay", "worker")
SCHOOL_COLUMNS = ("school", "school_id")


def confine(connection: Connection, authority: str, schools: Schools) -> None:
    """Show the rows of this authority and these schools, until the transaction ends."""
    named = EVERY_SCHOOL if schools == EVERY_SCHOOL else ",".join(map(str, schools))
    _CONFINE.run(held(connection), {"authority": authority, "schools": named})


def each_confined(connection: Connection, authority: str, schools: Schools) -> Within:
    """Each statement is a transaction of its own, confined, and still takes one round trip.

    What a pipeline holds is one transaction, and no other one can come between.
    """

    @contextmanager
    def within() -> Iterator[Connection]:
        with connection.pipeline():
            confine(connection, authority, schools)
            yield connection

    return within


def raise_wall(connection: Connection, places: Projection, tables: Sequence[str] = ()) -> None:
    """Put these tables behind the wall, or every one with an authority; as their owner.

    `places` tells where each subject is, by its key; rows with that column are about a subject. A
    table is behind it at once or not at all; where the wall stands, it is built anew.
    """
    (subject,) = places.key
    row = connection.execute("SELECT current_database()").fetchone()
    assert row is not None
    roles = {
        "confined_roles": _roles(row[0], CONFINED_ROLES),
        "whole_roles": _roles(row[0], WHOLE_ROLES),
    }
    known = connection.execute(_TABLES, [list(SCHOOL_COLUMNS), subject]).fetchall()
    for table, school, is_about in known:
        if not tables or table in tables:
            by_place = is_about and not table.startswith(places.table)
            column, shown = (subject, _AT_PLACE) if by_place else (school, _OF_SCHOOL)
            with connection.transaction():
                _raise(connection, table, column, shown, roles)


def _roles(database: str, kinds: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(f"{database}_{kind}") for kind in kinds)


def _raise(
    connection: Connection,
    table: str,
    column: str | None,
    shown: LiteralString,
    roles: dict[str, sql.Composed],
) -> None:
    condition = sql.SQL(shown).format(column=sql.Identifier(column or ""))
    for statement in (*_WALL, *(_BY_SCHOOL if column else ())):
        named = {"table": sql.Identifier(table), "shown": condition}
        connection.execute(sql.SQL(statement).format(**named, **roles))


_CONFINE = Statement(
    "SELECT set_config('llwybr.authority', %(authority)s, true),"
    " set_config('llwybr.schools', %(schools)s, true)"
)
_TABLES = """
SELECT c.relname, s.attname, o.attname IS NOT NULL
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'authority' AND NOT a.attisdropped
LEFT JOIN pg_attribute s ON s.attrelid = c.oid AND s.attname = ANY(%s) AND NOT s.attisdropped
LEFT JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = %s AND NOT o.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
ORDER BY c.relname
"""
_WALL: tuple[LiteralString, ...] = (
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS confined ON {table}",
    (
        "CREATE POLICY confined ON {table} TO {confined_roles}"
        " USING (authority = current_setting('llwybr.authority', true))"
        " WITH CHECK (authority = current_setting('llwybr.authority', true))"
    ),
    "DROP POLICY IF EXISTS whole ON {table}",
    "CREATE POLICY whole ON {table} TO {whole_roles} USING (true) WITH CHECK (true)",
)
# Who is confined to schools sees no row of no school. A list is compared as text: '*' is no UUID.
_OF_SCHOOL: LiteralString = (
    "(current_setting('llwybr.schools', true) = '*' OR"
    " {column}::text = ANY (string_to_array(current_setting('llwybr.schools', true), ',')))"
)
# By a function, as a policy that named the table of places would hold on to it when it is rebuilt.
_AT_PLACE: LiteralString = (
    "(current_setting('llwybr.schools', true) = '*' OR has_place_shown(authority, {column}))"
)
_BY_SCHOOL: tuple[LiteralString, ...] = (
    "DROP POLICY IF EXISTS confined_to_schools ON {table}",
    (
        "CREATE POLICY confined_to_schools ON {table} AS RESTRICTIVE TO {confined_roles}"
        " USING ({shown}) WITH CHECK ({shown})"
    ),
)
