"""Who teaches a class, or assists in it?"""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.learners import ClassTeacherAssigned, ClassTeacherReleased, PostHeld
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class StaffOfClass:
    class_id: UUID
    person_id: UUID
    school_id: UUID
    post: PostHeld


Row = StaffOfClass | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case ClassTeacherAssigned() | ClassTeacherReleased():
            return (fact.event.class_id, fact.event.person_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ClassTeacherAssigned() as event:
            return StaffOfClass(event.class_id, event.person_id, event.school_id, event.post)
        case ClassTeacherReleased():
            return None
        case _:
            return row


CLASS_STAFF = Projection(
    table="class_staff",
    row=StaffOfClass,
    key=("class_id", "person_id"),
    key_of=key_of,
    project=project,
)
