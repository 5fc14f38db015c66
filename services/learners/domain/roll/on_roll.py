"""A learner's way over the rolls: to another school, out of all of them, and up a year group."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.roll.roll_messages import (
    LearnerKeptInYearGroup,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    LearnerReturned,
    LeaveSchools,
    MoveUp,
    RollCommand,
    RollEvent,
    TransferLearner,
)
from services.learners.domain.roll.school_days import first_day_of
from services.learners.domain.roll.year_group import YearGroup, following
from shared.modelling.decider import CommandRefused


@dataclass(frozen=True)
class OnRoll:
    """Where a learner is; `left` tells that they are on no roll, and which was the last.

    `rolled_over_to` is the last school year for which the year group was settled by a rollover.
    """

    school_id: UUID
    year_group: YearGroup
    left: LearnerLeft | None = None
    transfers: tuple[LearnerMovedSchool, ...] = ()
    rolled_over_to: int | None = None


def decide_roll(roll: OnRoll, command: RollCommand) -> list[RollEvent]:
    """What follows for the learner's place on the roll."""
    match command:
        case TransferLearner():
            return _transfer(roll, command)
        case LeaveSchools():
            return _leave(roll, command)
        case MoveUp():
            return _move_up(roll, command)


def enrol_again(roll: OnRoll, school_id: UUID, year_group: YearGroup) -> list[RollEvent]:
    """A roster names the learner at this school, in this year group."""
    if roll.left is not None:
        return [LearnerReturned(school_id=school_id, year_group=year_group)]
    events: list[RollEvent] = []
    if school_id != roll.school_id:
        events.append(LearnerMovedSchool(school_id=school_id))
    if year_group != roll.year_group:
        events.append(LearnerMovedYearGroup(year_group=year_group))
    return events


def _transfer(roll: OnRoll, command: TransferLearner) -> list[RollEvent]:
    moved = LearnerMovedSchool(
        school_id=command.school_id,
        transfer_id=command.transfer_id,
        moved_on=command.moved_on,
        reason=command.reason,
    )
    before = next((one for one in roll.transfers if one.transfer_id == command.transfer_id), None)
    if before is not None:
        return _already(moved == before, "transfer_already_recorded", "transfer_id")
    if roll.left is not None:
        raise CommandRefused("learner_not_on_roll", "learner_id")
    if command.school_id == roll.school_id:
        raise CommandRefused("school_unchanged", "school_id")
    _refuse_unexplained(command.reason, "reason")
    _refuse_future(command.moved_on, command.today, "moved_on")
    return [moved]


def _leave(roll: OnRoll, command: LeaveSchools) -> list[RollEvent]:
    left = LearnerLeft(
        left_on=command.left_on,
        destination=command.destination,
        destination_name=command.destination_name,
    )
    if roll.left is not None:
        return _already(left == roll.left, "leaving_already_recorded", "learner_id")
    _refuse_future(command.left_on, command.today, "left_on")
    return [left]


def _move_up(roll: OnRoll, command: MoveUp) -> list[RollEvent]:
    year = command.school_year
    is_settled = roll.rolled_over_to is not None and roll.rolled_over_to >= year
    if roll.left is not None or is_settled or command.placed_on >= first_day_of(year):
        return []
    if command.stays_because is not None:
        _refuse_unexplained(command.stays_because, "stay")
        return [LearnerKeptInYearGroup(school_year=year, reason=command.stays_because)]
    up = following(roll.year_group)
    return [] if up is None else [LearnerMovedYearGroup(year_group=up, school_year=year)]


def _already(is_same: bool, code: str, field: str) -> list[RollEvent]:  # noqa: FBT001 - one truth
    if not is_same:
        raise CommandRefused(code, field)
    return []


def _refuse_unexplained(reason: str, field: str) -> None:
    if not reason.strip():
        raise CommandRefused("reason_missing", field)


def _refuse_future(day: date, today: date, field: str) -> None:
    if day > today:
        raise CommandRefused(f"{field}_in_future", field)


def evolve_roll(roll: OnRoll, event: RollEvent) -> OnRoll:
    """The place on the roll after the event."""
    match event:
        case LearnerMovedSchool():
            return replace(
                roll, school_id=event.school_id, transfers=(*roll.transfers, *_known(event))
            )
        case LearnerMovedYearGroup(school_year=None):
            return replace(roll, year_group=event.year_group)
        case LearnerMovedYearGroup():
            return replace(roll, year_group=event.year_group, rolled_over_to=event.school_year)
        case LearnerKeptInYearGroup():
            return replace(roll, rolled_over_to=event.school_year)
        case LearnerLeft():
            return replace(roll, left=event)
        case LearnerReturned():
            return replace(roll, left=None, school_id=event.school_id, year_group=event.year_group)


def _known(event: LearnerMovedSchool) -> tuple[LearnerMovedSchool, ...]:
    """A roster's move has no id to be asked by again."""
    return () if event.transfer_id is None else (event,)
