from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.assessments.domain.longest_monitoring import (
    CURRENT,
    RULES,
    LimitedBy,
    Term,
    limit_of,
)

AUTUMN = Term(starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 18))
SPRING = Term(starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 19))
SUMMER = Term(starts_on=date(2027, 4, 5), ends_on=date(2027, 7, 20))
YEAR = (AUTUMN, SPRING, SUMMER)


def test_the_last_day_is_that_of_the_term_it_starts_in() -> None:
    assert limit_of(date(2026, 9, 1), YEAR).last_day == AUTUMN.ends_on
    assert limit_of(date(2026, 12, 17), YEAR).last_day == AUTUMN.ends_on


def test_what_starts_on_the_last_day_of_a_term_or_in_a_holiday_has_the_next_term() -> None:
    assert limit_of(AUTUMN.ends_on, YEAR).last_day == SPRING.ends_on
    assert limit_of(date(2026, 12, 28), YEAR).last_day == SPRING.ends_on
    assert limit_of(date(2026, 7, 22), YEAR).last_day == AUTUMN.ends_on


def test_the_calendar_of_another_year_says_nothing() -> None:
    for start in (date(2027, 7, 20), date(2025, 9, 1)):
        limit = limit_of(start, YEAR)
        assert (limit.last_day, limit.limited_by) == (
            start + timedelta(weeks=15),
            LimitedBy.WEEKS,
        )


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.permutations(YEAR))
def test_there_is_always_time_and_never_more_than_a_term_and_its_holiday(
    start: date, terms: list[Term]
) -> None:
    limit = limit_of(start, terms)
    assert start < limit.last_day
    longest = max(term.ends_on - term.starts_on for term in YEAR) + RULES[CURRENT].longest_holiday
    assert limit.last_day - start <= longest
    assert limit == limit_of(start, YEAR)
    between = [term for term in YEAR if start < term.ends_on < limit.last_day]
    assert limit.limited_by is LimitedBy.WEEKS or not between
