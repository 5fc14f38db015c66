"""Finding the events that a command is for: by their type, and a text that only they hold."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tests.checking.rows import Row


class Effects:
    """A log's events by type and by every text in their payloads; erased ones hold none."""

    def __init__(self, events: Iterable[Row]) -> None:
        self._by_type: dict[str, list[Row]] = {}
        self._by_text: dict[tuple[str, str], list[Row]] = {}
        self._found: dict[tuple[str, str], list[Row]] = {}
        self._bodies: dict[str, bytes] = {}
        for row in events:
            self._by_type.setdefault(row.type, []).append(row)
            for text in set(_texts(payload(row))):
                self._by_text.setdefault((row.type, text), []).append(row)

    def of(self, effect: str, thing: str | None) -> list[Row]:
        """The events of this type that hold this text: as a value, or else as a part of one."""
        if thing is None:
            return self._by_type.get(effect, [])
        if (effect, thing) not in self._found:
            whole = self._by_text.get((effect, thing))
            self._found[effect, thing] = whole or self._with_part(effect, thing)
        return self._found[effect, thing]

    def _with_part(self, effect: str, thing: str) -> list[Row]:
        part, rows = (
            json.dumps(thing, ensure_ascii=False)[1:-1].encode(),
            self._by_type.get(effect, []),
        )
        if effect not in self._bodies:
            self._bodies[effect] = b"\n".join(row.body or b"" for row in rows)
        if part not in self._bodies[effect]:
            return []
        return [row for row in rows if part in (row.body or b"")]


def payload(row: Row) -> dict[str, Any]:
    """The fields of an event or a message; none where it is erased, withheld or unreadable."""
    try:
        fields: dict[str, Any] = json.loads(row.body or b"{}")
    except ValueError:
        return {}
    return fields


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
