"""On which days does a school have a session, and which day is the n-th of them?

A school day is a day on which that very school has a session (Education Act 1996 s.579;
domain.md §1.2 C3). A school year is named by the year it starts in: 1 September to 31 August.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

_SEPTEMBER, _SATURDAY = 9, 5
ONE_DAY = timedelta(days=1)


class DaysUnknown(Exception):
    """Nobody has said yet which days of this school year are school days."""

    def __init__(self, school_year: int) -> None:
        super().__init__(school_year)
        self.school_year = school_year


@dataclass(frozen=True)
class SchoolDays:
    """A school's days with a session, of the school years that are known."""

    years: frozenset[int]
    days: frozenset[date]

    def is_school_day(self, day: date) -> bool:
        """Is there a session? Raises `DaysUnknown`."""
        if (year := school_year_of(day)) not in self.years:
            raise DaysUnknown(year)
        return day in self.days

    def after(self, day: date) -> Iterator[date]:
        """The school days in order, beginning with the day after; in the end `DaysUnknown`."""
        while True:
            day += ONE_DAY
            if self.is_school_day(day):
                yield day

    def nth_after(self, day: date, count: int) -> date:
        """The last day of a period of `count` (1 or more) school days.

        It begins with the day after `day`. Raises `DaysUnknown`.
        """
        return next(islice(self.after(day), count - 1, None))

    def between(self, day: date, last: date) -> int:
        """How many school days there are from the day after `day` up to `last`, that included."""
        return sum(self.is_school_day(each) for each in days_of(day + ONE_DAY, last))


def school_year_of(day: date) -> int:
    """The school year a day is in, by the year that starts in its September."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def first_day_of(school_year: int) -> date:
    """The day on which a school year starts."""
    return date(school_year, _SEPTEMBER, 1)


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)


def is_weekend(day: date) -> bool:
    """Is it a Saturday or a Sunday?"""
    return day.weekday() >= _SATURDAY


def together(known: Iterable[SchoolDays]) -> SchoolDays:
    """The days of several school years of one school."""
    every = tuple(known)
    return SchoolDays(
        frozenset().union(*(each.years for each in every)),
        frozenset().union(*(each.days for each in every)),
    )
