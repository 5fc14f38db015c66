"""A mapping that is not held in memory: what a large roster says is read many times, row by row."""

import sqlite3
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from weakref import finalize

K = TypeVar("K")
V = TypeVar("V")

_MADE = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA cache_size = -512",  # KiB: rows are mostly asked for in their order
    "CREATE TABLE kept (place INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, value BLOB NOT NULL)",
    "BEGIN",
)


@dataclass(frozen=True)
class Packing(Generic[V]):
    """Values as bytes, and back."""

    pack: Callable[[V], bytes]
    unpack: Callable[[bytes], V]


class OnDisk(MutableMapping[K, V]):
    """Keys, as text, and values in the order of their coming.

    The file is SQLite's own temporary one: nobody else can open it, it has no name, and it is gone
    with this.
    """

    def __init__(self, key_of: Callable[[str], K], packing: Packing[V]) -> None:
        self._key_of, self._packing = key_of, packing
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._file.close)
        for statement in _MADE:
            self._file.execute(statement)

    def __getitem__(self, key: K) -> V:
        found = self._file.execute("SELECT value FROM kept WHERE key = ?", (str(key),)).fetchone()
        if found is None:
            raise KeyError(key)
        return self._packing.unpack(found[0])

    def __setitem__(self, key: K, value: V) -> None:
        self._put("INSERT OR REPLACE", key, value)

    def __delitem__(self, key: K) -> None:
        if not self._file.execute("DELETE FROM kept WHERE key = ?", (str(key),)).rowcount:
            raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        asked = self._file.execute("SELECT 1 FROM kept WHERE key = ?", (str(key),))
        return asked.fetchone() is not None

    def __iter__(self) -> Iterator[K]:
        for (key,) in self._file.execute("SELECT key FROM kept ORDER BY place"):
            yield self._key_of(key)

    def __len__(self) -> int:
        found: int = self._file.execute("SELECT count(*) FROM kept").fetchone()[0]
        return found

    def each(self) -> Iterator[tuple[K, V]]:
        """What `items` gives, in one pass."""
        for key, value in self._file.execute("SELECT key, value FROM kept ORDER BY place"):
            yield self._key_of(key), self._packing.unpack(value)

    def added(self, key: K, value: V) -> bool:
        """Put it there unless the key is there already; tells whether it was not."""
        return self._put("INSERT OR IGNORE", key, value)

    def _put(self, how: str, key: K, value: V) -> bool:
        statement = f"{how} INTO kept (key, value) VALUES (?, ?)"
        return self._file.execute(statement, (str(key), self._packing.pack(value))).rowcount > 0
