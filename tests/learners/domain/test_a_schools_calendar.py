from datetime import date

import pytest

from services.learners.domain.roll.calendar_days import (
    CalendarDays,
    DayStatus,
    Span,
    school_days_of,
    status_of,
    without_session,
)
from services.learners.domain.roll.school_calendar import (
    CloseSchool,
    ClosureReason,
    ReopenSchool,
    SchoolClosed,
    SchoolReopened,
    SetFor,
    calendar_id,
    school_calendar,
)
from shared.testing.scenario import given
from tests.learners.calendar_facts import (
    AUTUMN,
    DAYS,
    INSET,
    MAY_DAY,
    SNOW,
    SPRING,
    SUMMER,
    calendar_set,
    days,
    set_calendar,
    term,
)
from tests.learners.learner_facts import OTHER_SCHOOL, SCHOOL

CLOSED = SchoolClosed(school_id=SCHOOL, closed_on=SNOW, reason=ClosureReason.WEATHER)
REOPENED = SchoolReopened(school_id=SCHOOL, closed_on=SNOW)
CLOSE = CloseSchool(day=SNOW, reason=ClosureReason.WEATHER)


def test_a_calendar_is_set_and_the_same_again_changes_nothing() -> None:
    given(school_calendar).when(set_calendar()).then(calendar_set())
    given(school_calendar, calendar_set()).when(set_calendar()).then_nothing()


def test_a_calendar_set_anew_is_another_version_and_keeps_the_closures() -> None:
    shorter = days(AUTUMN, SPRING)
    past = (calendar_set(), CLOSED)
    given(school_calendar, *past).when(set_calendar(shorter)).then(calendar_set(shorter))
    given(school_calendar, *past, calendar_set(shorter)).when(CLOSE).then_nothing()


def test_a_schools_own_calendar_stands_unless_it_is_replaced() -> None:
    shorter, everybody = days(AUTUMN, SPRING), SetFor.EVERY_SCHOOL
    given(school_calendar, calendar_set()).when(set_calendar(shorter, everybody)).then_nothing()
    given(school_calendar, calendar_set()).when(
        set_calendar(shorter, everybody, replaces_own=True)
    ).then(calendar_set(shorter, everybody))
    given(school_calendar, calendar_set(set_for=everybody)).when(
        set_calendar(shorter, everybody)
    ).then(calendar_set(shorter, everybody))


@pytest.mark.parametrize(
    ("planned", "code", "field"),
    [
        (days(), "terms_missing", "terms"),
        (days(SPRING, AUTUMN), "terms_overlap", "terms"),
        (days(AUTUMN, term(date(2026, 12, 18), date(2027, 3, 1))), "terms_overlap", "terms"),
        (
            days(term(date(2026, 12, 18), date(2026, 9, 1))),
            "term_ends_before_it_starts",
            "terms",
        ),
        (days(term(date(2026, 8, 31), date(2026, 12, 1))), "term_outside_school_year", "terms"),
        (days(term(date(2027, 4, 1), date(2027, 9, 1))), "term_outside_school_year", "terms"),
        (
            days(
                term(
                    *(date(2026, 9, 1), date(2026, 12, 18)),
                    Span(first=date(2026, 10, 30), last=date(2026, 10, 26)),
                )
            ),
            "half_term_ends_before_it_starts",
            "terms",
        ),
        (
            days(
                term(
                    *(date(2026, 9, 1), date(2026, 12, 18)),
                    Span(first=date(2026, 9, 1), last=date(2026, 9, 4)),
                )
            ),
            "half_term_outside_term",
            "terms",
        ),
        (days(AUTUMN, inset_on=(INSET, INSET)), "inset_day_twice", "inset_on"),
        (days(AUTUMN, inset_on=(date(2026, 10, 26),)), "inset_day_outside_terms", "inset_on"),
        (days(AUTUMN, inset_on=(date(2026, 9, 5),)), "inset_day_outside_terms", "inset_on"),
        (days(AUTUMN, inset_on=(date(2027, 1, 4),)), "inset_day_outside_terms", "inset_on"),
        (days(SUMMER, inset_on=(MAY_DAY,)), "inset_day_outside_terms", "inset_on"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(planned: CalendarDays, code: str, field: str) -> None:
    given(school_calendar).when(set_calendar(planned)).then_refused(code, field)


def test_a_closure_is_added_later_and_called_off_and_recorded_again() -> None:
    given(school_calendar, calendar_set()).when(CLOSE).then(CLOSED)
    given(school_calendar, calendar_set(), CLOSED).when(CLOSE).then_nothing()
    given(school_calendar, calendar_set(), CLOSED).when(ReopenSchool(day=SNOW)).then(REOPENED)
    past = (calendar_set(), CLOSED, REOPENED)
    given(school_calendar, *past).when(ReopenSchool(day=SNOW)).then_nothing()
    given(school_calendar, *past).when(CLOSE).then(CLOSED)


def test_a_closure_that_cannot_be_is_refused() -> None:
    given(school_calendar).when(CLOSE).then_refused("calendar_unknown", "school_year")
    given(school_calendar, calendar_set(), CLOSED).when(
        CloseSchool(day=SNOW, reason=ClosureReason.BUILDING)
    ).then_refused("school_already_closed", "reason")
    for day in (INSET, MAY_DAY, date(2026, 9, 5), date(2026, 10, 26), date(2026, 12, 25)):
        given(school_calendar, calendar_set()).when(
            CloseSchool(day=day, reason=ClosureReason.OTHER)
        ).then_refused("day_is_no_school_day", "day")


def test_every_day_of_the_year_says_what_it_is() -> None:
    expected = {
        date(2026, 9, 2): DayStatus.SCHOOL_DAY,
        date(2026, 9, 5): DayStatus.WEEKEND,
        date(2026, 10, 26): DayStatus.HALF_TERM,
        date(2026, 12, 21): DayStatus.HOLIDAY,
        date(2026, 12, 25): DayStatus.BANK_HOLIDAY,
        INSET: DayStatus.INSET,
        MAY_DAY: DayStatus.BANK_HOLIDAY,
        SNOW: DayStatus.CLOSED,
        date(2027, 8, 31): DayStatus.HOLIDAY,
    }
    assert {day: status_of(DAYS, {SNOW, MAY_DAY}, day) for day in expected} == expected


def test_a_closed_day_is_no_school_day_and_a_planned_one_is() -> None:
    assert SNOW in school_days_of(DAYS, ()).days
    assert SNOW not in school_days_of(DAYS, (SNOW,)).days


def test_others_are_told_the_weekdays_within_terms_without_a_session() -> None:
    half_term = tuple(date(2026, 10, day) for day in range(26, 31))
    assert without_session(DAYS) == (INSET, *half_term, MAY_DAY)


def test_each_year_of_each_school_has_a_calendar_of_its_own() -> None:
    ids = {calendar_id(school, year) for school in (SCHOOL, OTHER_SCHOOL) for year in (2026, 2027)}
    assert len(ids) == 4
