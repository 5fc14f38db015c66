from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from services.learners.domain.ties.professional_engagement import (
    LONGEST,
    Basis,
    EngageProfessional,
    Profession,
    ProfessionalEngaged,
    ProfessionalReleased,
    ReleaseProfessional,
    professional_engagement,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import LEARNER, TODAY, YESTERDAY

ENGAGEMENT, PSYCHOLOGIST = UUID(int=101), UUID(int=102)
IN_JULY = date(2027, 7, 20)


def engage(until: date = IN_JULY, basis: Basis = Basis.AUTHORITY_REQUEST) -> EngageProfessional:
    return EngageProfessional(
        engagement_id=ENGAGEMENT,
        learner_id=LEARNER,
        person_id=PSYCHOLOGIST,
        profession=Profession.EDUCATIONAL_PSYCHOLOGIST,
        basis=basis,
        until=until,
        today=TODAY,
    )


ENGAGED = ProfessionalEngaged(
    engagement_id=ENGAGEMENT,
    learner_id=LEARNER,
    person_id=PSYCHOLOGIST,
    profession=Profession.EDUCATIONAL_PSYCHOLOGIST,
    basis=Basis.AUTHORITY_REQUEST,
    until=IN_JULY,
)
RELEASED = ProfessionalReleased(
    engagement_id=ENGAGEMENT, learner_id=LEARNER, person_id=PSYCHOLOGIST
)


def test_a_professional_is_engaged_once_on_a_ground_and_until_a_day() -> None:
    given(professional_engagement).when(engage()).then(ENGAGED)
    given(professional_engagement, ENGAGED).when(engage()).then_nothing()
    other = given(professional_engagement, ENGAGED).when(engage(basis=Basis.SAFEGUARDING))
    other.then_refused("professional_already_engaged", "engagement_id")


@holds(st.integers(0, LONGEST.days))
def test_the_work_may_end_on_any_day_from_today_for_two_years(days: int) -> None:
    until = TODAY + timedelta(days=days)
    given(professional_engagement).when(engage(until)).then(replace(ENGAGED, until=until))


@pytest.mark.parametrize(
    ("until", "code"),
    [(YESTERDAY, "until_in_past"), (TODAY + LONGEST + timedelta(days=1), "until_too_far")],
)
def test_work_that_is_over_or_has_no_end_in_sight_is_refused(until: date, code: str) -> None:
    given(professional_engagement).when(engage(until)).then_refused(code, "until")


def test_a_professional_is_released_once_and_stays_so() -> None:
    release = ReleaseProfessional()
    given(professional_engagement, ENGAGED).when(release).then(RELEASED)
    given(professional_engagement, ENGAGED, RELEASED).when(release).then_nothing()
    given(professional_engagement, ENGAGED, RELEASED).when(engage()).then_nothing()


def test_nobody_is_released_who_was_not_engaged() -> None:
    refused = given(professional_engagement).when(ReleaseProfessional())
    refused.then_refused("professional_not_engaged", "engagement_id")
