"""Results on record, of which only what a test is about is said."""

from datetime import date, timedelta
from uuid import UUID

from services.assessments.domain.progress import Taken
from services.assessments.domain.result import (
    AgeEquivalent,
    Checklist,
    ChecklistItem,
    CountOf,
    Result,
    StandardisedScore,
)

FIRST_DAY = date(2026, 1, 5)


def taken(result: Result, age: int = 96, number: int = 1, instrument: str = "reading") -> Taken:
    """`number` tells the results of a test apart, and sets them four weeks after each other."""
    return Taken(
        result_id=UUID(int=7000 + number),
        instrument=instrument,
        taken_on=FIRST_DAY + timedelta(weeks=4 * number),
        form="2026",
        age_at_test_months=age,
        result=result,
    )


def score(of: int, lower: int | None = None, upper: int | None = None) -> StandardisedScore:
    return StandardisedScore(score=of, lower=lower, upper=upper, percentile=None)


def age(months: int) -> AgeEquivalent:
    return AgeEquivalent(years=months // 12, months=months % 12)


def count(number: int, out_of: int = 45) -> CountOf:
    return CountOf(number=number, out_of=out_of)


def skills(*met: int, of: str = "Bondiau") -> Checklist:
    """1 for each skill that was shown, 0 for one that was not."""
    return Checklist(
        items=tuple(ChecklistItem(skill=f"{of} {n}", met=bool(each)) for n, each in enumerate(met))
    )
