from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.learners.api.response.chronology_labels import STEPS, label_of
from services.learners.domain.response.concern_messages import ConcernArea, ConcernOutcome
from services.learners.domain.response.provision_tier import NAMES
from services.learners.domain.response.triage_messages import TriageDecision
from services.learners.domain.ties.professional_engagement import Profession
from services.learners.projections.response.chronology import CHRONOLOGY, LEFT_OUT, Step
from shared.contracts import learners, targets
from shared.contracts.topics import PUBLISHERS
from shared.modelling.message import kind_of
from tests.learners.facts import ACTOR, NOW, fact
from tests.learners.learner_facts import LEARNER, SCHOOL

MESSAGES = [
    message for messages in PUBLISHERS.values() for message in messages if message not in LEFT_OUT
]
CONCERN = UUID(int=61)


def raised() -> Any:
    return learners.ConcernRaised(
        concern_id=CONCERN, learner_id=LEARNER, area="phonics", noticed_on=date(2026, 11, 23)
    )


def test_a_message_is_a_step_with_its_code_who_and_when() -> None:
    step = CHRONOLOGY.project(None, fact(raised(), "concern", CONCERN, position=7))
    assert step == Step(
        learner_id=LEARNER,
        source="learners",
        position=7,
        event_id=UUID(int=999),
        kind="concern_raised",
        thing_kind="concern",
        thing_id=CONCERN,
        detail="phonics",
        occurred_at=NOW,
        recorded_at=NOW,
        actor=ACTOR,
    )


def test_a_step_is_found_by_learner_service_and_position() -> None:
    assert CHRONOLOGY.key_of(fact(raised(), position=7)) == (LEARNER, "learners", 7)


def test_a_family_does_not_read_of_restrictions_emergencies_posts_and_classes() -> None:
    kept_out = learners.RestrictionImposed(
        restriction_id=CONCERN,
        learner_id=LEARNER,
        person_id=CONCERN,
        scope=learners.RestrictionScope.RECORD,
    )
    place = learners.LearnerPlacedInClass(learner_id=LEARNER, class_id=CONCERN)
    assert CHRONOLOGY.key_of(fact(kept_out, position=7)) is None
    assert CHRONOLOGY.key_of(fact(place, position=8)) is None


def test_what_was_found_of_a_young_persons_capacity_is_no_step_of_a_chronology() -> None:
    found = learners.CapacityRecorded(learner_id=LEARNER, capacity=learners.Capacity.LACKS_CAPACITY)
    step = CHRONOLOGY.project(None, fact(found, position=9))
    assert (step.kind, step.detail) == ("capacity_recorded", None)


def test_the_detail_is_the_code_that_says_most() -> None:
    reviewed = targets.SmallStepTargetReviewed(
        target_id=CONCERN,
        learner_id=LEARNER,
        review_id=CONCERN,
        outcome="achieved",
        next_step="stop",
        reviewed_on=date(2026, 11, 23),
    )
    assert CHRONOLOGY.project(None, fact(reviewed, position=1)).detail == "achieved"
    enrolled = learners.LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL)
    assert CHRONOLOGY.project(None, fact(enrolled, position=1)).detail is None


@pytest.mark.parametrize("message", MESSAGES, ids=kind_of)
def test_every_message_of_every_service_has_words_in_both_languages(message: type) -> None:
    label = STEPS[kind_of(message)]
    assert label.cy
    assert label.en
    assert label.cy != label.en


def test_our_own_codes_have_words_too_and_others_are_left_out() -> None:
    assert label_of("concern_raised", "phonics").cy == "Codwyd pryder: ffoneg"
    assert label_of("concern_raised", "phonics").en == "A concern was raised: phonics"
    assert label_of("concern_raised", "unheard_of") == STEPS["concern_raised"]
    assert label_of("learner_enrolled", None) == STEPS["learner_enrolled"]
    for area in ConcernArea:
        assert label_of("concern_raised", area) != STEPS["concern_raised"]
    for outcome in ConcernOutcome:
        assert label_of("concern_outcome_decided", outcome) != STEPS["concern_outcome_decided"]
    for decision in TriageDecision:
        assert label_of("discussed_at_triage", decision) != STEPS["discussed_at_triage"]
    for profession in Profession:
        assert label_of("professional_engaged", profession) != STEPS["professional_engaged"]
    for tier, name in NAMES.items():
        assert label_of("provision_tier_changed", tier).cy.endswith(name.welsh)
        assert label_of("provision_tier_changed", tier).en.endswith(name.english)
