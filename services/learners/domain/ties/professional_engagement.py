"""A professional's work with a learner: who, as what, on which ground, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message

LONGEST = timedelta(days=731)  # two years: longer work is engaged again, after a second look


class Profession(StrEnum):
    """Who works with a learner, and is not of the school's staff."""

    EDUCATIONAL_PSYCHOLOGIST = "educational_psychologist"
    SPEECH_AND_LANGUAGE_THERAPIST = "speech_and_language_therapist"
    OCCUPATIONAL_THERAPIST = "occupational_therapist"
    PHYSIOTHERAPIST = "physiotherapist"
    SENSORY_TEACHER = "sensory_teacher"
    SPECIALIST_TEACHER = "specialist_teacher"
    HEALTH_VISITOR = "health_visitor"
    SCHOOL_NURSE = "school_nurse"
    PAEDIATRICIAN = "paediatrician"
    SOCIAL_WORKER = "social_worker"
    OTHER = "other"


class Basis(StrEnum):
    """The ground on which a professional may see the record.

    The Acts' duties to ask for information and help: ALN and Education Tribunal (Wales) Act 2018
    s.20 (NHS bodies) and s.65 (other bodies).
    """

    NHS_REFERRAL = "nhs_referral"
    AUTHORITY_REQUEST = "authority_request"
    SCHOOL_COMMISSION = "school_commission"
    FAMILY_CONSENT = "family_consent"
    SAFEGUARDING = "safeguarding"


@message
class EngageProfessional:
    """`until` is the last day of the work; `today` is the day of asking."""

    engagement_id: UUID
    learner_id: UUID
    person_id: UUID
    profession: Profession
    basis: Basis
    until: date
    today: date


@message
class ReleaseProfessional:
    """End the work before its time."""


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class ProfessionalEngaged:
    engagement_id: UUID
    learner_id: UUID
    person_id: UUID
    profession: Profession
    basis: Basis
    until: date


@message
class ProfessionalReleased:
    engagement_id: UUID
    learner_id: UUID
    person_id: UUID


Command = EngageProfessional | ReleaseProfessional
Event = ProfessionalEngaged | ProfessionalReleased


@dataclass(frozen=True)
class Engagement:
    engaged: ProfessionalEngaged
    is_released: bool = False


State = Engagement | None  # None until a professional is engaged


def decide(engagement: State, command: Command) -> list[Event]:
    match command:
        case EngageProfessional():
            return _engage(engagement, command)
        case ReleaseProfessional():
            return _release(engagement)


def _engage(engagement: State, command: EngageProfessional) -> list[Event]:
    engaged = ProfessionalEngaged(
        engagement_id=command.engagement_id,
        learner_id=command.learner_id,
        person_id=command.person_id,
        profession=command.profession,
        basis=command.basis,
        until=command.until,
    )
    if engagement is not None:
        return _on_record_already(engagement, engaged)
    if command.until < command.today:
        raise CommandRefused("until_in_past", "until")
    if command.until > command.today + LONGEST:
        raise CommandRefused("until_too_far", "until")
    return [engaged]


def _on_record_already(engagement: Engagement, engaged: ProfessionalEngaged) -> list[Event]:
    if engagement.engaged != engaged:
        raise CommandRefused("professional_already_engaged", "engagement_id")
    return []


def _release(engagement: State) -> list[Event]:
    if engagement is None:
        raise CommandRefused("professional_not_engaged", "engagement_id")
    if engagement.is_released:
        return []
    known = engagement.engaged
    released = ProfessionalReleased(
        engagement_id=known.engagement_id, learner_id=known.learner_id, person_id=known.person_id
    )
    return [released]


def evolve(engagement: State, event: Event) -> State:
    match event:
        case ProfessionalEngaged():
            return Engagement(event)
        case ProfessionalReleased():
            assert engagement is not None
            return Engagement(engagement.engaged, is_released=True)


professional_engagement: Decider[State, Command, Event] = Decider(None, decide, evolve)
