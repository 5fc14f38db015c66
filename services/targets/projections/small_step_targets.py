"""What is a learner working towards, who was shown it, how did it go, and when is it due?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.targets.domain.review import ChildsVoice, NextStep, Outcome
from services.targets.domain.small_step_target_messages import (
    SmallStepTargetExtended,
    SmallStepTargetReviewed,
    SmallStepTargetSet,
    SmallStepTargetShared,
    SmallStepTargetStopped,
    SmartWording,
)
from services.targets.domain.target_codes import SharedBy, TargetArea, TargetStatus
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Share:
    """When and how the parents were shown the target, and what the child thought of it."""

    share_id: UUID
    shared_on: date
    shared_by: SharedBy
    childs_view: str | None
    recorded_at: datetime
    recorded_by: str


@message
class Review:
    """How it went, in everybody's words, and what was decided."""

    review_id: UUID
    outcome: Outcome
    what_is_working: str
    what_is_not_working: str
    childs_voice: ChildsVoice
    parents_voice: str | None
    next_step: NextStep
    extended_to: date | None
    reviewed_on: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class TargetOnRecord:
    """`school_id` is where the learner was when it was set; `shared_on` the first sharing."""

    target_id: UUID
    learner_id: UUID
    school_id: UUID | None
    group_id: UUID | None
    follows: UUID | None
    area: TargetArea
    status: TargetStatus
    wording: SmartWording
    strategies: tuple[str, ...]
    adult: str
    set_on: date
    starts_on: date
    review_on: date
    shared_on: date | None
    shares: tuple[Share, ...]
    reviews: tuple[Review, ...]
    recorded_at: datetime
    recorded_by: str


Row = TargetOnRecord | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "small_step_target" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case SmallStepTargetSet() as event:
            return _set(event, fact)
        case SmallStepTargetShared() as event:
            return row and _shared(row, event, fact)
        case SmallStepTargetReviewed() as event:
            return row and _reviewed(row, event, fact)
        case SmallStepTargetExtended(review_on=review_on):
            return row and _extended(row, review_on)
        case SmallStepTargetStopped():
            return row and replace(row, status=TargetStatus.STOPPED)
        case _:
            return row


def _set(event: SmallStepTargetSet, fact: Recorded) -> TargetOnRecord:
    return TargetOnRecord(
        target_id=event.target_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        group_id=event.group_id,
        follows=event.follows,
        area=event.area,
        status=TargetStatus.OPEN,
        wording=event.wording,
        strategies=event.strategies,
        adult=event.adult,
        set_on=event.set_on,
        starts_on=event.starts_on,
        review_on=event.review_on,
        shared_on=None,
        shares=(),
        reviews=(),
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )


def _shared(row: TargetOnRecord, event: SmallStepTargetShared, fact: Recorded) -> TargetOnRecord:
    share = Share(
        share_id=event.share_id,
        shared_on=event.shared_on,
        shared_by=event.shared_by,
        childs_view=event.childs_view,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    shares = (*row.shares, share)
    return replace(row, shares=shares, shared_on=min(each.shared_on for each in shares))


def _reviewed(
    row: TargetOnRecord, event: SmallStepTargetReviewed, fact: Recorded
) -> TargetOnRecord:
    review = Review(
        review_id=event.review_id,
        outcome=event.outcome,
        what_is_working=event.what_is_working,
        what_is_not_working=event.what_is_not_working,
        childs_voice=event.childs_voice,
        parents_voice=event.parents_voice,
        next_step=event.next_step,
        extended_to=None,
        reviewed_on=event.reviewed_on,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    achieved = event.outcome is Outcome.ACHIEVED
    status = TargetStatus.ACHIEVED if achieved else row.status
    return replace(row, status=status, reviews=(*row.reviews, review))


def _extended(row: TargetOnRecord, review_on: date) -> TargetOnRecord:
    *before, last = row.reviews
    extended = replace(last, extended_to=review_on)
    return replace(row, review_on=review_on, reviews=(*before, extended))


SMALL_STEP_TARGETS = Projection(
    table="small_step_targets",
    row=TargetOnRecord,
    key=("target_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
