"""Emergency access: a record opened at once for a named reason, for a few hours, and told on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message

LONGEST_HOURS = 8  # one working day; whoever needs longer names the reason again


class EmergencyReason(StrEnum):
    """Why a record cannot wait for the usual way in."""

    RISK_OF_HARM = "risk_of_harm"
    MEDICAL_EMERGENCY = "medical_emergency"
    MISSING_LEARNER = "missing_learner"
    STAFF_ABSENT = "staff_absent"
    OTHER = "other"


@message
class OpenEmergencyAccess:
    """The person who asks is the one let in; `now` is the instant of asking."""

    access_id: UUID
    learner_id: UUID
    person_id: UUID
    reason: EmergencyReason
    words: str
    hours: int
    now: datetime


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class EmergencyAccessOpened:
    access_id: UUID
    learner_id: UUID
    person_id: UUID
    reason: EmergencyReason
    words: str
    expires_at: datetime


Command = OpenEmergencyAccess
Event = EmergencyAccessOpened


@dataclass(frozen=True)
class EmergencyAccess:
    opened: EmergencyAccessOpened


State = EmergencyAccess | None  # None until the access is opened


def decide(access: State, command: Command) -> list[Event]:
    if access is not None:
        return _on_record_already(access.opened, command)
    if not command.words.strip():
        raise CommandRefused("words_missing", "words")
    if not 1 <= command.hours <= LONGEST_HOURS:
        raise CommandRefused("hours_out_of_range", "hours")
    return [
        EmergencyAccessOpened(
            access_id=command.access_id,
            learner_id=command.learner_id,
            person_id=command.person_id,
            reason=command.reason,
            words=command.words,
            expires_at=command.now + timedelta(hours=command.hours),
        )
    ]


def _on_record_already(opened: EmergencyAccessOpened, command: Command) -> list[Event]:
    """A repeat opens nothing and extends nothing: the first expiry stands."""
    known = (opened.learner_id, opened.person_id, opened.reason, opened.words)
    if known != (command.learner_id, command.person_id, command.reason, command.words):
        raise CommandRefused("emergency_already_opened", "access_id")
    return []


def evolve(_: State, event: Event) -> State:
    return EmergencyAccess(event)


emergency_access: Decider[State, Command, Event] = Decider(None, decide, evolve)
