"""Statements with named values, translated once for Postgres and not each time they are asked."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from psycopg import Connection, RawCursor

# Gives the connection that a statement is asked on, in the transaction that it is part of.
Within = Callable[[], AbstractContextManager[Connection]]

_NAMED = re.compile(r"%\((\w+)\)[bs]")


def held(connection: Connection) -> Within:
    """Ask in whatever transaction the caller holds."""
    return lambda: nullcontext(connection)


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

    def run(self, within: Within, values: Mapping[str, Any]) -> RawCursor[Any]:
        """Ask it, with binary answers."""
        given = [values[name] for name in self._names]
        with within() as connection:
            return RawCursor(connection).execute(self._numbered, given, binary=True)
