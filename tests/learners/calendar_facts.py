"""A school's year 2026/27, with everything irrelevant to a test defaulted."""

from dataclasses import replace
from datetime import date

from services.learners.domain.roll.calendar_days import CalendarDays, Span, Term
from services.learners.domain.roll.school_calendar import (
    SchoolCalendarSet,
    SetFor,
    SetSchoolCalendar,
)
from tests.learners.learner_facts import SCHOOL

AUTUMN = Term(
    days=Span(first=date(2026, 9, 1), last=date(2026, 12, 18)),
    half_term=Span(first=date(2026, 10, 26), last=date(2026, 10, 30)),
)
SPRING = Term(days=Span(first=date(2027, 1, 4), last=date(2027, 3, 25)))
SUMMER = Term(days=Span(first=date(2027, 4, 12), last=date(2027, 7, 20)))
INSET, MAY_DAY, SNOW = date(2026, 9, 1), date(2027, 5, 3), date(2027, 1, 12)
DAYS = CalendarDays(
    school_year=2026,
    terms=(AUTUMN, SPRING, SUMMER),
    inset_on=(INSET,),
    bank_holidays_on=(date(2026, 12, 25), MAY_DAY),
)
BY = "holidays 0.109"


def days(*terms: Term, inset_on: tuple[date, ...] = ()) -> CalendarDays:
    return replace(DAYS, terms=terms, inset_on=inset_on)


def term(first: date, last: date, half_term: Span | None = None) -> Term:
    return Term(days=Span(first=first, last=last), half_term=half_term)


def set_calendar(
    planned: CalendarDays = DAYS,
    set_for: SetFor = SetFor.THIS_SCHOOL,
    *,
    replaces_own: bool = False,
) -> SetSchoolCalendar:
    return SetSchoolCalendar(
        school_id=SCHOOL,
        days=planned,
        set_for=set_for,
        bank_holidays_by=BY,
        replaces_own=replaces_own,
    )


def calendar_set(
    planned: CalendarDays = DAYS, set_for: SetFor = SetFor.THIS_SCHOOL
) -> SchoolCalendarSet:
    return SchoolCalendarSet(school_id=SCHOOL, days=planned, set_for=set_for, bank_holidays_by=BY)
