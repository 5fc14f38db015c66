"""The figures of the school on a day, worked out from the plot alone: no service is asked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deploy.year.days import ROLLOVER
from deploy.year.plot import NextStep, Worry, Year


@dataclass(frozen=True)
class Figures:
    """How many learners, on which tiers, in which year groups, with concerns in which areas."""

    learners: int
    tiers: dict[str, int]
    year_groups: dict[str, int]
    areas: dict[str, int]
    concerns_without_outcome: int
    next_steps_overdue: int


def figures(years: Sequence[Year], day: date) -> Figures:
    """What was true of the school's learners at the end of that day."""
    there = [year for year in years if _is_there(year, day)]
    worries = [year.worry for year in there if year.worry and year.worry.noticed_on <= day]
    return Figures(
        learners=len(there),
        tiers=dict(Counter(_tier(year, day) for year in there)),
        year_groups=dict(Counter(_year_group(year, day) for year in there)),
        areas=dict(Counter(worry.area for worry in worries)),
        concerns_without_outcome=sum(_is_open(worry, day) for worry in worries),
        next_steps_overdue=sum(_is_overdue(worry, day) for worry in worries),
    )


def _year_group(year: Year, day: date) -> str:
    """Everybody goes up in the September after."""
    before = year.learner.year_group
    if day < ROLLOVER:
        return before
    return "1" if before == "R" else str(int(before) + 1)


def _is_there(year: Year, day: date) -> bool:
    has_moved = year.moves_on is not None and year.moves_on <= day
    has_left = year.leaves_on is not None and year.leaves_on < day
    return not has_moved and not has_left


def _tier(year: Year, day: date) -> str:
    begun = [move.tier for move in year.tiers if move.since <= day]
    return begun[-1] if begun else "universal"


def _is_open(worry: Worry, day: date) -> bool:
    return worry.decided_on is None or worry.decided_on > day


def _is_overdue(worry: Worry, day: date) -> bool:
    step: NextStep | None = worry.next_step
    if step is None or worry.decided_on is None or worry.decided_on > day:
        return False
    return step.due_on < day and (step.done_on is None or step.done_on > day)
