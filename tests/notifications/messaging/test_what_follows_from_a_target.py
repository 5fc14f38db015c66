"""A target shared or reviewed leads to one notice, however often it is heard of."""

from datetime import date
from typing import Any
from unittest.mock import sentinel
from uuid import UUID

import pytest

from services.notifications.domain.notice_messages import About, RaiseNotice, ReopenNotice
from services.notifications.messaging.received import react as react_to
from shared.contracts.learners import LearnerEnrolled, ParentLinked, ParentUnlinked
from shared.contracts.targets import (
    SmallStepTargetReviewed,
    SmallStepTargetSet,
    SmallStepTargetShared,
)
from shared.modelling.recorded import Recorded
from shared.runtime.service import Reaction
from tests.notifications.builders import LEARNER, MOTHER, NOTICE, SHARED_AT, TARGET
from tests.notifications.facts import SCHOOL, fact

DAY = date(2026, 11, 24)
SHARED = SmallStepTargetShared(target_id=TARGET, learner_id=LEARNER, shared_on=DAY)
REVIEWED = SmallStepTargetReviewed(
    target_id=TARGET,
    learner_id=LEARNER,
    review_id=UUID(int=5),
    outcome="extended",
    next_step="tweak",
    reviewed_on=DAY,
)


def react(heard: Recorded, *lacked: UUID) -> list[Reaction]:
    """What follows where the parent whom it is about lacks these notices."""
    return react_to(lambda *_: lacked, sentinel.connection, heard)


@pytest.mark.parametrize(
    ("message", "about"),
    [
        (SHARED, About.SMALL_STEP_TARGET_SHARED),
        (REVIEWED, About.SMALL_STEP_TARGET_REVIEWED),
    ],
)
def test_the_parents_are_to_be_told(message: Any, about: About) -> None:
    [reaction] = react(fact(message))
    assert reaction.command == RaiseNotice(
        learner_id=LEARNER, about=about, about_id=TARGET, happened_at=SHARED_AT
    )
    assert (reaction.stream.kind, reaction.stream.subject) == ("notice", LEARNER)
    assert reaction.stream.school == SCHOOL


def test_hearing_it_again_means_the_same_notice() -> None:
    [first], [second] = (react(fact(SHARED)) for _ in range(2))
    [other] = react(fact(REVIEWED))
    assert first.stream.id == second.stream.id != other.stream.id


@pytest.mark.parametrize(
    "message",
    [
        SmallStepTargetSet(target_id=TARGET, learner_id=LEARNER, area="reading", review_on=DAY),
        LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL),
        ParentUnlinked(learner_id=LEARNER, parent_id=MOTHER),
    ],
)
def test_of_nothing_else_are_parents_told(message: Any) -> None:
    assert react(fact(message)) == []


def test_who_is_heard_late_to_be_a_parent_is_owed_what_the_others_have() -> None:
    linked = ParentLinked(learner_id=LEARNER, parent_id=MOTHER)
    [first, second] = react(fact(linked), NOTICE, TARGET)
    assert first.command == second.command == ReopenNotice(parent_id=MOTHER)
    assert [first.stream.id, second.stream.id] == [NOTICE, TARGET]
    assert first.name != second.name, "two commands of one message"
