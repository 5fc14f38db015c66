"""Tiers of provision, the names schools give them, and the legal meaning under each.

The words differ by school and authority (domain.md §2); the meanings do not.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """What a learner receives: what all do, something targeted, or additional provision."""

    UNIVERSAL = "universal"
    TARGETED = "targeted"
    ALP = "alp"


@dataclass(frozen=True)
class TierName:
    """What a tier is called in Welsh and in English, and what it means in law."""

    welsh: str
    english: str
    legal_meaning: str


NAMES = {
    Tier.UNIVERSAL: TierName("Darpariaeth Gyffredinol", "Universal Provision", "no_aln"),
    Tier.TARGETED: TierName(
        "Darpariaeth Gyffredinol wedi'i Thargedu", "Targeted Universal Provision", "no_aln"
    ),
    Tier.ALP: TierName(
        "Darpariaeth Ddysgu Ychwanegol", "Additional Learning Provision", "aln_with_idp"
    ),
}
