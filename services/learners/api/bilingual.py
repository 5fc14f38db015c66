"""Text in both languages, Welsh first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields


@dataclass(frozen=True)
class Bilingual:
    """The same words in Welsh and in English."""

    cy: str
    en: str


class BilingualSchema(Schema):
    """The same words in Welsh and in English."""

    cy = fields.String(required=True)
    en = fields.String(required=True)


class Label(fields.Nested):
    """What the code in another field is called; null where there is no code."""

    def __init__(
        self, code: str, words: Mapping[Any, Bilingual], *, nullable: bool = False
    ) -> None:
        super().__init__(BilingualSchema, required=True, allow_none=nullable)
        self._code, self._words = code, words

    def get_value(self, obj: Any, _attr: str, accessor: Any = None, default: Any = None) -> Any:
        """The words for the code that `obj` has."""
        code = super().get_value(obj, self._code, accessor, default)
        return None if code is None else self._words[code]
