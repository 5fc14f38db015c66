"""A concern: the first dated thing anyone says about a learner."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class ConcernArea(StrEnum):
    """What the concern touches: areas of learning, and the child's wider life (domain.md §2)."""

    ORACY = "oracy"
    READING = "reading"
    WRITING = "writing"
    PHONICS = "phonics"
    SPELLING = "spelling"
    NUMBER = "number"
    COMMUNICATION = "communication"
    PERSONAL_AND_SOCIAL = "personal_and_social"
    BEHAVIOUR = "behaviour"
    ORGANISATION = "organisation"
    SENSORY_OR_PHYSICAL = "sensory_or_physical"
    CHANGE_OF_CIRCUMSTANCE = "change_of_circumstance"


class InformedBy(StrEnum):
    """How a parent was told."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    EMAIL = "email"
    LETTER = "letter"


@message
class ParentInformed:
    """When and how a parent was told of a concern."""

    informed_on: date
    informed_by: InformedBy


@message
class RaiseConcern:
    """Put a concern on record; `today` is the day of asking."""

    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    observation: str
    noticed_on: date
    parent_informed: ParentInformed | None
    today: date


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class ConcernRaised:
    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    observation: str
    noticed_on: date
    parent_informed: ParentInformed | None


Command = RaiseConcern
Event = ConcernRaised


@dataclass(frozen=True)
class Concern:
    raised: ConcernRaised


State = Concern | None  # None until the concern is raised


def decide(concern: State, command: Command) -> list[Event]:
    raised = ConcernRaised(
        concern_id=command.concern_id,
        learner_id=command.learner_id,
        area=command.area,
        observation=command.observation,
        noticed_on=command.noticed_on,
        parent_informed=command.parent_informed,
    )
    if concern is not None:
        return _on_record_already(concern, raised)
    _refuse_what_cannot_be(raised, command.today)
    return [raised]


def _on_record_already(concern: Concern, raised: ConcernRaised) -> list[Event]:
    if concern.raised != raised:
        raise CommandRefused("concern_already_raised", "concern_id")
    return []


def _refuse_what_cannot_be(raised: ConcernRaised, today: date) -> None:
    if not raised.observation.strip():
        raise CommandRefused("observation_missing", "observation")
    if raised.noticed_on > today:
        raise CommandRefused("noticed_on_in_future", "noticed_on")
    if raised.parent_informed and raised.parent_informed.informed_on > today:
        raise CommandRefused("informed_on_in_future", "parent_informed.informed_on")


def evolve(_: State, event: Event) -> State:
    return Concern(event)


concern: Decider[State, Command, Event] = Decider(None, decide, evolve)
