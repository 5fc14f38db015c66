"""Where was each learner on any day: at which school, in which year group, on which tier?

What was true on a past day is found by looking for it, as it is known now. Days are of UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import TypeVar
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import (
    LearnerEnrolled,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
)
from services.learners.domain.roll.year_group import YearGroup
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Stay:
    """Time on the roll of a school; `until` is the first day that is no part of it."""

    school_id: UUID
    since: date
    until: date | None


@message
class YearPeriod:
    """Time in a year group, until the next begins."""

    year_group: YearGroup
    since: date


@message
class TierPeriod:
    """Time on a tier by a change as it reads now, until the next begins."""

    change_id: UUID
    tier: Tier
    own_tier: str | None
    since: date
    withdrawn: bool
    recorded_on: date


Period = TypeVar("Period", YearPeriod, TierPeriod)


@dataclass(frozen=True)
class Course:
    """A learner's way through schools, year groups and tiers, each in the order of recording."""

    learner_id: UUID
    stays: tuple[Stay, ...]
    years: tuple[YearPeriod, ...]
    tiers: tuple[TierPeriod, ...]

    def was_at(self, school_id: UUID, day: date) -> bool:
        """Was the learner on this school's roll on that day?"""
        return any(
            stay.school_id == school_id
            and stay.since <= day
            and (stay.until is None or day < stay.until)
            for stay in self.stays
        )

    def year_on(self, day: date) -> YearGroup:
        """The year group on a day; before the first, the first that is known."""
        return (_last(self.years, day) or self.years[0]).year_group

    def tier_on(self, day: date) -> tuple[Tier, str | None]:
        """The tier on a day, and which of the school's own it was."""
        holding = _last([one for one in self.tiers if not one.withdrawn], day)
        return (holding.tier, holding.own_tier) if holding else (Tier.UNIVERSAL, None)


Row = Course | None


def _last(periods: Sequence[Period], day: date) -> Period | None:
    """The one that holds: the last to have begun, and of one day the last recorded."""
    begun = sorted((one for one in periods if one.since <= day), key=lambda one: one.since)
    return begun[-1] if begun else None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "learner" else None


def project(row: Row, fact: Recorded) -> Row:
    day = fact.occurred_at.astimezone(UTC).date()
    match fact.event:
        case LearnerEnrolled() as event:
            stay = Stay(school_id=event.school_id, since=day, until=None)
            year = YearPeriod(year_group=event.year_group, since=day)
            return Course(fact.stream_id, (stay,), (year,), ())
        case LearnerMovedSchool(school_id=school_id):
            return row and _moved(row, Stay(school_id=school_id, since=day, until=None))
        case LearnerMovedYearGroup(year_group=year_group):
            year = YearPeriod(year_group=year_group, since=day)
            return row and replace(row, years=(*row.years, year))
        case ProvisionTierChanged() | ProvisionTierChangeCorrected():
            return row and replace(row, tiers=_tiers(row.tiers, fact.event, day))
        case _:
            return row


def _moved(row: Course, stay: Stay) -> Course:
    *before, last = row.stays
    ended = last if last.until is not None else replace(last, until=stay.since)
    return replace(row, stays=(*before, ended, stay))


def _tiers(
    tiers: tuple[TierPeriod, ...],
    event: ProvisionTierChanged | ProvisionTierChangeCorrected,
    day: date,
) -> tuple[TierPeriod, ...]:
    """A correction keeps the place of the change it is of, and when that was recorded."""
    period = TierPeriod(
        change_id=event.change_id,
        tier=event.tier,
        own_tier=event.own_tier,
        since=event.effective_on,
        withdrawn=isinstance(event, ProvisionTierChangeCorrected) and event.withdrawn,
        recorded_on=day,
    )
    if isinstance(event, ProvisionTierChanged):
        return (*tiers, period)
    return tuple(
        replace(period, recorded_on=one.recorded_on) if one.change_id == event.change_id else one
        for one in tiers
    )


COURSES = Projection(
    table="courses",
    row=Course,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
