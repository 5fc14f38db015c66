"""Days of the demo are school days, and ages are counted as schools count them."""

from datetime import date

import pytest

from deploy.demo.school_days import age_on, days_after, days_before

MONDAY, FRIDAY, NEXT_MONDAY = date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 23)


@pytest.mark.parametrize("back", [1, 2, 3])
def test_a_day_at_the_weekend_becomes_the_friday_before(back: int) -> None:
    assert days_before(NEXT_MONDAY, back) == FRIDAY


def test_other_days_stay() -> None:
    assert days_before(NEXT_MONDAY, 0) == NEXT_MONDAY
    assert days_before(NEXT_MONDAY, 7) == MONDAY
    assert days_after(MONDAY, 4) == FRIDAY
    assert days_after(MONDAY, 6) == FRIDAY


def test_an_age_grows_on_the_day_of_birth() -> None:
    born_on = date(2019, 3, 15)
    assert age_on(date(2026, 11, 14), born_on) == 7 * 12 + 7
    assert age_on(date(2026, 11, 15), born_on) == 7 * 12 + 8
