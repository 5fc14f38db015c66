"""Who of a school's staff can lead which intervention, and until when."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class Intervention(StrEnum):
    """What schools run beside teaching (domain.md §2); `other` where only the title says it."""

    READ_WRITE_INC = "read_write_inc"
    LEGO_THERAPY = "lego_therapy"
    SENSORY_CIRCUIT = "sensory_circuit"
    SPEECH_AND_LANGUAGE = "speech_and_language"
    NUMBER_STACKS = "number_stacks"
    PRECISION_TEACHING = "precision_teaching"
    LITERACY_SUPPORT = "literacy_support"
    OTHER = "other"


@message
class NameInterventionLead:
    """From a day on somebody can lead it; `until` is the last day, where one is known.

    `title` names the intervention where its code is `other`.
    """

    lead_id: UUID
    school_id: UUID
    staff_id: UUID
    intervention: Intervention
    title: str | None
    since: date
    until: date | None


@message
class EndInterventionLead:
    """They lead it no more after this day."""

    until: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class InterventionLeadNamed:
    lead_id: UUID
    school_id: UUID
    staff_id: UUID
    intervention: Intervention
    title: str | None
    since: date
    until: date | None


@message
class InterventionLeadEnded:
    until: date


Command = NameInterventionLead | EndInterventionLead
Event = InterventionLeadNamed | InterventionLeadEnded


@dataclass(frozen=True)
class Lead:
    named: InterventionLeadNamed
    until: date | None
    is_ended: bool = False


State = Lead | None  # None until the lead is named


def decide(lead: State, command: Command) -> list[Event]:
    match command:
        case NameInterventionLead():
            return _name(lead, command)
        case EndInterventionLead():
            return _end(lead, command)


def _name(lead: State, command: NameInterventionLead) -> list[Event]:
    named = InterventionLeadNamed(
        lead_id=command.lead_id,
        school_id=command.school_id,
        staff_id=command.staff_id,
        intervention=command.intervention,
        title=command.title,
        since=command.since,
        until=command.until,
    )
    if lead is not None:
        if lead.named != named:
            raise CommandRefused("lead_already_named", "lead_id")
        return []
    if (named.intervention is Intervention.OTHER) is not bool((named.title or "").strip()):
        raise CommandRefused("title_does_not_fit", "title")
    _refuse_before(named.until, named.since)
    return [named]


def _end(lead: State, command: EndInterventionLead) -> list[Event]:
    if lead is None:
        raise CommandRefused("lead_not_named", "lead_id")
    if lead.is_ended and lead.until == command.until:
        return []
    if lead.is_ended:
        raise CommandRefused("lead_already_ended", "lead_id")
    _refuse_before(command.until, lead.named.since)
    return [InterventionLeadEnded(until=command.until)]


def _refuse_before(until: date | None, since: date) -> None:
    if until is not None and until < since:
        raise CommandRefused("until_before_since", "until")


def evolve(lead: State, event: Event) -> State:
    match event:
        case InterventionLeadNamed():
            return Lead(event, event.until)
        case InterventionLeadEnded():
            assert lead is not None
            return replace(lead, until=event.until, is_ended=True)


intervention_lead: Decider[State, Command, Event] = Decider(None, decide, evolve)
