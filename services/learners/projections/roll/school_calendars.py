"""Which days were a school's school days, as each version of its calendar has them?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.learners.domain.roll.calendar_days import CalendarDays
from services.learners.domain.roll.school_calendar import SchoolCalendarSet, SetFor
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class CalendarVersion:
    """`version` is that of the calendar's stream, in which closures count too."""

    school_id: UUID
    school_year: int
    version: int
    days: CalendarDays
    set_for: SetFor
    bank_holidays_by: str
    set_at: datetime
    set_by: str


Row = CalendarVersion | None


def key_of(fact: Recorded) -> tuple[UUID, int, int] | None:
    match fact.event:
        case SchoolCalendarSet(school_id=school_id, days=days):
            return (school_id, days.school_year, fact.version)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case SchoolCalendarSet() as event:
            return CalendarVersion(
                school_id=event.school_id,
                school_year=event.days.school_year,
                version=fact.version,
                days=event.days,
                set_for=event.set_for,
                bank_holidays_by=event.bank_holidays_by,
                set_at=fact.occurred_at,
                set_by=fact.actor,
            )
        case _:
            return row


SCHOOL_CALENDARS = Projection(
    table="school_calendars",
    row=CalendarVersion,
    key=("school_id", "school_year", "version"),
    key_of=key_of,
    project=project,
    school="school_id",
)
