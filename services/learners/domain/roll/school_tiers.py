"""What a school's own list of tiers must be, to stand on the three tiers and their meanings."""

from services.learners.domain.response.provision_tier import LegalMeaning, SchoolTier, Tier
from shared.modelling.decider import CommandRefused


def refuse_unsound(tiers: tuple[SchoolTier, ...]) -> None:
    """Every tier is covered, each is told from the others, and an IDP is what ALP means.

    A learner with ALN has an IDP, and the provision in it is ALP (ALN Act 2018 s.3 and s.10).
    """
    if len({tier.code for tier in tiers}) != len(tiers):
        raise CommandRefused("tier_code_twice", "tiers")
    if {tier.stands_for for tier in tiers} != set(Tier):
        raise CommandRefused("tier_not_covered", "tiers")
    for tier in tiers:
        _refuse_unsound(tier)


def _refuse_unsound(tier: SchoolTier) -> None:
    if not tier.code.isidentifier():
        raise CommandRefused("tier_code_malformed", "tiers")
    if not tier.welsh.strip() or not tier.english.strip():
        raise CommandRefused("tier_name_missing", "tiers")
    has_plan = tier.legal_meaning is LegalMeaning.ALN_WITH_IDP
    if (tier.stands_for is Tier.ALP) is not has_plan:
        raise CommandRefused("legal_meaning_does_not_fit", "tiers")
