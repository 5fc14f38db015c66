from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.domain.roll.calendar_days import school_days_of
from services.learners.domain.roll.school_days import (
    DaysUnknown,
    SchoolDays,
    days_of,
    first_day_of,
    school_year_of,
    together,
)
from tests.learners.calendar_facts import DAYS, INSET, SNOW

YEAR = school_days_of(DAYS, (SNOW,))
days = st.dates(date(2026, 9, 1), date(2027, 5, 20))  # 35 school days before the year is over
counts = st.integers(1, 35)


@given(days, counts)
def test_the_last_day_of_a_period_is_a_school_day_and_counts_to_its_length(
    day: date, count: int
) -> None:
    last = YEAR.nth_after(day, count)
    assert last > day
    assert YEAR.is_school_day(last)
    assert YEAR.between(day, last) == count
    assert YEAR.between(day, last - timedelta(days=1)) == count - 1


@given(days, counts, st.sets(days, max_size=5))
def test_a_closure_never_brings_the_end_of_a_period_forward(
    day: date, count: int, closed: set[date]
) -> None:
    fewer = SchoolDays(YEAR.years, YEAR.days - closed)
    later_year = SchoolDays(
        frozenset({2027}), frozenset(days_of(date(2027, 9, 1), date(2028, 7, 1)))
    )
    planned = together([YEAR, later_year]).nth_after(day, count)
    assert together([fewer, later_year]).nth_after(day, count) >= planned


@given(days, days, days)
def test_periods_that_follow_one_another_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    whole = YEAR.between(first, last)
    assert whole == YEAR.between(first, middle) + YEAR.between(middle, last)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_school_year_runs_from_the_first_of_september(day: date) -> None:
    year = school_year_of(day)
    assert first_day_of(year) <= day < first_day_of(year + 1)


def test_the_day_of_the_event_itself_does_not_count() -> None:
    tuesday, wednesday = date(2026, 9, 8), date(2026, 9, 9)
    assert YEAR.nth_after(tuesday, 1) == wednesday
    assert YEAR.nth_after(date(2026, 8, 31) + timedelta(days=1), 1) == date(2026, 9, 2)
    assert not YEAR.is_school_day(INSET)


def test_35_school_days_go_round_weekends_half_term_and_inset() -> None:
    assert YEAR.nth_after(date(2026, 9, 25), 35) == date(2026, 11, 20)


def test_a_year_without_a_calendar_is_unknown_and_not_without_school() -> None:
    with pytest.raises(DaysUnknown):
        YEAR.is_school_day(date(2027, 9, 1))
    with pytest.raises(DaysUnknown):
        together([]).nth_after(date(2026, 9, 1), 1)
