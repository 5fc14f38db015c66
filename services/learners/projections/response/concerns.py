"""What has been raised about a learner, was a parent told, and what does the school do about it?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.concern_messages import (
    ConcernArea,
    ConcernOutcome,
    ConcernOutcomeDecided,
    ConcernRaised,
    InformedBy,
    ParentInformed,
    ParentInformedOfConcern,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class DecidedOutcome:
    """What was decided, by whom, and why."""

    outcome_id: UUID
    outcome: ConcernOutcome
    reason: str
    decided_on: date
    decided_by: UUID
    recorded_at: datetime
    recorded_by: str


@message
class Informing:
    """When and how a parent was told; without an id, as the concern was raised."""

    informing_id: UUID | None
    informed_on: date
    informed_by: InformedBy
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class RaisedConcern:
    """`school_id` is where the learner was then; `outcome` the one that stands, the last of all.

    `parent_informed_on` tells when a parent was told first.
    """

    concern_id: UUID
    learner_id: UUID
    school_id: UUID | None
    area: ConcernArea
    observation: str
    noticed_on: date
    is_parent_informed: bool
    parent_informed_on: date | None
    parent_informed_by: InformedBy | None
    informings: tuple[Informing, ...]
    has_outcome: bool
    outcome: ConcernOutcome | None
    outcomes: tuple[DecidedOutcome, ...]
    raised_at: datetime
    raised_by: str


Row = RaisedConcern | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "concern" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ConcernRaised() as event:
            return _raised(event, fact)
        case ParentInformedOfConcern(informing_id=informing_id, parent_informed=informed):
            return row and _informed(row, fact, informed, informing_id)
        case ConcernOutcomeDecided() as event:
            return row and _decided(row, event, fact)
        case _:
            return row


def _raised(event: ConcernRaised, fact: Recorded) -> RaisedConcern:
    raised = RaisedConcern(
        concern_id=event.concern_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        area=event.area,
        observation=event.observation,
        noticed_on=event.noticed_on,
        is_parent_informed=False,
        parent_informed_on=None,
        parent_informed_by=None,
        informings=(),
        has_outcome=False,
        outcome=None,
        outcomes=(),
        raised_at=fact.occurred_at,
        raised_by=fact.actor,
    )
    informed = event.parent_informed
    return raised if informed is None else _informed(raised, fact, informed, None)


def _informed(
    row: RaisedConcern, fact: Recorded, informed: ParentInformed, informing_id: UUID | None
) -> RaisedConcern:
    informing = Informing(
        informing_id=informing_id,
        informed_on=informed.informed_on,
        informed_by=informed.informed_by,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    informings = (*row.informings, informing)
    first = min(informings, key=lambda each: each.informed_on)
    return replace(
        row,
        is_parent_informed=True,
        parent_informed_on=first.informed_on,
        parent_informed_by=first.informed_by,
        informings=informings,
    )


def _decided(row: RaisedConcern, event: ConcernOutcomeDecided, fact: Recorded) -> RaisedConcern:
    decided = DecidedOutcome(
        outcome_id=event.outcome_id,
        outcome=event.outcome,
        reason=event.reason,
        decided_on=event.decided_on,
        decided_by=event.decided_by,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    outcomes = (*row.outcomes, decided)
    return replace(row, has_outcome=True, outcome=event.outcome, outcomes=outcomes)


CONCERNS = Projection(
    table="concerns",
    row=RaisedConcern,
    key=("concern_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
