"""Which classes does a school have, and who teaches them?"""

from dataclasses import dataclass, replace
from uuid import UUID

from services.learners.domain.roll.school_class import (
    ClassDetailsCorrected,
    ClassOpened,
    ClassTeacherAssigned,
    ClassTeacherReleased,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class OpenedClass:
    class_id: UUID
    school_id: UUID
    title: str
    teacher_ids: tuple[UUID, ...]


Row = OpenedClass | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "school_class" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ClassOpened(title=title, school_id=school_id):
            return OpenedClass(fact.stream_id, school_id, title, ())
        case ClassDetailsCorrected(title=title, school_id=school_id):
            return row and replace(row, title=title, school_id=school_id)
        case ClassTeacherAssigned(staff_member_id=teacher):
            return row and replace(row, teacher_ids=(*row.teacher_ids, teacher))
        case ClassTeacherReleased(staff_member_id=teacher):
            remaining = (each for each in row.teacher_ids if each != teacher) if row else ()
            return row and replace(row, teacher_ids=tuple(remaining))
        case _:
            return row


CLASSES = Projection(
    table="classes",
    row=OpenedClass,
    key=("class_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
