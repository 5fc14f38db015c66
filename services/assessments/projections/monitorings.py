"""What is being watched in a learner, how has it moved, until when, and what came of it?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.longest_monitoring import Limit
from services.assessments.domain.monitoring_messages import (
    Aspect,
    Measure,
    MeasurementRecorded,
    MonitoringEnded,
    MonitoringOutcome,
    MonitoringStarted,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Measurement:
    """Where the learner stood on a day, by one of the measures."""

    measurement_id: UUID
    measure_id: UUID
    value: str
    measured_on: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class MonitoringOnRecord:
    """`school_id` is where the learner was when it started."""

    monitoring_id: UUID
    learner_id: UUID
    school_id: UUID | None
    concern_id: UUID | None
    continues: UUID | None
    aspect: Aspect
    starts_on: date
    ends_on: date
    limited_to: Limit
    measures: tuple[Measure, ...]
    measurements: tuple[Measurement, ...]
    is_open: bool
    outcome: MonitoringOutcome | None
    reason: str | None
    ended_on: date | None
    ended_by: str | None
    started_at: datetime
    started_by: str


Row = MonitoringOnRecord | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "monitoring" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case MonitoringStarted() as event:
            return _started(event, fact)
        case MeasurementRecorded() as event:
            return row and _measured(row, event, fact)
        case MonitoringEnded() as event:
            return row and replace(
                row,
                is_open=False,
                outcome=event.outcome,
                reason=event.reason,
                ended_on=event.ended_on,
                ended_by=fact.actor,
            )
        case _:
            return row


def _started(event: MonitoringStarted, fact: Recorded) -> MonitoringOnRecord:
    return MonitoringOnRecord(
        monitoring_id=event.monitoring_id,
        learner_id=event.learner_id,
        school_id=fact.school,
        concern_id=event.concern_id,
        continues=event.continues,
        aspect=event.aspect,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        limited_to=event.limit,
        measures=event.measures,
        measurements=(),
        is_open=True,
        outcome=None,
        reason=None,
        ended_on=None,
        ended_by=None,
        started_at=fact.occurred_at,
        started_by=fact.actor,
    )


def _measured(
    row: MonitoringOnRecord, event: MeasurementRecorded, fact: Recorded
) -> MonitoringOnRecord:
    measurement = Measurement(
        measurement_id=event.measurement_id,
        measure_id=event.measure_id,
        value=event.value,
        measured_on=event.measured_on,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )
    return replace(row, measurements=(*row.measurements, measurement))


MONITORINGS = Projection(
    table="monitorings",
    row=MonitoringOnRecord,
    key=("monitoring_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
