"""An assessment that a learner did not take: said once, with the reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.assessments.domain.instruments import CURRENT, instrument_of
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class NotTaken(StrEnum):
    """Why there is no result; none of these says anything about what the learner can do."""

    ABSENT = "absent"
    UNWELL = "unwell"
    DECLINED = "declined"
    DISAPPLIED = "disapplied"


@message
class RecordMissedAssessment:
    """Put on record that there is no result; `is_own` where the school has the instrument.

    `due_on` is the day on which the class took it, `today` the day of asking.
    """

    missed_id: UUID
    learner_id: UUID
    instrument: str
    due_on: date
    reason: NotTaken
    sheet_id: UUID
    is_own: bool
    today: date


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class AssessmentMissed:
    missed_id: UUID
    learner_id: UUID
    instrument: str
    due_on: date
    reason: NotTaken
    sheet_id: UUID


Command = RecordMissedAssessment
Event = AssessmentMissed


@dataclass(frozen=True)
class MissedAssessment:
    missed: AssessmentMissed


State = MissedAssessment | None  # None until it is recorded


def decide(on_record: State, command: Command) -> list[Event]:
    missed = AssessmentMissed(
        missed_id=command.missed_id,
        learner_id=command.learner_id,
        instrument=command.instrument,
        due_on=command.due_on,
        reason=command.reason,
        sheet_id=command.sheet_id,
    )
    if on_record is not None:
        return _on_record_already(on_record, missed)
    if command.due_on > command.today:
        raise CommandRefused("taken_on_in_future", "taken_on")
    if not command.is_own:
        instrument_of(CURRENT, command.instrument)
    return [missed]


def _on_record_already(on_record: MissedAssessment, missed: AssessmentMissed) -> list[Event]:
    if on_record.missed != missed:
        raise CommandRefused("missed_assessment_already_recorded", "not_taken")
    return []


def evolve(_: State, event: Event) -> State:
    return MissedAssessment(event)


missed_assessment: Decider[State, Command, Event] = Decider(None, decide, evolve)
