"""A learner's progress by one instrument, beside what is usual for the age. Pure.

Results are compared where they can be: of one instrument, in one shape, out of the same. Progress
from a low base is progress: what counts is the way from one point to the next, not its height. A
shape for which nothing is known to be usual (a count, a checklist, whatever is added later) is
shown without a norm, and never measured against one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any
from uuid import UUID

from services.assessments.domain.result import (
    AgeEquivalent,
    Checklist,
    CountOf,
    Percentile,
    Result,
    StandardisedScore,
    Stanine,
)
from shared.modelling.message import kind_of

# By the definition of a standardised score (domain.md §3.5).
USUAL_SCORE, SPREAD_OF_SCORES = 100, 15
MIDDLE_PERCENTILE = 50
MIDDLE_STANINE, SPREAD_OF_STANINES = 5, 2


class Unit(StrEnum):
    """What a value counts."""

    SCORE = "score"
    MONTHS = "months"
    NUMBER = "number"
    PERCENTILE = "percentile"
    STANINE = "stanine"


class Pace(StrEnum):
    """How a learner came on from one point to a later one, beside what is usual in that time."""

    GAINING = "gaining"
    KEPT_PACE = "kept_pace"
    SLOWER = "slower"  # progress, by less than the time that passed
    FALLING_BEHIND = "falling_behind"
    UNCERTAIN = "uncertain"  # a lower score, and no confidence band to judge it by
    NO_NORM = "no_norm"


@dataclass(frozen=True)
class Taken:
    """A result on record."""

    result_id: UUID
    instrument: str
    taken_on: date
    form: str
    age_at_test_months: int
    result: Result


@dataclass(frozen=True)
class Usual:
    """What is usual for the age; `spread` is the standard deviation, where it is known."""

    value: int
    spread: int | None


@dataclass(frozen=True)
class Change:
    """From an earlier point: by how much, in how many months of the learner's age, and how fast."""

    value: int
    months: int
    pace: Pace


@dataclass(frozen=True)
class Point:
    """A result as part of a series; `value` is None where the shape has no single number."""

    taken: Taken
    value: int | None
    usual: Usual | None
    since_last: Change | None
    since_first: Change | None

    @property
    def result(self) -> Result:
        """As it stands on record."""
        return self.taken.result


@dataclass(frozen=True)
class Series:
    """Results that can be compared, the earliest first."""

    instrument: str
    shape: str
    unit: Unit | None
    points: tuple[Point, ...]


Comparable = tuple[str, str, object]


def progress(results: Iterable[Taken]) -> list[Series]:
    """The series of a learner's results, by instrument, then shape."""
    grouped: dict[Comparable, list[Taken]] = {}
    for taken in sorted(results, key=lambda one: (one.taken_on, one.result_id)):
        grouped.setdefault(_comparable(taken), []).append(taken)
    found = [_series(group) for group in grouped.values()]
    return sorted(found, key=lambda one: (one.instrument, one.shape, one.points[0].taken.taken_on))


def _comparable(taken: Taken) -> Comparable:
    return taken.instrument, kind_of(type(taken.result)), _scale(taken.result)


def _scale(result: Result) -> object:
    """What must be the same as well, for two results of one shape to be compared."""
    match result:
        case CountOf(out_of=out_of):
            return out_of
        case Checklist(items=items):
            return frozenset(" ".join(item.skill.split()).casefold() for item in items)
        case _:
            return None


def _series(group: Sequence[Taken]) -> Series:
    first = group[0]
    points = [Point(first, _value(first.result), usual(first), None, None)]
    points += [_point(first, last, later) for last, later in pairwise(group)]
    shape, unit = kind_of(type(first.result)), _unit(first.result)
    return Series(first.instrument, shape, unit, tuple(points))


def _point(first: Taken, last: Taken, taken: Taken) -> Point:
    return Point(
        taken=taken,
        value=_value(taken.result),
        usual=usual(taken),
        since_last=change(last, taken),
        since_first=change(first, taken),
    )


def _value(result: Result) -> int | None:
    measured = _MEASURED.get(type(result))
    return measured[1](result) if measured else None


def _unit(result: Result) -> Unit | None:
    measured = _MEASURED.get(type(result))
    return measured[0] if measured else None


# What is not listed has no single number, and so no change.
_MEASURED: Mapping[type, tuple[Unit, Callable[[Any], int]]] = {
    StandardisedScore: (Unit.SCORE, lambda result: result.score),
    Percentile: (Unit.PERCENTILE, lambda result: result.percentile),
    Stanine: (Unit.STANINE, lambda result: result.stanine),
    AgeEquivalent: (Unit.MONTHS, lambda result: result.years * 12 + result.months),
    CountOf: (Unit.NUMBER, lambda result: result.number),
    Checklist: (Unit.NUMBER, lambda result: sum(item.met for item in result.items)),
}


def usual(taken: Taken) -> Usual | None:
    """What is usual for a learner of this age; None where there is no norm."""
    match taken.result:
        case StandardisedScore():
            return Usual(USUAL_SCORE, SPREAD_OF_SCORES)
        case Percentile():
            return Usual(MIDDLE_PERCENTILE, None)
        case Stanine():
            return Usual(MIDDLE_STANINE, SPREAD_OF_STANINES)
        case AgeEquivalent():
            return Usual(taken.age_at_test_months, None)
        case _:
            return None


def change(earlier: Taken, later: Taken) -> Change | None:
    """How the learner came on between two points of a series; None without numbers."""
    before, after = _value(earlier.result), _value(later.result)
    if before is None or after is None:
        return None
    gained, months = after - before, later.age_at_test_months - earlier.age_at_test_months
    return Change(gained, months, _pace(earlier.result, later.result, (gained, months)))


def _pace(earlier: Result, later: Result, came_on: tuple[int, int]) -> Pace:
    match earlier, later:
        case StandardisedScore(), StandardisedScore():
            return _pace_of_scores(earlier, later)
        case AgeEquivalent(), AgeEquivalent():
            return _pace_of_ages(*came_on)
        case Percentile() | Stanine(), _:
            return _pace_of_ranks(came_on[0])
        case _:
            return Pace.NO_NORM


def _pace_of_scores(earlier: StandardisedScore, later: StandardisedScore) -> Pace:
    """A score is standardised for the age, so whoever stays level has come on as others have."""
    if later.score > earlier.score:
        return Pace.GAINING
    if later.score == earlier.score:
        return Pace.KEPT_PACE
    if earlier.lower is not None:
        return Pace.FALLING_BEHIND if later.score < earlier.lower else Pace.KEPT_PACE
    if later.upper is not None:
        return Pace.FALLING_BEHIND if later.upper < earlier.score else Pace.KEPT_PACE
    return Pace.UNCERTAIN


def _pace_of_ranks(gained: int) -> Pace:
    """A rank is among others of the age; a lower one may be chance, and has no band to tell."""
    if gained < 0:
        return Pace.UNCERTAIN
    return Pace.GAINING if gained else Pace.KEPT_PACE


def _pace_of_ages(gained: int, months: int) -> Pace:
    """As many months gained as have passed is the usual pace, whatever the level."""
    if gained > months:
        return Pace.GAINING
    if gained == months:
        return Pace.KEPT_PACE
    return Pace.SLOWER if gained > 0 else Pace.FALLING_BEHIND
