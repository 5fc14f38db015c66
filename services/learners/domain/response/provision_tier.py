"""Tiers of provision, the names schools give them, and the legal meaning under each.

The words differ by school and authority (domain.md §2); the meanings do not.
"""

from dataclasses import dataclass
from enum import StrEnum

from shared.modelling.message import message


class Tier(StrEnum):
    """What a learner receives: what all do, something targeted, or additional provision."""

    UNIVERSAL = "universal"
    TARGETED = "targeted"
    ALP = "alp"


class LegalMeaning(StrEnum):
    """The three meanings that stand under every school's own names (design §2)."""

    NO_ALN = "no_aln"
    ALN_QUESTION_OPEN = "aln_question_open"
    ALN_WITH_IDP = "aln_with_idp"


@message
class SchoolTier:
    """One of a school's own tiers, in its words, and the tier it stands for."""

    code: str
    welsh: str
    english: str
    stands_for: Tier
    legal_meaning: LegalMeaning


@dataclass(frozen=True)
class TierName:
    """What a tier is called in Welsh and in English, and what it means in law."""

    welsh: str
    english: str
    legal_meaning: LegalMeaning


NAMES = {
    Tier.UNIVERSAL: TierName("Darpariaeth Gyffredinol", "Universal Provision", LegalMeaning.NO_ALN),
    Tier.TARGETED: TierName(
        "Darpariaeth Gyffredinol wedi'i Thargedu",
        "Targeted Universal Provision",
        LegalMeaning.NO_ALN,
    ),
    Tier.ALP: TierName(
        "Darpariaeth Ddysgu Ychwanegol", "Additional Learning Provision", LegalMeaning.ALN_WITH_IDP
    ),
}


def tiers_of(named: tuple[SchoolTier, ...]) -> tuple[SchoolTier, ...]:
    """A school's tiers: its own, or those that hold where it has named none."""
    return named or tuple(
        SchoolTier(
            code=tier.value,
            welsh=name.welsh,
            english=name.english,
            stands_for=tier,
            legal_meaning=name.legal_meaning,
        )
        for tier, name in NAMES.items()
    )


def shown_as(tier: Tier, own_tier: str | None, tiers: tuple[SchoolTier, ...]) -> SchoolTier:
    """What a school calls a learner's tier.

    It is the school's tier that was decided on, where the school still has it and it still stands
    for the same; otherwise the first of its tiers that stands for the learner's.
    """
    fitting = [one for one in tiers if one.stands_for is tier]
    return next((one for one in fitting if one.code == own_tier), fitting[0])
