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
    Result,
    StandardisedScore,
)
from shared.modelling.message import kind_of

# By the definition of a standardised score, a percentile and a stanine (domain.md §3.5).
USUAL_SCORE, SPREAD_OF_SCORES = 100, 15
MIDDLE_PERCENTILE = 50
MIDDLE_STANINE, SPREAD_OF_STANINES = 5, 2


class Unit(StrEnum):
    """What a value counts."""

    SCORE = "score"
    MONTHS = "months"
    PERCENTILE = "percentile"
    STANINE = "stanine"
    NUMBER = "number"


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
    points = [Point(first, value(first.result), usual(first), None, None)]
    points += [_point(first, last, later) for last, later in pairwise(group)]
    shape = kind_of(type(first.result))
    unit = SCALES[shape].unit if shape in SCALES else None
    return Series(first.instrument, shape, unit, tuple(points))


def _point(first: Taken, last: Taken, taken: Taken) -> Point:
    return Point(
        taken=taken,
        value=value(taken.result),
        usual=usual(taken),
        since_last=change(last, taken),
        since_first=change(first, taken),
    )


def value(result: Result) -> int | None:
    """The result as one number, in the unit of its series; None where the shape has none."""
    scale = SCALES.get(kind_of(type(result)))
    return scale.value(result) if scale else None


def usual(taken: Taken) -> Usual | None:
    """What is usual for a learner of this age; None where there is no norm."""
    scale = SCALES.get(kind_of(type(taken.result)))
    return scale.usual(taken) if scale else None


def change(earlier: Taken, later: Taken) -> Change | None:
    """How the learner came on between two points of a series; None without numbers."""
    scale = SCALES.get(kind_of(type(later.result)))
    if scale is None:
        return None
    gained = scale.value(later.result) - scale.value(earlier.result)
    months = later.age_at_test_months - earlier.age_at_test_months
    return Change(gained, months, scale.pace(earlier.result, later.result, months))


def _pace_of_scores(earlier: StandardisedScore, later: StandardisedScore, _: int) -> Pace:
    """A score is standardised for the age, so whoever stays level has come on as others have."""
    if later.score >= earlier.score:
        return _pace_of_numbers(earlier.score, later.score)
    if earlier.lower is not None:
        return Pace.FALLING_BEHIND if later.score < earlier.lower else Pace.KEPT_PACE
    if later.upper is not None:
        return Pace.FALLING_BEHIND if later.upper < earlier.score else Pace.KEPT_PACE
    return Pace.UNCERTAIN


def _pace_of_numbers(earlier: int, later: int) -> Pace:
    """Of numbers that are set beside others of the age, and have no band to judge a fall by."""
    if later == earlier:
        return Pace.KEPT_PACE
    return Pace.GAINING if later > earlier else Pace.UNCERTAIN


def _pace_of_ages(earlier: AgeEquivalent, later: AgeEquivalent, months: int) -> Pace:
    """As many months gained as have passed is the usual pace, whatever the level."""
    gained = _in_months(later) - _in_months(earlier)
    if gained > months:
        return Pace.GAINING
    if gained == months:
        return Pace.KEPT_PACE
    return Pace.SLOWER if gained > 0 else Pace.FALLING_BEHIND


def _in_months(age: AgeEquivalent) -> int:
    return age.years * 12 + age.months


@dataclass(frozen=True)
class Scale:
    """How results of one shape are measured: as one number, beside what is usual for the age."""

    unit: Unit
    value: Callable[[Any], int]
    usual: Callable[[Taken], Usual | None] = lambda _: None
    pace: Callable[[Any, Any, int], Pace] = lambda *_: Pace.NO_NORM


# By the names that shapes bear in JSON. One that is not here has no number, norm or change.
SCALES: Mapping[str, Scale] = {
    "standardised_score": Scale(
        Unit.SCORE,
        lambda result: result.score,
        lambda _: Usual(USUAL_SCORE, SPREAD_OF_SCORES),
        _pace_of_scores,
    ),
    "age_equivalent": Scale(
        Unit.MONTHS, _in_months, lambda taken: Usual(taken.age_at_test_months, None), _pace_of_ages
    ),
    "percentile": Scale(
        Unit.PERCENTILE,
        lambda result: result.percentile,
        lambda _: Usual(MIDDLE_PERCENTILE, None),
        lambda earlier, later, _: _pace_of_numbers(earlier.percentile, later.percentile),
    ),
    "stanine": Scale(
        Unit.STANINE,
        lambda result: result.stanine,
        lambda _: Usual(MIDDLE_STANINE, SPREAD_OF_STANINES),
        lambda earlier, later, _: _pace_of_numbers(earlier.stanine, later.stanine),
    ),
    "count_of": Scale(Unit.NUMBER, lambda result: result.number),
    "checklist": Scale(Unit.NUMBER, lambda result: sum(item.met for item in result.items)),
}
