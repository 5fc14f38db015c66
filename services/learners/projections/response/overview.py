"""How do a school's learners stand on a day, as is known now? Pure, upon facts already read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.learners.domain.response.concern_messages import ConcernArea
from services.learners.domain.response.provision_tier import SchoolTier, shown_as
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.response.courses import Course
from services.learners.projections.roll.school_tiers import NamedTiers, named_on


@dataclass(frozen=True)
class NotedConcern:
    """A concern about a learner, from the day it was noticed; open until it has an outcome."""

    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    noticed_on: date
    outcome_on: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Had nobody said, by the end of that day, what comes of it?"""
        return self.outcome_on is None or day < self.outcome_on


@dataclass(frozen=True)
class SchoolFacts:
    """All that is known of those who were ever on a school's roll.

    `recorded_on` has the days, in order, on which something was recorded about a learner that
    tells that somebody looked at how they do.
    """

    school_id: UUID
    names: NamedTiers | None
    courses: Sequence[Course]
    concerns: Mapping[UUID, Sequence[NotedConcern]]
    recorded_on: Mapping[UUID, Sequence[date]]


@dataclass(frozen=True)
class LearnerOnDay:
    """How one learner stood on a day; `recorded_on` is the last day somebody had looked."""

    learner_id: UUID
    year_group: YearGroup
    tier: SchoolTier
    concerns: tuple[NotedConcern, ...]
    without_outcome: tuple[NotedConcern, ...]
    recorded_on: date | None

    def is_unseen_since(self, day: date) -> bool:
        """Has nobody recorded anything that tells of a look, on this day or later?"""
        return self.recorded_on is None or self.recorded_on < day


@dataclass(frozen=True)
class AreaFigure:
    """In an area of need: how many learners, by how many concerns, of which so many are open."""

    area: ConcernArea
    learners: int
    concerns: int
    without_outcome: int


@dataclass(frozen=True)
class YearFigure:
    """In a year group: how many learners, and how many on each of the school's tiers."""

    year_group: YearGroup
    learners: int
    tiers: tuple[tuple[SchoolTier, int], ...]


@dataclass(frozen=True)
class Overview:
    """The figures of a school on a day."""

    on: date
    unseen_since: date
    learners: int
    tiers: tuple[tuple[SchoolTier, int], ...]
    year_groups: tuple[YearFigure, ...]
    areas: tuple[AreaFigure, ...]
    concerns_without_outcome: int
    unseen: int


def learners_on(facts: SchoolFacts, day: date) -> list[LearnerOnDay]:
    """Everyone who was on the school's roll on that day."""
    names = named_on(facts.names, day)
    there = [course for course in facts.courses if course.was_at(facts.school_id, day)]
    return [_on_day(facts, course, names, day) for course in there]


def _on_day(
    facts: SchoolFacts, course: Course, names: tuple[SchoolTier, ...], day: date
) -> LearnerOnDay:
    learner = course.learner_id
    noted = tuple(one for one in facts.concerns.get(learner, ()) if one.noticed_on <= day)
    seen = (on for on in facts.recorded_on.get(learner, ()) if on <= day)
    return LearnerOnDay(
        learner_id=learner,
        year_group=course.year_on(day),
        tier=shown_as(*course.tier_on(day), names),
        concerns=noted,
        without_outcome=tuple(one for one in noted if one.is_open_on(day)),
        recorded_on=max(seen, default=None),
    )


def overview(facts: SchoolFacts, day: date, unseen_since: date) -> Overview:
    """The figures of that day."""
    there = learners_on(facts, day)
    names = named_on(facts.names, day)
    return Overview(
        on=day,
        unseen_since=unseen_since,
        learners=len(there),
        tiers=_by_tier(there, names),
        year_groups=_by_year(there, names),
        areas=_by_area(there),
        concerns_without_outcome=sum(len(one.without_outcome) for one in there),
        unseen=sum(one.is_unseen_since(unseen_since) for one in there),
    )


def _by_tier(
    there: Sequence[LearnerOnDay], names: tuple[SchoolTier, ...]
) -> tuple[tuple[SchoolTier, int], ...]:
    counted = Counter(one.tier.code for one in there)
    return tuple((tier, counted[tier.code]) for tier in names)


def _by_year(
    there: Sequence[LearnerOnDay], names: tuple[SchoolTier, ...]
) -> tuple[YearFigure, ...]:
    found = {year: [one for one in there if one.year_group is year] for year in YearGroup}
    return tuple(
        YearFigure(year, len(some), _by_tier(some, names)) for year, some in found.items() if some
    )


def _by_area(there: Sequence[LearnerOnDay]) -> tuple[AreaFigure, ...]:
    concerns = Counter(concern.area for one in there for concern in one.concerns)
    still = Counter(concern.area for one in there for concern in one.without_outcome)
    learners = Counter(area for one in there for area in {each.area for each in one.concerns})
    return tuple(
        AreaFigure(area, learners[area], concerns[area], still[area])
        for area in ConcernArea
        if concerns[area]
    )
