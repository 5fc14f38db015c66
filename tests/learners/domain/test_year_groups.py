from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.domain.roll.year_group import YearGroup, by_age, following, is_higher


@pytest.mark.parametrize(
    ("born_on", "year_group"),
    [
        (date(2021, 8, 31), YearGroup.YEAR_1),
        (date(2021, 9, 1), YearGroup.RECEPTION),
        (date(2023, 9, 1), YearGroup.N1),
        (date(2024, 9, 1), None),
        (date(2007, 9, 1), YearGroup.YEAR_14),
        (date(2007, 8, 31), None),
    ],
)
def test_year_1_is_for_who_is_five_on_the_last_of_august(
    born_on: date, year_group: YearGroup | None
) -> None:
    assert by_age(born_on, 2026) is year_group


@given(st.dates(date(2010, 1, 1), date(2020, 8, 31)), st.integers(2022, 2024))
def test_a_year_later_age_gives_the_year_group_that_follows(born_on: date, year: int) -> None:
    now = by_age(born_on, year)
    assert now is not None
    assert by_age(born_on, year + 1) is following(now)


def test_nothing_follows_year_14_and_each_other_year_group_is_lower_than_what_follows() -> None:
    assert following(YearGroup.YEAR_14) is None
    assert following(YearGroup.N2) is YearGroup.RECEPTION
    for one in YearGroup:
        after = following(one)
        assert after is None or (is_higher(after, one) and not is_higher(one, after))
