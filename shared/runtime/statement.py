"""Statements with named values, translated once for Postgres and not each time they are asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from psycopg import Connection, RawCursor

_NAMED = re.compile(r"%\((\w+)\)[bs]")


@dataclass(frozen=True)
class Statement:
    """SQL with `%(name)s` or `%(name)b` for each value, as psycopg has it.

    psycopg takes apart a long statement, or one of more than fifty values, at every call.
    """

    text: str

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_NAMED.findall(self.text)))

    @cached_property
    def _numbered(self) -> bytes:
        places = {name: place for place, name in enumerate(self._names, 1)}
        return _NAMED.sub(lambda found: f"${places[found[1]]}", self.text).encode()

    def run(self, connection: Connection, values: Mapping[str, Any]) -> RawCursor[Any]:
        """Ask it, with binary answers."""
        cursor = RawCursor(connection)
        return cursor.execute(self._numbered, [values[name] for name in self._names], binary=True)
