"""At which school is a learner?"""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.learners import LearnerEnrolled, LearnerMovedSchool
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class PlaceAtSchool:
    learner_id: UUID
    school_id: UUID


Row = PlaceAtSchool | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    match fact.event:
        case LearnerEnrolled() | LearnerMovedSchool():
            return (fact.event.learner_id,)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerEnrolled() | LearnerMovedSchool():
            return PlaceAtSchool(fact.event.learner_id, fact.event.school_id)
        case _:
            return row


PLACES = Projection(
    table="places_at_school",
    row=PlaceAtSchool,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
