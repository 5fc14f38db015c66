"""A school calls its tiers as it does; what they mean in law does not depend on it."""

from dataclasses import replace

import pytest

from services.learners.domain.response.provision_tier import (
    NAMES,
    LegalMeaning,
    SchoolTier,
    Tier,
    shown_as,
    tiers_of,
)
from services.learners.domain.roll.school import (
    Event,
    NameTiers,
    RegisterSchool,
    SchoolDetailsCorrected,
    SchoolRegistered,
    SchoolTiersNamed,
    school,
)
from shared.modelling.decider import replay
from shared.testing.scenario import given

REGISTERED = SchoolRegistered(name="Ysgol y Fenni", number="6792130")


def named(code: str, welsh: str, english: str, tier: Tier, meaning: LegalMeaning) -> SchoolTier:
    return SchoolTier(
        code=code, welsh=welsh, english=english, stands_for=tier, legal_meaning=meaning
    )


UNIVERSAL = named("universal", "Cyffredinol", "Universal", Tier.UNIVERSAL, LegalMeaning.NO_ALN)
PLUS = named("plus", "Cyffredinol a Mwy", "Universal Plus", Tier.UNIVERSAL, LegalMeaning.NO_ALN)
TARGETED = named("targeted", "Targedig", "Targeted", Tier.TARGETED, LegalMeaning.ALN_QUESTION_OPEN)
SPECIFIC = named("specific", "Penodol", "Specific", Tier.ALP, LegalMeaning.ALN_WITH_IDP)
FOUR = (UNIVERSAL, PLUS, TARGETED, SPECIFIC)
"""As in Monmouthshire (domain.md §2)."""


def test_a_school_names_its_own_tiers_and_several_may_stand_for_one() -> None:
    given(school, REGISTERED).when(NameTiers(tiers=FOUR)).then(SchoolTiersNamed(tiers=FOUR))


def test_the_same_names_again_change_nothing() -> None:
    past = (REGISTERED, SchoolTiersNamed(tiers=FOUR))
    given(school, *past).when(NameTiers(tiers=FOUR)).then_nothing()


@pytest.mark.parametrize(
    ("tiers", "code"),
    [
        ((UNIVERSAL, TARGETED), "tier_not_covered"),
        ((), "tier_not_covered"),
        ((*FOUR, replace(PLUS, english="More")), "tier_code_twice"),
        ((*FOUR[:3], replace(SPECIFIC, code="specific\n")), "tier_code_malformed"),
        ((*FOUR[:3], replace(SPECIFIC, welsh=" ")), "tier_name_missing"),
        ((*FOUR[:3], replace(SPECIFIC, english="")), "tier_name_missing"),
        (
            (*FOUR[:3], replace(SPECIFIC, legal_meaning=LegalMeaning.ALN_QUESTION_OPEN)),
            "legal_meaning_does_not_fit",
        ),
        (
            (replace(UNIVERSAL, legal_meaning=LegalMeaning.ALN_WITH_IDP), *FOUR[1:]),
            "legal_meaning_does_not_fit",
        ),
    ],
)
def test_names_that_do_not_stand_on_the_three_meanings_are_refused(
    tiers: tuple[SchoolTier, ...], code: str
) -> None:
    past = (REGISTERED, SchoolTiersNamed(tiers=FOUR))
    given(school, *past).when(NameTiers(tiers=tiers)).then_refused(code, "tiers")


def test_only_a_registered_school_has_tiers() -> None:
    given(school).when(NameTiers(tiers=FOUR)).then_refused("school_not_registered", "school_id")


def test_a_school_keeps_its_tiers_when_its_own_name_changes() -> None:
    corrected = SchoolDetailsCorrected(name="Ysgol y Wern", number="6792130")
    past: list[Event] = [REGISTERED, SchoolTiersNamed(tiers=FOUR)]
    given(school, *past).when(RegisterSchool(name="Ysgol y Wern", number="6792130")).then(corrected)
    state = replay(school, [*past, corrected])
    assert state is not None
    assert (state.name, state.tiers) == ("Ysgol y Wern", FOUR)


def test_without_names_of_its_own_a_school_has_the_usual_ones() -> None:
    usual = tiers_of(())
    assert [(one.stands_for, one.welsh, one.english) for one in usual] == [
        (tier, name.welsh, name.english) for tier, name in NAMES.items()
    ]
    assert tiers_of(FOUR) == FOUR


def test_a_learners_tier_bears_the_name_that_was_decided_on_as_long_as_the_school_has_it() -> None:
    assert shown_as(Tier.UNIVERSAL, "plus", FOUR) == PLUS
    assert shown_as(Tier.UNIVERSAL, None, FOUR) == UNIVERSAL
    assert shown_as(Tier.UNIVERSAL, "gone", FOUR) == UNIVERSAL
    assert shown_as(Tier.TARGETED, "plus", FOUR) == TARGETED
