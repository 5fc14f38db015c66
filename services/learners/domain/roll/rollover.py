"""The September rollovers of an authority: every learner goes up a year group, once a year."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.learners.domain.roll.school_days import school_year_of
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class CompleteRollover:
    """Put on record that a rollover went through all learners, and how many it changed."""

    rollover_id: UUID
    school_year: int
    learners: int
    moved_up: int
    kept: int


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class RolloverCompleted:
    rollover_id: UUID
    school_year: int
    learners: int
    moved_up: int
    kept: int


Command = CompleteRollover
Event = RolloverCompleted
State = tuple[UUID, ...]  # the rollovers so far


def refuse_far_year(school_year: int, today: date) -> None:
    """A rollover is into the school year that is running, or into the one that comes next."""
    running = school_year_of(today)
    if school_year not in (running, running + 1):
        raise CommandRefused("school_year_not_near", "school_year")


def refuse_unexplained(reasons: Iterable[str]) -> None:
    """Nobody stays in a year group without a reason."""
    if not all(reason.strip() for reason in reasons):
        raise CommandRefused("reason_missing", "stay")


def decide(rollovers: State, command: Command) -> list[Event]:
    if command.rollover_id in rollovers:
        return []
    return [
        RolloverCompleted(
            rollover_id=command.rollover_id,
            school_year=command.school_year,
            learners=command.learners,
            moved_up=command.moved_up,
            kept=command.kept,
        )
    ]


def evolve(rollovers: State, event: Event) -> State:
    return (*rollovers, event.rollover_id)


rollover: Decider[State, Command, Event] = Decider((), decide, evolve)
