"""Training of a school's staff: planned, and then attended or cancelled; or attended at once."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class Topic(StrEnum):
    """What training is about, as schools name it; `other` where only the title says it."""

    AUTISM_IN_THE_CLASSROOM = "autism_in_the_classroom"
    EXECUTIVE_FUNCTIONING = "executive_functioning"
    LEGO_THERAPY = "lego_therapy"
    SENSORY_CIRCUITS = "sensory_circuits"
    NEURODIVERSITY = "neurodiversity"
    BRITISH_SIGN_LANGUAGE = "british_sign_language"
    PHONICS = "phonics"
    CREATIVITY = "creativity"
    OTHER = "other"


class TrainingState(StrEnum):
    """How far it has come."""

    PLANNED = "planned"
    ATTENDED = "attended"
    CANCELLED = "cancelled"


@message
class TrainingDetails:
    """What, on which days, by whom, and for whom of the staff."""

    school_id: UUID
    title: str
    topics: tuple[Topic, ...]
    days: tuple[date, ...]
    provider: str
    staff_ids: tuple[UUID, ...]


@message
class PlanTraining:
    """It is to take place."""

    training_id: UUID
    details: TrainingDetails


@message
class RecordTraining:
    """It took place; `today` is the day of asking."""

    training_id: UUID
    details: TrainingDetails
    today: date


@message
class RecordAttendance:
    """What was planned took place on these days, and these attended."""

    days: tuple[date, ...]
    staff_ids: tuple[UUID, ...]
    today: date


@message
class CancelTraining:
    """What was planned does not take place."""

    reason: str


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class TrainingPlanned:
    training_id: UUID
    details: TrainingDetails


@message
class TrainingRecorded:
    training_id: UUID
    details: TrainingDetails


@message
class TrainingAttended:
    days: tuple[date, ...]
    staff_ids: tuple[UUID, ...]


@message
class TrainingCancelled:
    reason: str


Command = PlanTraining | RecordTraining | RecordAttendance | CancelTraining
Event = TrainingPlanned | TrainingRecorded | TrainingAttended | TrainingCancelled


@dataclass(frozen=True)
class Training:
    """What opened the stream and, of what was planned, how it ended."""

    opened: TrainingPlanned | TrainingRecorded
    ended: TrainingAttended | TrainingCancelled | None = None


State = Training | None  # None until it is planned or recorded


def decide(training: State, command: Command) -> list[Event]:
    match command:
        case PlanTraining():
            planned = TrainingPlanned(training_id=command.training_id, details=command.details)
            return _open(training, planned)
        case RecordTraining():
            return _record(training, command)
        case RecordAttendance():
            attended = TrainingAttended(days=command.days, staff_ids=command.staff_ids)
            _refuse_days(command.days, command.today)
            return _end(training, attended)
        case CancelTraining():
            if not command.reason.strip():
                raise CommandRefused("reason_missing", "reason")
            return _end(training, TrainingCancelled(reason=command.reason))


def _record(training: State, command: RecordTraining) -> list[Event]:
    _refuse_days(command.details.days, command.today)
    recorded = TrainingRecorded(training_id=command.training_id, details=command.details)
    return _open(training, recorded)


def _open(training: State, opened: TrainingPlanned | TrainingRecorded) -> list[Event]:
    if training is not None:
        if training.opened != opened:
            raise CommandRefused("training_already_recorded", "training_id")
        return []
    if not opened.details.title.strip():
        raise CommandRefused("title_missing", "title")
    if not opened.details.provider.strip():
        raise CommandRefused("provider_missing", "provider")
    return [opened]


def _end(training: State, ended: TrainingAttended | TrainingCancelled) -> list[Event]:
    if training is None:
        raise CommandRefused("training_not_planned", "training_id")
    if training.ended == ended:
        return []
    if training.ended is not None or isinstance(training.opened, TrainingRecorded):
        raise CommandRefused("training_already_over", "training_id")
    return [ended]


def _refuse_days(days: tuple[date, ...], today: date) -> None:
    if max(days) > today:
        raise CommandRefused("day_in_future", "days")


def evolve(training: State, event: Event) -> State:
    match event:
        case TrainingPlanned() | TrainingRecorded():
            return Training(event)
        case TrainingAttended() | TrainingCancelled():
            assert training is not None
            return Training(training.opened, event)


training: Decider[State, Command, Event] = Decider(None, decide, evolve)
