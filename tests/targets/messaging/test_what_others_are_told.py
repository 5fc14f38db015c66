"""Ids, codes and dates leave; the words of a target and of a review stay."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.targets.domain.small_step_target_messages import SmallStepTargetExtended
from services.targets.messaging.published import publish
from shared.contracts import targets as contracts
from shared.contracts.codec import encode
from shared.modelling.recorded import Recorded
from tests.targets.target_facts import (
    LATER,
    LEARNER,
    REVIEW,
    REVIEW_ON,
    REVIEWED_ON,
    STARTS_ON,
    TARGET,
    was_reviewed,
    was_set,
    was_shared,
)


def fact(event: Any) -> Recorded:
    return Recorded(
        authority="665",
        source="targets",
        stream_kind="small_step_target",
        stream_id=TARGET,
        version=1,
        event_id=UUID(int=7),
        subject=LEARNER,
        school=None,
        occurred_at=datetime(2026, 9, 14, 9, 0, tzinfo=UTC),
        actor="a-person",
        event=event,
    )


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (
            was_set(),
            contracts.SmallStepTargetSet(
                target_id=TARGET, learner_id=LEARNER, area="reading", review_on=REVIEW_ON
            ),
        ),
        (
            was_shared(),
            contracts.SmallStepTargetShared(
                target_id=TARGET, learner_id=LEARNER, shared_on=STARTS_ON
            ),
        ),
        (
            was_reviewed(),
            contracts.SmallStepTargetReviewed(
                target_id=TARGET,
                learner_id=LEARNER,
                review_id=REVIEW,
                outcome="achieved",
                next_step="achieved_end",
                reviewed_on=REVIEWED_ON,
            ),
        ),
        (SmallStepTargetExtended(review_id=REVIEW, review_on=LATER), None),
    ],
)
def test_others_are_told_ids_codes_and_dates(event: Any, told: object) -> None:
    assert publish(fact(event)) == told


def test_no_word_of_a_target_or_a_review_leaves() -> None:
    for event in (was_set(), was_shared(), was_reviewed()):
        said = encode(publish(fact(event))).decode()
        for word in ("Gŵyr", "cards", "Ŵyn", "Fridays", "Good"):
            assert word not in said
