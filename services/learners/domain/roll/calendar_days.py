"""What each day of a school's year is: a school day, or why there is no session."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from services.learners.domain.roll.school_days import SchoolDays, days_of, is_weekend
from shared.modelling.message import message


@message
class Span:
    """Days in a row, the first and the last included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Is the day one of them?"""
        return self.first <= day <= self.last


@message
class Term:
    """A term, and the break in the middle of it, where there is one."""

    days: Span
    half_term: Span | None = None


@message
class CalendarDays:
    """A school's year as planned: terms in order, INSET days, and the bank holidays of Wales."""

    school_year: int
    terms: tuple[Term, ...]
    inset_on: tuple[date, ...]
    bank_holidays_on: tuple[date, ...]


class DayStatus(StrEnum):
    """What a day is to a school."""

    SCHOOL_DAY = "school_day"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank_holiday"
    HALF_TERM = "half_term"
    INSET = "inset"
    HOLIDAY = "holiday"
    CLOSED = "closed"


def status_of(calendar: CalendarDays, closed_on: Collection[date], day: date) -> DayStatus:
    """What a day of the calendar's school year is; a closure counts on what was a school day."""
    planned = planned_status(calendar, day)
    is_closed = planned is DayStatus.SCHOOL_DAY and day in closed_on
    return DayStatus.CLOSED if is_closed else planned


def planned_status(calendar: CalendarDays, day: date) -> DayStatus:
    """The same as it was planned, before any closure."""
    if is_weekend(day):
        return DayStatus.WEEKEND
    if day in calendar.bank_holidays_on:
        return DayStatus.BANK_HOLIDAY
    term = next((term for term in calendar.terms if term.days.holds(day)), None)
    if term is None:
        return DayStatus.HOLIDAY
    if term.half_term is not None and term.half_term.holds(day):
        return DayStatus.HALF_TERM
    return DayStatus.INSET if day in calendar.inset_on else DayStatus.SCHOOL_DAY


def school_days_of(calendar: CalendarDays, closed_on: Collection[date]) -> SchoolDays:
    """The days of a school year on which there is a session."""
    within = (day for term in calendar.terms for day in days_of(term.days.first, term.days.last))
    sessions = (
        day for day in within if status_of(calendar, closed_on, day) is DayStatus.SCHOOL_DAY
    )
    return SchoolDays(frozenset({calendar.school_year}), frozenset(sessions))


def without_session(calendar: CalendarDays) -> tuple[date, ...]:
    """The weekdays within terms on which no session is planned, in order."""
    within = (day for term in calendar.terms for day in days_of(term.days.first, term.days.last))
    planned = (DayStatus.SCHOOL_DAY, DayStatus.WEEKEND)
    return tuple(day for day in within if planned_status(calendar, day) not in planned)
