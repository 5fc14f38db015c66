"""Who is in the ALN part of a census, as the log tells it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.learners.domain.response.census_needs import CensusNeedsRecorded, SupportLevels
from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import LearnerDetailsCorrected, UpnReplaced
from services.learners.domain.roll.roll_messages import (
    Destination,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    LearnerReturned,
)
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.response.census import CENSUS, InCensus
from services.learners.projections.response.census_needs import CENSUS_NEEDS
from services.learners.projections.roll.former_upns import FORMER_UPNS
from tests.learners.facts import NOW, fact
from tests.learners.learner_facts import (
    ENROLLED,
    LEARNER,
    OTHER_SCHOOL,
    OTHER_UPN,
    SCHOOL,
    TODAY,
    UPN,
    details,
    tier_changed,
)

RECORDED = CensusNeedsRecorded(
    record_id=UUID(int=71),
    learner_id=LEARNER,
    provision="school_maintained_idp",
    needs=("ASD",),
    support=SupportLevels(),
    effective_on=TODAY,
)
LEFT = LearnerLeft(left_on=TODAY, destination=Destination.ABROAD, destination_name="")


def after(*events: Any) -> Any:
    row = None
    for event in events:
        kind = "census_needs" if isinstance(event, CensusNeedsRecorded) else "learner"
        assert CENSUS.key_of(fact(event, kind)) == (LEARNER,)
        row = CENSUS.project(row, fact(event, kind))
    return row


def test_a_learner_of_whom_nothing_was_recorded_is_not_listed() -> None:
    assert after(ENROLLED) == InCensus(
        learner_id=LEARNER,
        school_id=SCHOOL,
        at_school_since=NOW.date(),
        left_on=None,
        upn=UPN,
        former_upns=(),
        year_group=YearGroup.YEAR_2,
        tier=Tier.UNIVERSAL,
        records=(),
        is_listed=False,
    )


def test_a_record_or_a_plan_makes_a_learner_listed() -> None:
    assert after(ENROLLED, RECORDED).is_listed
    assert after(ENROLLED, tier_changed(Tier.ALP)).is_listed
    assert not after(ENROLLED, tier_changed(Tier.TARGETED)).is_listed
    assert after(ENROLLED, RECORDED, tier_changed(Tier.TARGETED)).is_listed


def test_the_roll_is_followed() -> None:
    moved = LearnerMovedSchool(school_id=OTHER_SCHOOL)
    assert after(ENROLLED, moved).school_id == OTHER_SCHOOL
    since = date(2026, 9, 1)
    assert after(ENROLLED, replace(moved, moved_on=since)).at_school_since == since
    assert after(replace(ENROLLED, enrolled_on=since)).at_school_since == since
    up = LearnerMovedYearGroup(year_group=YearGroup.YEAR_3)
    assert after(ENROLLED, up).year_group is YearGroup.YEAR_3
    renamed = LearnerDetailsCorrected(details=details("Llew"))
    assert after(ENROLLED, renamed) == after(ENROLLED)


def test_who_left_has_a_last_day_until_they_return() -> None:
    back = LearnerReturned(school_id=OTHER_SCHOOL, year_group=YearGroup.YEAR_4)
    assert after(ENROLLED, LEFT).left_on == TODAY
    row = after(ENROLLED, LEFT, back)
    assert (row.left_on, row.school_id, row.year_group) == (None, OTHER_SCHOOL, back.year_group)


def test_a_number_that_was_replaced_is_found_again() -> None:
    replaced = UpnReplaced(upn=OTHER_UPN, former_upn=UPN)
    assert (after(ENROLLED, replaced).upn, after(ENROLLED, replaced).former_upns) == (
        OTHER_UPN,
        (UPN,),
    )
    assert FORMER_UPNS.key_of(fact(replaced)) == (LEARNER, UPN)
    assert FORMER_UPNS.key_of(fact(ENROLLED)) is None
    assert FORMER_UPNS.project(None, fact(replaced)).upn == UPN


def test_each_record_is_kept_by_itself() -> None:
    told = fact(RECORDED, "census_needs")
    assert CENSUS_NEEDS.key_of(told) == (LEARNER, RECORDED.record_id)
    assert CENSUS_NEEDS.project(None, told).needs == ("ASD",)
    assert CENSUS_NEEDS.key_of(fact(ENROLLED)) is None


def test_of_nobody_known_nothing_is_made_up() -> None:
    moved = LearnerMovedSchool(school_id=OTHER_SCHOOL)
    assert [after(event) for event in (RECORDED, moved, tier_changed())] == [None, None, None]
