"""The days of the school year 2025/26, as the school set them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SATURDAY = 5


@dataclass(frozen=True)
class Term:
    """A term, its half term, and the day in it on which staff meet for triage, twice."""

    name: str
    starts_on: date
    ends_on: date
    half_term: tuple[date, date]
    triage_on: tuple[date, date]

    @property
    def figures_on(self) -> tuple[date, date]:
        """The last school days before half term and at the end, of which figures are taken."""
        return self.half_term[0] - timedelta(days=3), self.ends_on


TERMS = (
    Term(
        "autumn",
        date(2025, 9, 1),
        date(2025, 12, 19),
        (date(2025, 10, 27), date(2025, 10, 31)),
        (date(2025, 10, 15), date(2025, 12, 3)),
    ),
    Term(
        "spring",
        date(2026, 1, 5),
        date(2026, 3, 27),
        (date(2026, 2, 16), date(2026, 2, 20)),
        (date(2026, 2, 4), date(2026, 3, 18)),
    ),
    Term(
        "summer",
        date(2026, 4, 13),
        date(2026, 7, 20),
        (date(2026, 5, 25), date(2026, 5, 29)),
        (date(2026, 5, 13), date(2026, 7, 8)),
    ),
)
INSET = (date(2025, 9, 1), date(2026, 1, 5), date(2026, 4, 13), date(2026, 7, 20))
SNOW = date(2026, 1, 14)
ROLLOVER = date(2026, 9, 1)
FIGURES_ON = tuple(day for term in TERMS for day in term.figures_on)
TRIAGE_ON = tuple(day for term in TERMS for day in term.triage_on)


def after(day: date, days: int) -> str:
    """So many days after, as requests have it."""
    return (day + timedelta(days=days)).isoformat()


def term_of(day: date) -> Term:
    """The term that a day is in, or that went before it."""
    return [term for term in TERMS if term.starts_on <= day][-1]


def some_school_day(chance: Random, term: Term) -> date:
    """A day of a term on which the school is open."""
    while True:
        day = term.starts_on + timedelta(
            days=chance.randrange((term.ends_on - term.starts_on).days)
        )
        in_half_term = term.half_term[0] <= day <= term.half_term[1]
        if day.weekday() < SATURDAY and day not in (*INSET, SNOW) and not in_half_term:
            return day


def next_triage(day: date) -> date | None:
    """The next meeting on this day or later, if there is one in the year."""
    return next((on for on in TRIAGE_ON if on >= day), None)
