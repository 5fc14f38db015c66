"""The services' figures beside those that were worked out apart, and what was not the same."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from deploy.demo.talking import Services
from deploy.year.days import FIGURES_ON, TERMS
from deploy.year.figures import Figures, figures
from deploy.year.people import alnco, headteacher
from deploy.year.plot import Year, years
from deploy.year.school import SCHOOL_YEAR, school
from deploy.year.watching import is_written

AFTER_ROLLOVER = date(SCHOOL_YEAR + 1, 9, 15)


class Otherwise(Exception):
    """A service tells another figure than was worked out apart."""


@dataclass(frozen=True)
class Compared:
    """One figure of a day: what the service tells, and what was worked out apart."""

    on: date
    what: str
    told: Any
    apart: Any

    @property
    def is_same(self) -> bool:
        """Do they agree?"""
        return bool(self.told == self.apart)


def compared(services: Services) -> list[Compared]:
    """Every figure of every half term, and of the September after."""
    days = [*FIGURES_ON, AFTER_ROLLOVER]
    path = f"/schools/{school().school_id}/overview/series"
    series = services.get(headteacher(), "learners", path, on=[day.isoformat() for day in days])[
        "days"
    ]
    return [
        one
        for day, told in zip(days, series, strict=True)
        for one in _of_day(day, _read(told), figures(years(), day))
    ] + list(_missing_forms(services))


def _of_day(day: date, told: Figures, apart: Figures) -> Iterator[Compared]:
    for what, figure in asdict(told).items():
        yield Compared(day, what, figure, getattr(apart, what))


def _read(told: dict[str, Any]) -> Figures:
    """A service's overview in the form of the figures worked out apart."""
    return Figures(
        learners=told["learners"],
        tiers={
            one["tier"]["own_code"]: one["learners"] for one in told["tiers"] if one["learners"]
        },
        year_groups={one["year_group"]: one["learners"] for one in told["year_groups"]},
        areas={one["area"]["code"]: one["learners"] for one in told["areas"]},
        concerns_without_outcome=told["concerns_without_outcome"],
        next_steps_overdue=told["next_steps_overdue"],
    )


def _missing_forms(services: Services) -> Iterator[Compared]:
    """Who has no Pupil Progress form, of those who are there now: once the service has heard."""
    for term in TERMS:
        there = [one for one in years() if _until(one) > term.ends_on]
        unwritten = {
            str(one.learner.learner_id)
            for number, one in enumerate(there, 1)
            if not is_written(number) and _until(one) == date.max
        }
        query = {"school_year": SCHOOL_YEAR, "term": term.name}
        found = services.every(alnco(), "assessments", "/pupil-progress-forms/missing", **query)
        told = {one["learner_id"] for one in found}
        yield Compared(term.ends_on, "forms not written", len(told), len(unwritten))


def _until(one: Year) -> date:
    return one.moves_on or one.leaves_on or date.max


def refuse_differences(found: Sequence[Compared]) -> None:
    """Raises `Otherwise`, with every figure that is not the same."""
    wrong = [one for one in found if not one.is_same]
    if wrong:
        lines = [f"{one.on} {one.what}: {one.told}, apart {one.apart}" for one in wrong]
        raise Otherwise("\n".join(lines))
