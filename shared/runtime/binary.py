"""Values in PostgreSQL's binary forms: arrays for `unnest(%b::uuid[], …)`, and rows for COPY.

psycopg looks at every element of a list to learn what it is, which takes longer than all else that
is done to append an event. Here the type is told.
"""

import struct
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = struct.Struct(">iiIii")
_LENGTH = struct.Struct(">i")
_NULL = _LENGTH.pack(-1)
_DAY_ZERO = date(2000, 1, 1).toordinal()
_INSTANT_ZERO = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Column(bytes):
    """An encoded array; there is one subclass for each type, by which psycopg knows it."""


class _ColumnDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Column) -> bytes:
        return obj


def _instant(value: datetime) -> bytes:
    return struct.pack(">q", (value - _INSTANT_ZERO) // _MICROSECOND)


# By type: its own number in Postgres, that of its array, and how a value is written.
_TYPES: dict[str, tuple[int, int, Callable[[Any], bytes]]] = {
    "text": (25, 1009, str.encode),
    "uuid": (2950, 2951, lambda value: value.bytes),
    "bytea": (17, 1001, bytes),
    "boolean": (16, 1000, struct.Struct(">?").pack),
    "smallint": (21, 1005, struct.Struct(">h").pack),
    "integer": (23, 1007, struct.Struct(">i").pack),
    "bigint": (20, 1016, struct.Struct(">q").pack),
    "date": (1082, 1182, lambda value: struct.pack(">i", value.toordinal() - _DAY_ZERO)),
    "timestamptz": (1184, 1185, _instant),
    "jsonb": (3802, 3807, lambda value: b"\x01" + orjson.dumps(value)),
}
_COLUMNS: dict[str, type[Column]] = {}
for _kind, (_, _array, _write) in _TYPES.items():
    _COLUMNS[_kind] = type(f"{_kind.capitalize()}Column", (Column,), {})
    _dumper = type(f"{_kind.capitalize()}ColumnDumper", (_ColumnDumper,), {"oid": _array})
    psycopg.adapters.register_dumper(_COLUMNS[_kind], _dumper)


def column(kind: str, values: Sequence[Any]) -> Column:
    """The values, of which some may be None, as an array of this type; jsonb takes JSON values."""
    number, _, write = _TYPES[kind]
    parts = [_HEADER.pack(1, None in values, number, len(values), 1)]
    for value in values:
        parts += _element(value, write)
    return _COLUMNS[kind](b"".join(parts))


class RowWriter:
    """Writes rows of columns of these types as `COPY … FROM STDIN (FORMAT BINARY)` takes them."""

    HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
    END = b"\xff\xff"

    def __init__(self, kinds: Iterable[str]) -> None:
        self._writers = [_TYPES[kind][2] for kind in kinds]
        self._count = struct.pack(">h", len(self._writers))

    def row(self, values: Sequence[Any]) -> bytes:
        """One row; values as for `column`."""
        parts = [self._count]
        for value, writer in zip(values, self._writers, strict=True):
            parts += _element(value, writer)
        return b"".join(parts)


def _element(value: Any, write: Callable[[Any], bytes]) -> tuple[bytes, ...]:
    if value is None:
        return (_NULL,)
    written = write(value)
    return _LENGTH.pack(len(written)), written
