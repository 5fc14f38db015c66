"""A school of the authority."""

from dataclasses import dataclass

from shared.modelling.decider import Decider
from shared.modelling.message import message


@message
class RegisterSchool:
    """A roster names this school; `number` is authority and establishment, `6652130`."""

    name: str
    number: str | None


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class SchoolRegistered:
    name: str
    number: str | None


@message
class SchoolDetailsCorrected:
    name: str
    number: str | None


Command = RegisterSchool
Event = SchoolRegistered | SchoolDetailsCorrected


@dataclass(frozen=True)
class School:
    name: str
    number: str | None


State = School | None  # None until the school is registered


def decide(school: State, command: Command) -> list[Event]:
    if school is None:
        return [SchoolRegistered(name=command.name, number=command.number)]
    if school == School(command.name, command.number):
        return []
    return [SchoolDetailsCorrected(name=command.name, number=command.number)]


def evolve(_: State, event: Event) -> State:
    return School(event.name, event.number)


school: Decider[State, Command, Event] = Decider(None, decide, evolve)
