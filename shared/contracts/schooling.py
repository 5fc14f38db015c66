"""Published by `learners`: the days of each school, and where learners are in their schooling."""

from datetime import date
from uuid import UUID

from shared.modelling.message import message


@message
class SchoolCalendarSet:
    """A school's calendar of a school year, named by the year it starts in; it replaces any before.

    The first day and the last of each term stand at the same place of the two lists. Days within
    terms on which there is no session are in `closed_on`: half terms, INSET, bank holidays.
    """

    school_id: UUID
    school_year: int
    terms_start_on: tuple[date, ...]
    terms_end_on: tuple[date, ...]
    closed_on: tuple[date, ...]


@message
class SchoolClosed:
    """A school has no session on what the calendar has as a school day: snow, a burst pipe."""

    school_id: UUID
    closed_on: date


@message
class SchoolReopened:
    """A closure was recorded in error: there was, or will be, a session."""

    school_id: UUID
    closed_on: date


@message
class LearnerMovedYearGroup:
    """A learner is taught in another year group: by rollover, or out of year."""

    learner_id: UUID
    year_group: str


@message
class LearnerLeft:
    """A learner is on no roll of this authority any more; the last day is `left_on`."""

    learner_id: UUID
    left_on: date


SCHOOLING = (
    SchoolCalendarSet,
    SchoolClosed,
    SchoolReopened,
    LearnerMovedYearGroup,
    LearnerLeft,
)
