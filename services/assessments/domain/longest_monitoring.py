"""How long a monitoring may last: at most a term, as one school puts it (domain.md §2, S1).

By the school's calendar it is the first end of a term after the start. Where the calendar is not
known, so many weeks, as versioned data: a version that a monitoring was started under stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shared.modelling.message import message


class LimitedBy(StrEnum):
    """What the last day of a monitoring comes from."""

    TERM = "term"
    WEEKS = "weeks"


@message
class Term:
    """A term of the school's calendar, both days included."""

    starts_on: date
    ends_on: date


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class Limit:
    """The last day that a monitoring may be planned to, and the version of the rules that says so.

    The outcome may still be recorded on a later day: it was decided then.
    """

    last_day: date
    limited_by: LimitedBy
    rules: int


@dataclass(frozen=True)
class LongestMonitoring:
    """`without_calendar` is for a school whose terms are not known.

    A term that starts more than `longest_holiday` after the monitoring is another one: the
    calendar of the year in question is then not known.
    """

    without_calendar: timedelta
    longest_holiday: timedelta
    source: str


RULES: Mapping[int, LongestMonitoring] = {
    1: LongestMonitoring(
        without_calendar=timedelta(weeks=15),
        longest_holiday=timedelta(weeks=8),
        source="domain.md §2 [S1], high: at most a term; 15 weeks is about the longest term",
    ),
}
CURRENT = max(RULES)


def limit_of(starts_on: date, terms: Sequence[Term]) -> Limit:
    """The last day of a monitoring that starts on this day."""
    rule = RULES[CURRENT]
    latest_start = starts_on + rule.longest_holiday
    ends = [
        term.ends_on
        for term in terms
        if term.ends_on > starts_on and term.starts_on <= latest_start
    ]
    if ends:
        return Limit(last_day=min(ends), limited_by=LimitedBy.TERM, rules=CURRENT)
    last_day = starts_on + rule.without_calendar
    return Limit(last_day=last_day, limited_by=LimitedBy.WEEKS, rules=CURRENT)
