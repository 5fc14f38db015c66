"""Text in both languages, Welsh first."""

from dataclasses import dataclass

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
