"""A school of the authority."""

from dataclasses import dataclass, replace

from services.learners.domain.response.provision_tier import SchoolTier
from services.learners.domain.roll.school_tiers import refuse_unsound
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class RegisterSchool:
    """A roster names this school; `number` is authority and establishment, `6652130`."""

    name: str
    number: str | None


@message
class NameTiers:
    """These are all the tiers of the school, in its order and its words."""

    tiers: tuple[SchoolTier, ...]


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class SchoolRegistered:
    name: str
    number: str | None


@message
class SchoolDetailsCorrected:
    name: str
    number: str | None


@message
class SchoolTiersNamed:
    tiers: tuple[SchoolTier, ...]


Command = RegisterSchool | NameTiers
Event = SchoolRegistered | SchoolDetailsCorrected | SchoolTiersNamed


@dataclass(frozen=True)
class School:
    name: str
    number: str | None
    tiers: tuple[SchoolTier, ...] = ()


State = School | None  # None until the school is registered


def decide(school: State, command: Command) -> list[Event]:
    match command:
        case RegisterSchool():
            return _register(school, command)
        case NameTiers():
            return _name_tiers(school, command)


def _register(school: State, command: RegisterSchool) -> list[Event]:
    if school is None:
        return [SchoolRegistered(name=command.name, number=command.number)]
    if (school.name, school.number) == (command.name, command.number):
        return []
    return [SchoolDetailsCorrected(name=command.name, number=command.number)]


def _name_tiers(school: State, command: NameTiers) -> list[Event]:
    if school is None:
        raise CommandRefused("school_not_registered", "school_id")
    if school.tiers == command.tiers:
        return []
    refuse_unsound(command.tiers)
    return [SchoolTiersNamed(tiers=command.tiers)]


def evolve(school: State, event: Event) -> State:
    match event:
        case SchoolRegistered():
            return School(event.name, event.number)
        case SchoolDetailsCorrected():
            assert school is not None
            return replace(school, name=event.name, number=event.number)
        case SchoolTiersNamed():
            assert school is not None
            return replace(school, tiers=event.tiers)


school: Decider[State, Command, Event] = Decider(None, decide, evolve)
