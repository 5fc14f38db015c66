"""Which assessments did a learner not take, and why?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.missed_assessment import AssessmentMissed, NotTaken
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class AssessmentNotTaken:
    missed_id: UUID
    learner_id: UUID
    instrument: str
    due_on: date
    reason: NotTaken
    sheet_id: UUID
    recorded_at: datetime
    recorded_by: str


Row = AssessmentNotTaken | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "missed_assessment" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case AssessmentMissed() as event:
            return AssessmentNotTaken(
                missed_id=event.missed_id,
                learner_id=event.learner_id,
                instrument=event.instrument,
                due_on=event.due_on,
                reason=event.reason,
                sheet_id=event.sheet_id,
                recorded_at=fact.occurred_at,
                recorded_by=fact.actor,
            )
        case _:
            return row


MISSED_ASSESSMENTS = Projection(
    table="missed_assessments",
    row=AssessmentNotTaken,
    key=("missed_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
