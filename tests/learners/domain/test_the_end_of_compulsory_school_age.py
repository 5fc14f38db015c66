"""Worked from the Act: s.8(3) of the Education Act 1996, and SI 1997/1970."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.learners.domain.ties.compulsory_school_age import RULES, rights_pass_on


@pytest.mark.parametrize(
    ("born_on", "passes_on"),
    [
        (date(2009, 9, 1), date(2026, 6, 27)),  # eldest of a year: 16 after the school year began
        (date(2010, 1, 15), date(2026, 6, 27)),
        (date(2010, 6, 26), date(2026, 6, 27)),  # turns 16 on the leaving date itself, s.8(3)(b)
        (date(2010, 6, 27), date(2026, 6, 27)),  # after it, before the next school year, s.8(3)(a)
        (date(2010, 8, 31), date(2026, 6, 27)),  # youngest of a year: still 15
        (date(2010, 9, 1), date(2027, 6, 26)),
        (date(2008, 2, 29), date(2024, 6, 29)),
        (date(2004, 12, 31), date(2021, 6, 26)),  # the 25th was the last Friday
    ],
)
def test_rights_pass_on_the_day_after_the_school_leaving_date(
    born_on: date, passes_on: date
) -> None:
    assert rights_pass_on(born_on) == passes_on


@settings(max_examples=300)
@given(st.dates(date(1985, 1, 1), date(2060, 12, 31)))
def test_whoever_is_born_that_day_leaves_on_the_last_friday_of_june(born_on: date) -> None:
    left_on = rights_pass_on(born_on) - timedelta(days=1)
    assert (left_on.month, left_on.weekday()) == (6, 4)
    assert (left_on + timedelta(days=7)).month == 7
    assert 15 * 365 < (left_on - born_on).days < 17 * 366


@given(st.dates(date(1985, 1, 1), date(2060, 12, 31)), st.integers(1, 3_000))
def test_no_younger_person_leaves_before_an_older_one(born_on: date, days: int) -> None:
    assert rights_pass_on(born_on) <= rights_pass_on(born_on + timedelta(days=days))


def test_whoever_was_grown_up_before_the_first_rule_has_their_rights() -> None:
    assert rights_pass_on(date(1975, 3, 1)) < date(1998, 1, 1)


def test_every_rule_names_its_source() -> None:
    assert all("SI " in rule.source for rule in RULES)
