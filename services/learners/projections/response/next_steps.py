"""What was decided of each learner at triage; which next steps are open, and whose are they?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.triage_messages import (
    DiscussedAtTriage,
    NextStepCompleted,
    NextStepMoved,
    TriageDecision,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Move:
    """Whose the step became, by when, and why."""

    move_id: UUID
    owner_id: UUID
    due_on: date
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class LearnerDiscussed:
    """`school_id` is the school of the meeting; `owner_id` and `due_on` are as they stand now.

    A step is open until it is completed; where none was agreed, none is open.
    """

    discussion_id: UUID
    meeting_id: UUID
    learner_id: UUID
    school_id: UUID | None
    held_on: date
    decision: TriageDecision
    reason: str
    step: str | None
    owner_id: UUID | None
    due_on: date | None
    is_open: bool
    moves: tuple[Move, ...]
    completed_on: date | None
    completion_note: str | None
    version: int
    recorded_at: datetime
    recorded_by: str


Row = LearnerDiscussed | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "triage_discussion" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case DiscussedAtTriage() as event:
            return _discussed(event, fact)
        case NextStepMoved() as event:
            return row and _moved(row, event, fact)
        case NextStepCompleted() as event:
            return row and _completed(row, event, fact)
        case _:
            return row


def _discussed(event: DiscussedAtTriage, fact: Recorded) -> LearnerDiscussed:
    agreed = event.next_step
    return LearnerDiscussed(
        discussion_id=fact.stream_id,
        meeting_id=event.meeting_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        held_on=event.held_on,
        decision=event.decision,
        reason=event.reason,
        step=agreed.step if agreed else None,
        owner_id=agreed.owner_id if agreed else None,
        due_on=agreed.due_on if agreed else None,
        is_open=agreed is not None,
        moves=(),
        completed_on=None,
        completion_note=None,
        version=fact.version,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )


def _moved(row: LearnerDiscussed, event: NextStepMoved, fact: Recorded) -> LearnerDiscussed:
    move = Move(
        move_id=event.move_id,
        owner_id=event.owner_id,
        due_on=event.due_on,
        reason=event.reason,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    return replace(
        row,
        owner_id=event.owner_id,
        due_on=event.due_on,
        moves=(*row.moves, move),
        version=fact.version,
    )


def _completed(row: LearnerDiscussed, event: NextStepCompleted, fact: Recorded) -> LearnerDiscussed:
    return replace(
        row,
        is_open=False,
        completed_on=event.completed_on,
        completion_note=event.note,
        version=fact.version,
    )


NEXT_STEPS = Projection(
    table="triage_discussions",
    row=LearnerDiscussed,
    key=("discussion_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
