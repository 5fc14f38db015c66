"""What may be asked of a monitoring, and what may have happened in it (domain.md §2)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.assessments.domain.longest_monitoring import Limit, Term
from shared.modelling.message import message


class Aspect(StrEnum):
    """The one aspect that is watched: of learning, or of the child's wider life."""

    PHONICS = "phonics"
    SPELLING = "spelling"
    SIGHT_WORDS = "sight_words"
    READING = "reading"
    WRITING = "writing"
    ORACY = "oracy"
    COMMUNICATION = "communication"
    UNDERSTANDING_OF_NUMBER = "understanding_of_number"
    ATTENTION = "attention"
    ORGANISATION = "organisation"
    PERSONAL_AND_SOCIAL = "personal_and_social"
    BEHAVIOUR = "behaviour"
    SENSORY_OR_PHYSICAL = "sensory_or_physical"


class MonitoringOutcome(StrEnum):
    """What somebody decides at the end; each is then done in its own place, by a person."""

    SETTLED = "settled"
    CONTINUE = "continue"
    TARGETS = "targets"
    SCREENING = "screening"
    ALN_QUESTION = "aln_question"


@message
class Measure:
    """What is looked at, how, and where the learner stands at the start."""

    measure_id: UUID
    what: str
    how: str
    baseline: str


@message
class StartMonitoring:
    """Watch one aspect for at most a term.

    `concern_id` is the concern that led to it, `continues` the monitoring it goes on from. `terms`
    are those of the school as far as its calendar is known; `today` is the day of asking.
    """

    monitoring_id: UUID
    learner_id: UUID
    aspect: Aspect
    measures: tuple[Measure, ...]
    concern_id: UUID | None
    continues: UUID | None
    starts_on: date
    ends_on: date
    terms: tuple[Term, ...]
    today: date


@message
class RecordMeasurement:
    """Put on record where the learner stands on a day, by one of the measures."""

    measurement_id: UUID
    measure_id: UUID
    value: str
    measured_on: date
    today: date


@message
class EndMonitoring:
    """Say what the monitoring showed, and what is to come of it."""

    outcome: MonitoringOutcome
    reason: str
    ended_on: date
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class MonitoringStarted:
    """`limit` is the last day that could be asked for, and by which rule."""

    monitoring_id: UUID
    learner_id: UUID
    aspect: Aspect
    measures: tuple[Measure, ...]
    concern_id: UUID | None
    continues: UUID | None
    starts_on: date
    ends_on: date
    limit: Limit


@message
class MeasurementRecorded:
    measurement_id: UUID
    measure_id: UUID
    value: str
    measured_on: date


@message
class MonitoringEnded:
    outcome: MonitoringOutcome
    reason: str
    ended_on: date


Command = StartMonitoring | RecordMeasurement | EndMonitoring
Event = MonitoringStarted | MeasurementRecorded | MonitoringEnded
