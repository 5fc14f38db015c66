"""Year groups as staff say them: nursery, reception, and years 1 to 14 (domain.md §3.1)."""

from datetime import date
from enum import StrEnum


class YearGroup(StrEnum):
    """The year group a learner is taught in, which may be out of step with age."""

    N1 = "N1"
    N2 = "N2"
    RECEPTION = "R"
    YEAR_1 = "1"
    YEAR_2 = "2"
    YEAR_3 = "3"
    YEAR_4 = "4"
    YEAR_5 = "5"
    YEAR_6 = "6"
    YEAR_7 = "7"
    YEAR_8 = "8"
    YEAR_9 = "9"
    YEAR_10 = "10"
    YEAR_11 = "11"
    YEAR_12 = "12"
    YEAR_13 = "13"
    YEAR_14 = "14"


_IN_ORDER = tuple(YearGroup)
_AGE_IN_N1 = 2  # Year 1 is aged 5 on 31 August, before the school year starts (domain.md §3.1)


def following(year_group: YearGroup) -> YearGroup | None:
    """The year group after this one; None after year 14."""
    place = _IN_ORDER.index(year_group) + 1
    return _IN_ORDER[place] if place < len(_IN_ORDER) else None


def is_higher(one: YearGroup, other: YearGroup) -> bool:
    """Does one year group come after another?"""
    return _IN_ORDER.index(one) > _IN_ORDER.index(other)


def by_age(born_on: date, school_year: int) -> YearGroup | None:
    """The year group that goes with age in a school year; None where school is not for that age."""
    birthday_to_come = (born_on.month, born_on.day) > (8, 31)
    place = school_year - born_on.year - birthday_to_come - _AGE_IN_N1
    return _IN_ORDER[place] if 0 <= place < len(_IN_ORDER) else None


def parse_year_group(text: str) -> YearGroup | None:
    """The year group that `R`, `3` or `03` names, or None."""
    try:
        return YearGroup(text.removeprefix("0"))
    except ValueError:
        return None
