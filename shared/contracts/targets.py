"""Published by `targets`. The wording of a target and of a review stays in the service."""

from datetime import date
from uuid import UUID

from shared.modelling.message import message


@message
class SmallStepTargetSet:
    """A small step target is set for a learner."""

    target_id: UUID
    learner_id: UUID
    area: str
    review_on: date
    group_id: UUID | None = None


@message
class SmallStepTargetShared:
    """A target was shared with the learner's parents."""

    target_id: UUID
    learner_id: UUID
    shared_on: date


@message
class SmallStepTargetReviewed:
    """A target was reviewed; `outcome` and `next_step` are codes."""

    target_id: UUID
    learner_id: UUID
    review_id: UUID
    outcome: str
    next_step: str
    reviewed_on: date


MESSAGES = (SmallStepTargetSet, SmallStepTargetShared, SmallStepTargetReviewed)
