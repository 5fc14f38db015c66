"""At which schools was a learner, in which year groups, under which numbers, from when to when?"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from services.learners.domain.roll.learner_messages import LearnerEnrolled, UpnReplaced
from services.learners.domain.roll.roll_messages import (
    Destination,
    LearnerKeptInYearGroup,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    LearnerReturned,
)
from services.learners.domain.roll.school_days import first_day_of
from services.learners.domain.roll.year_group import YearGroup
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Stay:
    """On a school's roll from the day it was known until the last day, where that has been.

    `reason` is that of the transfer which ended it, `destination` where it ended by leaving.
    """

    school_id: UUID
    since: date
    until: date | None = None
    reason: str | None = None
    destination: Destination | None = None
    destination_name: str | None = None


@message
class YearGroupHeld:
    """A year group, and the school year for which a rollover gave it, or kept it and why."""

    year_group: YearGroup
    since: date
    school_year: int | None = None
    kept_because: str | None = None


@message
class FormerUpn:
    """A number that another one replaced on that day."""

    upn: str
    replaced_on: date


@dataclass(frozen=True)
class RollHistory:
    learner_id: UUID
    upn: str
    former_upns: tuple[FormerUpn, ...]
    stays: tuple[Stay, ...]
    year_groups: tuple[YearGroupHeld, ...]


Row = RollHistory | None
_OF_THE_ROLL = (
    LearnerEnrolled
    | LearnerMovedSchool
    | LearnerLeft
    | LearnerReturned
    | LearnerMovedYearGroup
    | LearnerKeptInYearGroup
    | UpnReplaced
)


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if isinstance(fact.event, _OF_THE_ROLL) else None


def project(row: Row, fact: Recorded) -> Row:
    today = _day_of(fact)
    if isinstance(fact.event, LearnerEnrolled):
        row = RollHistory(fact.stream_id, fact.event.upn, (), (), ())
    return row and _renumbered(_moved(row, fact, today), fact.event, today)


def _day_of(fact: Recorded) -> date:
    """From when it holds: the day that was told, else the one on which it was."""
    match fact.event:
        case (
            LearnerMovedYearGroup(school_year=int(year)) | LearnerKeptInYearGroup(school_year=year)
        ):
            return first_day_of(year)
        case _:
            return fact.occurred_at.date()


def _renumbered(row: RollHistory, event: object, today: date) -> RollHistory:
    match event:
        case UpnReplaced(upn=upn, former_upn=former):
            former_upns = (*row.former_upns, FormerUpn(upn=former, replaced_on=today))
            return replace(row, upn=upn, former_upns=former_upns)
        case _:
            return row


def _moved(before: RollHistory, fact: Recorded, today: date) -> RollHistory:
    return replace(
        before,
        stays=_stays(before.stays, fact.event, today),
        year_groups=(*before.year_groups, *_year_group(before, fact.event, today)),
    )


def _stays(stays: tuple[Stay, ...], event: object, today: date) -> tuple[Stay, ...]:
    match event:
        case LearnerEnrolled(school_id=school_id, enrolled_on=first):
            return (Stay(school_id=school_id, since=first or today),)
        case LearnerReturned(school_id=school_id):
            return (*stays, Stay(school_id=school_id, since=today))
        case LearnerMovedSchool(school_id=school_id, moved_on=moved_on, reason=reason):
            since = moved_on or today
            last = _last_day_before(since, stays[-1].since)
            ended = replace(stays[-1], until=last, reason=reason)
            return (*stays[:-1], ended, Stay(school_id=school_id, since=since))
        case LearnerLeft(left_on=left_on, destination=destination, destination_name=name):
            ended = replace(
                stays[-1], until=left_on, destination=destination, destination_name=name
            )
            return (*stays[:-1], ended)
        case _:
            return stays


def _last_day_before(day: date, first: date) -> date:
    """A stay has one day at least: the first is the day on which a roster told of it."""
    return max(day - timedelta(days=1), first)


def _year_group(row: RollHistory, event: object, today: date) -> tuple[YearGroupHeld, ...]:
    match event:
        case LearnerEnrolled(year_group=group, year_group_since=told):
            return (YearGroupHeld(year_group=group, since=told or today),)
        case LearnerReturned(year_group=group):
            return (YearGroupHeld(year_group=group, since=today),)
        case LearnerMovedYearGroup(year_group=group, school_year=year):
            return (YearGroupHeld(year_group=group, since=today, school_year=year),)
        case LearnerKeptInYearGroup(school_year=year, reason=reason):
            kept = row.year_groups[-1].year_group
            held = YearGroupHeld(
                year_group=kept, since=today, school_year=year, kept_because=reason
            )
            return (held,)
        case _:
            return ()


ROLL_HISTORIES = Projection(
    table="roll_histories",
    row=RollHistory,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
