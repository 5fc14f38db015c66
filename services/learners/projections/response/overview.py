"""How do a school's learners stand on a day, as is known now? Pure, upon facts already read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.learners.domain.response.concern_messages import ConcernArea, ConcernOutcome
from services.learners.domain.response.provision_tier import SchoolTier, shown_as
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.response.courses import Course
from services.learners.projections.roll.school_tiers import NamedTiers, named_on


@dataclass(frozen=True)
class NotedConcern:
    """A concern about a learner, from the day it was noticed; open until it has an outcome.

    `outcomes` has each that was decided, with its day, in the order of recording.
    """

    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    noticed_on: date
    outcomes: tuple[tuple[date, ConcernOutcome], ...] = ()

    def outcome_on(self, day: date) -> ConcernOutcome | None:
        """What was to come of it by the end of that day, as decided last; None: nobody had said."""
        decided = sorted((one for one in self.outcomes if one[0] <= day), key=lambda one: one[0])
        return decided[-1][1] if decided else None


@dataclass(frozen=True)
class AgreedStep:
    """A next step of triage, with the owner and the day by which it is due as they stand now."""

    discussion_id: UUID
    learner_id: UUID
    step: str
    owner_id: UUID
    agreed_on: date
    due_on: date
    completed_on: date | None

    def is_overdue_on(self, day: date) -> bool:
        """Was it agreed, due before that day, and not yet taken by its end?"""
        is_open = self.completed_on is None or self.completed_on > day
        return self.agreed_on <= day and self.due_on < day and is_open


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
    steps: Mapping[UUID, Sequence[AgreedStep]]
    recorded_on: Mapping[UUID, Sequence[date]]


@dataclass(frozen=True)
class LearnerOnDay:
    """How one learner stood on a day; `recorded_on` is the last day somebody had looked."""

    learner_id: UUID
    year_group: YearGroup
    tier: SchoolTier
    concerns: tuple[NotedConcern, ...]
    without_outcome: tuple[NotedConcern, ...]
    overdue: tuple[AgreedStep, ...]
    recorded_on: date | None

    def is_unseen_since(self, day: date) -> bool:
        """Has nobody recorded anything that tells of a look, on this day or later?"""
        return self.recorded_on is None or self.recorded_on < day


@dataclass(frozen=True)
class AreaFigure:
    """In an area of need: how many learners, by how many concerns, and what comes of them.

    What nobody has decided on, is `without_outcome`; `outcomes` counts what was decided last.
    """

    area: ConcernArea
    learners: int
    concerns: int
    without_outcome: int
    outcomes: tuple[tuple[ConcernOutcome, int], ...]


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
    next_steps_overdue: int
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
    agreed = facts.steps.get(learner, ())
    seen = (on for on in facts.recorded_on.get(learner, ()) if on <= day)
    return LearnerOnDay(
        learner_id=learner,
        year_group=course.year_on(day),
        tier=shown_as(*course.tier_on(day), names),
        concerns=noted,
        without_outcome=tuple(one for one in noted if one.outcome_on(day) is None),
        overdue=tuple(one for one in agreed if one.is_overdue_on(day)),
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
        areas=_by_area(there, day),
        concerns_without_outcome=sum(len(one.without_outcome) for one in there),
        next_steps_overdue=sum(len(one.overdue) for one in there),
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


def _by_area(there: Sequence[LearnerOnDay], day: date) -> tuple[AreaFigure, ...]:
    noted: dict[ConcernArea, list[NotedConcern]] = {}
    for concern in (each for one in there for each in one.concerns):
        noted.setdefault(concern.area, []).append(concern)
    return tuple(_of_area(area, noted[area], day) for area in ConcernArea if area in noted)


def _of_area(area: ConcernArea, concerns: Sequence[NotedConcern], day: date) -> AreaFigure:
    decided = Counter(concern.outcome_on(day) for concern in concerns)
    return AreaFigure(
        area=area,
        learners=len({concern.learner_id for concern in concerns}),
        concerns=len(concerns),
        without_outcome=decided[None],
        outcomes=tuple((one, decided[one]) for one in ConcernOutcome if decided[one]),
    )
