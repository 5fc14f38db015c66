"""What may be asked of a Pupil Progress form, and what may have happened to it (domain.md §2)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.assessments.domain.result import Result
from shared.modelling.message import message


class BarrierArea(StrEnum):
    """Where something stands in the way of learning: the areas of the form (domain.md §2, S1)."""

    PERSONAL_AND_SOCIAL = "personal_and_social"
    CHANGE_OF_CIRCUMSTANCE = "change_of_circumstance"
    ORACY = "oracy"
    READING = "reading"
    WRITING = "writing"
    MATHEMATICS = "mathematics"


class TermName(StrEnum):
    """The three terms of a school year."""

    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


# No school's spring or summer term begins earlier; where it does begin is a school's own matter.
_FIRST_MONTH = {TermName.AUTUMN: (0, 9), TermName.SPRING: (1, 1), TermName.SUMMER: (1, 3)}


def first_day_of(school_year: int, term: TermName) -> date:
    """The earliest day on which a term can begin; a school year is named by the year it starts."""
    later, month = _FIRST_MONTH[term]
    return date(school_year + later, month, 1)


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class Barrier:
    """What stands in the way in one area, in the teacher's words."""

    area: BarrierArea
    note: str


@message
class Content:
    """What the teacher writes, and whether the learner is below what is expected of the age."""

    barriers: tuple[Barrier, ...]
    narrative: str
    below_age_expected: bool


@message
class DrawnResult:
    """A result as it stood when the form was submitted."""

    result_id: UUID
    instrument: str
    taken_on: date
    age_at_test_months: int
    result: Result


@message
class PupilProgressFormSubmitted:
    form_id: UUID
    learner_id: UUID
    class_id: UUID | None
    school_year: int
    term: TermName
    content: Content
    results: tuple[DrawnResult, ...]
    submitted_on: date


@message
class PupilProgressFormAmended:
    """The whole content as it should have been; the one before is in the facts before."""

    amendment_id: UUID
    content: Content
    reason: str
    amended_on: date


@message
class SubmitPupilProgressForm:
    """Submit a form; `results` are the latest of each instrument, drawn in by the service.

    `class_id` is the class that the teacher writes for; `today` is the day of asking.
    """

    form_id: UUID
    learner_id: UUID
    class_id: UUID | None
    school_year: int
    term: TermName
    content: Content
    results: tuple[DrawnResult, ...]
    today: date


@message
class AmendPupilProgressForm:
    """Say what the form should have said, and why; None stands as it is."""

    amendment_id: UUID
    barriers: tuple[Barrier, ...] | None
    narrative: str | None
    below_age_expected: bool | None
    reason: str
    today: date


Command = SubmitPupilProgressForm | AmendPupilProgressForm
Event = PupilProgressFormSubmitted | PupilProgressFormAmended
