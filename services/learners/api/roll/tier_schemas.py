"""How a tier is shown: the tier, and what the learner's school calls it."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.bilingual import Bilingual, BilingualSchema
from services.learners.domain.response.provision_tier import (
    LegalMeaning,
    SchoolTier,
    Tier,
    shown_as,
)

NamesOf = Callable[[UUID], tuple[SchoolTier, ...]]
"""The tiers of a school, as it calls them now."""


class NamedTierSchema(Schema):
    """A tier of provision, what the school calls it, and the legal meaning that stands under it."""

    code = fields.Enum(Tier, by_value=True, required=True)
    own_code = fields.String(
        required=True, metadata={"description": "Which of the school's own tiers it is"}
    )
    name = fields.Nested(BilingualSchema, required=True)
    legal_meaning = fields.Enum(LegalMeaning, by_value=True, required=True)


class TierSchema(NamedTierSchema):
    """The same, and since when a learner is on it."""

    since = fields.Date(
        required=True, allow_none=True, metadata={"description": "Null: since enrolment"}
    )


def named(tier: SchoolTier) -> dict[str, Any]:
    """One of a school's tiers, to be shown."""
    return {
        "code": tier.stands_for,
        "own_code": tier.code,
        "name": Bilingual(tier.welsh, tier.english),
        "legal_meaning": tier.legal_meaning,
    }


def on_tier(row: Any, names: tuple[SchoolTier, ...]) -> dict[str, Any] | None:
    """The tier that a learner on the roll is on; None where it is withheld."""
    since: date | None = row.tier_since
    return row.tier and named(shown_as(row.tier, row.own_tier, names)) | {"since": since}


def asked_once(names_of: NamesOf) -> NamesOf:
    """The same, asked once of each school: a list has many learners of one."""
    return cache(names_of)
