"""Rows of read models in the database: read by key, and written upon what was read.

A row is known by its key and its `xmin`, which Postgres changes with every write and a rebuilt
table has anew: who writes upon an older one has lost a race. So nothing is locked in between.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, LiteralString

from psycopg import Connection, sql
from psycopg.errors import UniqueViolation

from shared.modelling.recorded import Recorded
from shared.runtime.binary import Column, column
from shared.runtime.conflicts import VersionConflict
from shared.runtime.projection import Key, Projection, fold, key_in, touched
from shared.runtime.statement import Statement, Within, held

Rows = dict[Key, Any]


@dataclass(frozen=True)
class Changes:
    """What facts do to one read model: its rows after, the `xmin` read before, what is written."""

    model: Projection
    rows: Rows
    read: dict[Key, str]
    keys: Sequence[Key]

    def __len__(self) -> int:
        """How many rows are to be written."""
        return len(self.keys)


def changes(
    within: Within,
    models: Iterable[Projection],
    facts: Sequence[Recorded],
    suffix: str = "",
    *,
    new: bool = False,
) -> list[Changes]:
    """Fold facts of one authority into the read models, and give what is to be written.

    With `new`, a stream's first event is taken to find no row of that stream: where there is one
    all the same, the writing conflicts, and must be tried again without.
    """
    found = []
    for model in models:
        if changing := touched(model, facts):
            keys = {key for key, _ in changing} - (_opened(changing) if new else set())
            before, read = _read(within, model, facts[0].authority, sorted(keys), suffix)
            rows = dict(before)
            fold(model, rows, changing)
            changed = [key for key in rows if rows[key] != before.get(key)]
            gone = [key for key in before if key not in rows]
            if changed or gone:
                found.append(Changes(model, rows, read, sorted([*changed, *gone])))
    return found


def apply(
    connection: Connection,
    models: Iterable[Projection],
    facts: Sequence[Recorded],
    suffix: str = "",
) -> None:
    """Fold facts into the read models; raises `VersionConflict` where others wrote meanwhile."""
    for one in changes(held(connection), models, facts, suffix):
        values = {"authority": facts[0].authority, **parameters(one)}
        try:
            merged = _statements(one.model, suffix).merge.run(held(connection), values)
        except UniqueViolation as lost:
            raise VersionConflict(one.model.table) from lost
        if merged.rowcount != len(one):
            raise VersionConflict(one.model.table)


def _opened(changing: Iterable[tuple[Key, Recorded]]) -> set[Key]:
    """The keys of rows that are of a stream which these facts open."""
    return {key for key, fact in changing if fact.version == 1 and key == (fact.stream_id,)}


def _read(
    within: Within, model: Projection, authority: str, keys: Sequence[Key], suffix: str
) -> tuple[Rows, dict[Key, str]]:
    rows, read = Rows(), dict[Key, str]()
    if keys:
        values = {"authority": authority, **_named("k", _columns(model, model.key, keys))}
        for xmin, *columns in _statements(model, suffix).read.run(within, values):
            row = model.from_columns(columns)
            key = key_in(model, row)
            rows[key], read[key] = row, xmin
    return rows, read


def parameters(one: Changes, prefix: str = "c") -> dict[str, Any]:
    """The values of a merge, by the names it has in the statement."""
    model = one.model
    values = [
        model.to_columns(one.rows[key]) if key in one.rows else _only_key(model, key)
        for key in one.keys
    ]
    columns = _columns(model, model.columns, values)
    upon = column("text", [one.read.get(key) for key in one.keys])
    gone = column("boolean", [key not in one.rows for key in one.keys])
    return _named(prefix, [*columns, upon, gone])


def _only_key(model: Projection, key: Key) -> list[Any]:
    known = dict(zip(model.key, key, strict=True))
    return [known.get(name) for name in model.columns]


def _columns(
    model: Projection, names: Sequence[str], values: Sequence[Sequence[Any]]
) -> list[Column]:
    transposed = zip(*values, strict=True)
    return [
        column(model.types[name], list(each)) for name, each in zip(names, transposed, strict=True)
    ]


def _named(prefix: str, columns: Iterable[Column]) -> dict[str, Any]:
    return {f"{prefix}{place}": each for place, each in enumerate(columns)}


@dataclass(frozen=True)
class _Statements:
    """What is asked of one table, composed once: their text does not depend on how many rows."""

    read: Statement
    merge: Statement


@cache
def _statements(model: Projection, suffix: str) -> _Statements:
    parts = {
        "table": sql.Identifier(model.table + suffix),
        "columns": _qualified("t", model.columns),
        "key": names(model.key),
        "keys": _unnest("k", [model.types[name] for name in model.key]),
        "matching": _matching(model),
    }
    return _Statements(
        Statement(sql.SQL(_READ).format(**parts).as_string()),
        Statement(merge(model, suffix=suffix)),
    )


def merge(model: Projection, prefix: str = "c", suffix: str = "", condition: str = "") -> str:
    """The statement that writes changes; `condition` names a relation without which it does not."""
    kinds = [*(model.types[name] for name in model.columns), "text", "boolean"]
    rest = [name for name in model.columns if name not in model.key]
    assignments = sql.SQL(", ").join(
        sql.SQL("{0} = r.{0}").format(sql.Identifier(name)) for name in rest or model.key
    )
    return (
        sql.SQL(_MERGE)
        .format(
            table=sql.Identifier(model.table + suffix),
            columns=names(model.columns),
            given=_qualified("r", model.columns),
            rows=_unnest(prefix, kinds),
            matching=_matching(model),
            assignments=assignments,
            condition=sql.SQL(f", {condition}" if condition else ""),
        )
        .as_string()
    )


_READ: LiteralString = """
SELECT t.xmin::text, {columns}
FROM {keys} AS r ({key})
CROSS JOIN LATERAL (
  SELECT xmin, * FROM {table} AS t WHERE t.authority = %(authority)s AND {matching} LIMIT 1
) AS t
"""
_MERGE: LiteralString = """
MERGE INTO {table} AS t
USING (SELECT r.* FROM {rows} AS r ({columns}, upon, gone){condition}) AS r
ON t.authority = %(authority)s AND {matching} AND t.xmin = r.upon::xid
WHEN MATCHED AND r.gone THEN DELETE
WHEN MATCHED THEN UPDATE SET {assignments}
WHEN NOT MATCHED AND r.upon IS NULL THEN
  INSERT (authority, {columns}) VALUES (%(authority)s, {given})
"""


def names(columns: Iterable[str]) -> sql.Composed:
    """Column names, for a statement."""
    return sql.SQL(", ").join(sql.Identifier(name) for name in columns)


def _qualified(table: LiteralString, columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(table, name) for name in columns)


def _matching(model: Projection) -> sql.Composed:
    return sql.SQL(" AND ").join(
        sql.SQL("t.{0} = r.{0}").format(sql.Identifier(name)) for name in model.key
    )


def _unnest(prefix: str, kinds: Iterable[str]) -> sql.Composed:
    """A row for each element of as many arrays as there are types."""
    arrays = (
        sql.SQL("%({}{})b::{}[]").format(sql.SQL(prefix), sql.SQL(str(place)), sql.SQL(kind))
        for place, kind in enumerate(kinds)
    )
    return sql.SQL("unnest({})").format(sql.SQL(", ").join(arrays))
