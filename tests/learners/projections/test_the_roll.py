from dataclasses import replace
from datetime import date
from typing import Any

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import (
    LearnerDetailsCorrected,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    ParentLinked,
    Sex,
    UpnReplaced,
)
from services.learners.domain.roll.roll_messages import LearnerMovedSchool, LearnerMovedYearGroup
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.roll.learners import LEARNERS, LearnerOnRoll
from services.learners.projections.roll.upns import UPNS, UpnHeld
from tests.learners.facts import fact
from tests.learners.learner_facts import (
    ENROLLED,
    LEARNER,
    OTHER_SCHOOL,
    OTHER_UPN,
    OWN_CLASS,
    READING_GROUP,
    SCHOOL,
    TODAY,
    UPN,
    details,
    parent,
    place,
    tier_changed,
)

ROW = LearnerOnRoll(
    learner_id=LEARNER,
    given_name="Llŷr",
    family_name="Wyn-Jones",
    born_on=date(2019, 3, 1),
    sex=Sex.MALE,
    year_group=YearGroup.YEAR_2,
    school_id=SCHOOL,
    class_id=None,
    tier=Tier.UNIVERSAL,
    tier_since=None,
    on_roll=True,
    left_on=None,
    placed_on=TODAY,
)


def after(*events: Any) -> LearnerOnRoll | None:
    row = None
    for event in events:
        row = LEARNERS.project(row, fact(event))
    return row


def test_a_learner_enrolled_is_on_the_roll() -> None:
    assert after(ENROLLED) == ROW


def test_the_year_group_became_known_with_the_roster_however_long_ago_the_learner_came() -> None:
    assert after(replace(ENROLLED, enrolled_on=date(2024, 9, 1))) == ROW


def test_the_year_group_holds_from_the_school_year_of_the_roster_where_it_tells_that() -> None:
    began = date(2025, 9, 1)
    told = after(replace(ENROLLED, enrolled_on=date(2024, 9, 1), year_group_since=began))
    assert told == replace(ROW, placed_on=began)


def test_each_later_fact_shows_on_the_roll() -> None:
    assert after(ENROLLED, LearnerDetailsCorrected(details=details("Llew"))) == replace(
        ROW, given_name="Llew"
    )
    assert after(ENROLLED, LearnerMovedSchool(school_id=OTHER_SCHOOL)) == replace(
        ROW, school_id=OTHER_SCHOOL
    )
    assert after(ENROLLED, LearnerMovedYearGroup(year_group=YearGroup.YEAR_3)) == replace(
        ROW, year_group=YearGroup.YEAR_3
    )
    assert after(ENROLLED, tier_changed()) == replace(ROW, tier=Tier.TARGETED, tier_since=TODAY)


def test_the_class_on_the_roll_is_the_learners_own() -> None:
    own, group = place(), place(READING_GROUP, is_own_class=False)
    placed = LearnerPlacedInClass(place=own)
    assert after(ENROLLED, placed) == replace(ROW, class_id=OWN_CLASS)
    assert after(ENROLLED, LearnerPlacedInClass(place=group)) == ROW
    assert after(ENROLLED, placed, LearnerRemovedFromClass(place=own)) == ROW
    other = LearnerRemovedFromClass(place=place(READING_GROUP))
    assert after(ENROLLED, placed, other) == replace(ROW, class_id=OWN_CLASS)


def test_what_does_not_show_on_the_roll_leaves_it_as_it_is() -> None:
    assert after(ENROLLED, ParentLinked(parent=parent())) == ROW
    assert after(LearnerPlacedInClass(place=place())) is None


def test_only_a_learners_stream_touches_the_roll() -> None:
    assert LEARNERS.key_of(fact(ENROLLED)) == (LEARNER,)
    assert LEARNERS.key_of(fact(ENROLLED, kind="concern")) is None


def test_the_upn_a_learner_has_now_is_the_one_that_is_taken() -> None:
    assert UPNS.project(None, fact(ENROLLED)) == UpnHeld(LEARNER, UPN)
    replaced = fact(UpnReplaced(upn=OTHER_UPN, former_upn=UPN))
    assert UPNS.project(UpnHeld(LEARNER, UPN), replaced) == UpnHeld(LEARNER, OTHER_UPN)
    assert UPNS.key_of(fact(ENROLLED)) == (LEARNER,)
    assert UPNS.key_of(fact(tier_changed())) is None
