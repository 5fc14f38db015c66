"""Which learners are in a class?"""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.learners import LearnerPlacedInClass, LearnerRemovedFromClass
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class Classmate:
    class_id: UUID
    learner_id: UUID


Row = Classmate | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case LearnerPlacedInClass() | LearnerRemovedFromClass():
            return (fact.event.class_id, fact.event.learner_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerPlacedInClass(class_id=class_id, learner_id=learner_id):
            return Classmate(class_id, learner_id)
        case LearnerRemovedFromClass():
            return None
        case _:
            return row


CLASSMATES = Projection(
    table="classmates",
    row=Classmate,
    key=("class_id", "learner_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
