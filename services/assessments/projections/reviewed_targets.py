"""How did the reviews of a learner's targets go? A copy of the codes that `targets` publishes."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.contracts.targets import SmallStepTargetReviewed, SmallStepTargetSet
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class HeardReview:
    """One review, in the codes of `targets`."""

    review_id: UUID
    outcome: str
    next_step: str
    reviewed_on: date


@dataclass(frozen=True)
class ReviewedTarget:
    target_id: UUID
    learner_id: UUID
    area: str
    reviews: tuple[HeardReview, ...]


Row = ReviewedTarget | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    match fact.event:
        case SmallStepTargetSet() | SmallStepTargetReviewed():
            return (fact.event.target_id,)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case SmallStepTargetSet(target_id=target_id, learner_id=learner_id, area=area):
            return ReviewedTarget(target_id, learner_id, area, ())
        case SmallStepTargetReviewed() as event:
            return row and _reviewed(row, event)
        case _:
            return row


def _reviewed(row: ReviewedTarget, event: SmallStepTargetReviewed) -> ReviewedTarget:
    review = HeardReview(
        review_id=event.review_id,
        outcome=event.outcome,
        next_step=event.next_step,
        reviewed_on=event.reviewed_on,
    )
    return replace(row, reviews=(*row.reviews, review))


REVIEWED_TARGETS = Projection(
    table="reviewed_targets",
    row=ReviewedTarget,
    key=("target_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
