"""In which year group is a learner, and at which school? A copy of what `learners` tells."""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.contracts.learners import (
    LearnerEnrolled,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class LearnerInYear:
    """Of who was enrolled before year groups were told, there is none until the next move."""

    learner_id: UUID
    school_id: UUID
    year_group: str | None


Row = LearnerInYear | None
_TOLD = (LearnerEnrolled, LearnerMovedSchool, LearnerMovedYearGroup, LearnerLeft)


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.event.learner_id,) if isinstance(fact.event, _TOLD) else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerEnrolled() as event:
            return LearnerInYear(event.learner_id, event.school_id, event.year_group)
        case LearnerMovedSchool(school_id=school_id):
            return row and replace(row, school_id=school_id)
        case LearnerMovedYearGroup(year_group=year_group):
            return row and replace(row, year_group=year_group)
        case LearnerLeft():
            return None
        case _:
            return row


LEARNER_YEARS = Projection(
    table="learner_years",
    row=LearnerInYear,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
