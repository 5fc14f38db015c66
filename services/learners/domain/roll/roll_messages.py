"""What may be asked, and what may have happened, of a learner's place on the roll of a school."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.learners.domain.roll.year_group import YearGroup
from shared.modelling.message import message


class Destination(StrEnum):
    """Where a learner goes who leaves the authority's schools."""

    SCHOOL_IN_WALES = "school_in_wales"
    SCHOOL_ELSEWHERE_IN_UK = "school_elsewhere_in_uk"
    INDEPENDENT_SCHOOL = "independent_school"
    HOME_EDUCATION = "home_education"
    FURTHER_EDUCATION = "further_education"
    WORK_OR_TRAINING = "work_or_training"
    ABROAD = "abroad"
    DIED = "died"
    UNKNOWN = "unknown"


@message
class TransferLearner:
    """The learner goes to another school of the authority; `today` is the day of asking."""

    transfer_id: UUID
    school_id: UUID
    moved_on: date
    reason: str
    today: date


@message
class LeaveSchools:
    """The learner leaves all schools of the authority; `left_on` is the last day there."""

    left_on: date
    destination: Destination
    destination_name: str
    today: date


@message
class MoveUp:
    """A school year begins: the learner goes up a year group, unless there is a reason to stay.

    `placed_on` is the day on which the year group of now became known: one that was given in the
    school year that begins, is of that year.
    """

    school_year: int
    placed_on: date
    stays_because: str | None


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class LearnerMovedYearGroup:
    VERSION = 2  # the school year is new: it tells a rollover from a correction

    year_group: YearGroup
    school_year: int | None = None


@message
class LearnerKeptInYearGroup:
    """A rollover left the learner in the year group, and why."""

    school_year: int
    reason: str


@message
class LearnerMovedSchool:
    VERSION = 2  # the transfer is new: before, a roster moved everyone

    school_id: UUID
    transfer_id: UUID | None = None
    moved_on: date | None = None
    reason: str | None = None


@message
class LearnerLeft:
    left_on: date
    destination: Destination
    destination_name: str


@message
class LearnerReturned:
    """A school of the authority has the learner on its roll again, and takes the record."""

    school_id: UUID
    year_group: YearGroup


RollCommand = TransferLearner | LeaveSchools | MoveUp
RollEvent = (
    LearnerMovedYearGroup
    | LearnerKeptInYearGroup
    | LearnerMovedSchool
    | LearnerLeft
    | LearnerReturned
)
