from dataclasses import replace
from uuid import UUID

import pytest

from services.learners.domain.ties.restriction import (
    ImposeRestriction,
    LiftRestriction,
    RestrictionImposed,
    RestrictionKind,
    RestrictionLifted,
    Scope,
    restriction,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import DAD, LEARNER, TODAY, TOMORROW, YESTERDAY

RESTRICTION = UUID(int=121)
IMPOSE = ImposeRestriction(
    restriction_id=RESTRICTION,
    learner_id=LEARNER,
    person_id=DAD,
    kind=RestrictionKind.COURT_ORDER,
    scope=Scope.RECORD,
    reference="WX26P00123",
    reason="Gorchymyn dim cyswllt",
    review_on=TOMORROW,
    today=TODAY,
)
IMPOSED = RestrictionImposed(
    restriction_id=RESTRICTION,
    learner_id=LEARNER,
    person_id=DAD,
    kind=RestrictionKind.COURT_ORDER,
    scope=Scope.RECORD,
    reference="WX26P00123",
    reason="Gorchymyn dim cyswllt",
    review_on=TOMORROW,
)
LIFT = LiftRestriction(reason="Rhyddhawyd y gorchymyn")
LIFTED = RestrictionLifted(
    restriction_id=RESTRICTION,
    learner_id=LEARNER,
    person_id=DAD,
    reason="Rhyddhawyd y gorchymyn",
)


def test_a_restriction_is_imposed_once_as_it_stands() -> None:
    given(restriction).when(IMPOSE).then(IMPOSED)
    given(restriction, IMPOSED).when(IMPOSE).then_nothing()
    narrower = replace(IMPOSE, scope=Scope.CONTACT_DETAILS)
    refused = given(restriction, IMPOSED).when(narrower)
    refused.then_refused("restriction_already_imposed", "restriction_id")


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(IMPOSE, reference=" "), "reference_missing", "reference"),
        (replace(IMPOSE, reason=""), "reason_missing", "reason"),
        (replace(IMPOSE, review_on=TODAY), "review_on_not_later", "review_on"),
        (replace(IMPOSE, review_on=YESTERDAY), "review_on_not_later", "review_on"),
    ],
)
def test_a_restriction_nobody_could_check_or_review_is_refused(
    command: ImposeRestriction, code: str, field: str
) -> None:
    given(restriction).when(command).then_refused(code, field)


def test_a_restriction_holds_until_it_is_lifted_with_a_reason() -> None:
    given(restriction, IMPOSED).when(LIFT).then(LIFTED)
    given(restriction, IMPOSED).when(LiftRestriction(reason=" ")).then_refused(
        "reason_missing", "reason"
    )
    given(restriction, IMPOSED, LIFTED).when(LIFT).then_nothing()


def test_a_late_repeat_does_not_impose_again_what_was_lifted() -> None:
    given(restriction, IMPOSED, LIFTED).when(IMPOSE).then_nothing()


def test_nothing_is_lifted_that_was_not_imposed() -> None:
    given(restriction).when(LIFT).then_refused("restriction_not_imposed", "restriction_id")
