"""What was decided of each learner at triage; which next steps are open, and whose are they?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.triage_messages import (
    DiscussedAtTriage,
    NextStep,
    NextStepCompleted,
    NextStepMoved,
    TriageDecision,
    TriageDiscussionCorrected,
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


@message
class DiscussionCorrection:
    """What stood there until it was corrected, and because of what."""

    correction_id: UUID
    decision_before: TriageDecision
    reason_before: str
    because: str
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
    corrections: tuple[DiscussionCorrection, ...]
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
        case TriageDiscussionCorrected() as event:
            return row and _corrected(row, event, fact)
        case NextStepMoved() as event:
            return row and _moved(row, event, fact)
        case NextStepCompleted() as event:
            return row and _completed(row, event, fact)
        case _:
            return row


def _discussed(event: DiscussedAtTriage, fact: Recorded) -> LearnerDiscussed:
    discussed = LearnerDiscussed(
        discussion_id=fact.stream_id,
        meeting_id=event.meeting_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        held_on=event.held_on,
        decision=event.decision,
        reason=event.reason,
        corrections=(),
        step=None,
        owner_id=None,
        due_on=None,
        is_open=False,
        moves=(),
        completed_on=None,
        completion_note=None,
        version=fact.version,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    return _with_step(discussed, event.next_step)


def _with_step(row: LearnerDiscussed, agreed: NextStep | None) -> LearnerDiscussed:
    if agreed is None:
        return row
    due = agreed.due_on
    return replace(row, step=agreed.step, owner_id=agreed.owner_id, due_on=due, is_open=True)


def _corrected(
    row: LearnerDiscussed, event: TriageDiscussionCorrected, fact: Recorded
) -> LearnerDiscussed:
    correction = DiscussionCorrection(
        correction_id=event.correction_id,
        decision_before=row.decision,
        reason_before=row.reason,
        because=event.because,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    corrected = replace(
        row,
        decision=event.decision,
        reason=event.reason,
        corrections=(*row.corrections, correction),
        version=fact.version,
    )
    return _with_step(corrected, event.next_step)


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
