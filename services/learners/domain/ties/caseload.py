"""A learner's case: which officers of the authority are responsible for it."""

from uuid import UUID

from shared.modelling.decider import Decider
from shared.modelling.message import message


@message
class GiveCaseload:
    """Make an officer responsible for the learner's case."""

    person_id: UUID


@message
class EndCaseload:
    """The officer is no longer responsible."""

    person_id: UUID


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class CaseloadGiven:
    person_id: UUID


@message
class CaseloadEnded:
    person_id: UUID


Command = GiveCaseload | EndCaseload
Event = CaseloadGiven | CaseloadEnded
State = tuple[UUID, ...]  # the officers responsible now


def decide(officers: State, command: Command) -> list[Event]:
    is_responsible = command.person_id in officers
    match command:
        case GiveCaseload():
            return [] if is_responsible else [CaseloadGiven(person_id=command.person_id)]
        case EndCaseload():
            return [CaseloadEnded(person_id=command.person_id)] if is_responsible else []


def evolve(officers: State, event: Event) -> State:
    match event:
        case CaseloadGiven():
            return (*officers, event.person_id)
        case CaseloadEnded():
            return tuple(each for each in officers if each != event.person_id)


caseload: Decider[State, Command, Event] = Decider((), decide, evolve)
