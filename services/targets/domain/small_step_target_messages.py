"""What may be asked of a small step target, and what may have happened to it."""

from datetime import date
from uuid import UUID

from services.targets.domain.review import ChildsVoice, NextStep, Outcome
from services.targets.domain.target_codes import SharedBy, TargetArea
from shared.modelling.message import message


@message
class SmartWording:
    """The words of a target: specific, measurable (from where, to where), achievable, relevant."""

    statement: str
    baseline: str
    criterion: str
    achievable: str
    relevant: str


@message
class SetSmallStepTarget:
    """Set a target for one learner; a group's targets are one each, sharing `group_id`.

    `follows` is the target that a review replaced by this one. `today` is the day of asking.
    """

    target_id: UUID
    learner_id: UUID
    area: TargetArea
    group_id: UUID | None
    follows: UUID | None
    wording: SmartWording
    strategies: tuple[str, ...]
    adult: str
    starts_on: date
    review_on: date
    set_on: date
    today: date


@message
class ShareSmallStepTarget:
    """Put on record that the parents were shown the target."""

    share_id: UUID
    shared_on: date
    shared_by: SharedBy
    childs_view: str | None
    today: date


@message
class ReviewSmallStepTarget:
    """Put a review on record; `extended_to` is the next review, where the target goes on."""

    review_id: UUID
    outcome: Outcome
    what_is_working: str
    what_is_not_working: str
    childs_voice: ChildsVoice
    parents_voice: str | None
    next_step: NextStep
    extended_to: date | None
    reviewed_on: date
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class SmallStepTargetSet:
    target_id: UUID
    learner_id: UUID
    area: TargetArea
    group_id: UUID | None
    follows: UUID | None
    wording: SmartWording
    strategies: tuple[str, ...]
    adult: str
    starts_on: date
    review_on: date
    set_on: date


@message
class SmallStepTargetShared:
    share_id: UUID
    shared_on: date
    shared_by: SharedBy
    childs_view: str | None


@message
class SmallStepTargetReviewed:
    review_id: UUID
    outcome: Outcome
    what_is_working: str
    what_is_not_working: str
    childs_voice: ChildsVoice
    parents_voice: str | None
    next_step: NextStep
    reviewed_on: date


@message
class SmallStepTargetExtended:
    """The target goes on after a review, and is reviewed again on this day."""

    review_id: UUID
    review_on: date


@message
class SmallStepTargetStopped:
    """The target, not achieved, is not worked on any more; the review says what comes instead."""

    review_id: UUID
    stopped_on: date


Command = SetSmallStepTarget | ShareSmallStepTarget | ReviewSmallStepTarget
Event = (
    SmallStepTargetSet
    | SmallStepTargetShared
    | SmallStepTargetReviewed
    | SmallStepTargetExtended
    | SmallStepTargetStopped
)
