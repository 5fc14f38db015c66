"""What training is planned at a school, and who attended which?"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.roll.training import (
    Topic,
    TrainingAttended,
    TrainingCancelled,
    TrainingDetails,
    TrainingPlanned,
    TrainingRecorded,
    TrainingState,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class KnownTraining:
    """`staff_ids` are those it is planned for or, once it took place, those who attended."""

    training_id: UUID
    school_id: UUID
    state: TrainingState
    title: str
    topics: tuple[Topic, ...]
    first_on: date
    days: tuple[date, ...]
    provider: str
    staff_ids: tuple[UUID, ...]
    cancelled_because: str | None


Row = KnownTraining | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "training" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case TrainingPlanned(training_id=training_id, details=details):
            return _opened(training_id, details, TrainingState.PLANNED)
        case TrainingRecorded(training_id=training_id, details=details):
            return _opened(training_id, details, TrainingState.ATTENDED)
        case TrainingAttended(days=days, staff_ids=staff_ids):
            return row and replace(
                row,
                state=TrainingState.ATTENDED,
                first_on=min(days),
                days=days,
                staff_ids=staff_ids,
            )
        case TrainingCancelled(reason=reason):
            return row and replace(row, state=TrainingState.CANCELLED, cancelled_because=reason)
        case _:
            return row


def _opened(training_id: UUID, details: TrainingDetails, state: TrainingState) -> KnownTraining:
    return KnownTraining(
        training_id=training_id,
        school_id=details.school_id,
        state=state,
        title=details.title,
        topics=details.topics,
        first_on=min(details.days),
        days=details.days,
        provider=details.provider,
        staff_ids=details.staff_ids,
        cancelled_because=None,
    )


TRAININGS = Projection(
    table="trainings",
    row=KnownTraining,
    key=("training_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
