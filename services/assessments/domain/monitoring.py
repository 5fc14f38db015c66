"""A monitoring: one aspect watched for at most a term, measured, and ended with an outcome.

The outcome is a word on record. What it calls for (targets, a screening, the question whether the
learner has ALN) is done elsewhere, by somebody: low attainment decides nothing by itself.
"""

from dataclasses import dataclass, replace
from datetime import date

from services.assessments.domain.longest_monitoring import limit_of
from services.assessments.domain.monitoring_messages import (
    Command,
    EndMonitoring,
    Event,
    MeasurementRecorded,
    MonitoringEnded,
    MonitoringStarted,
    RecordMeasurement,
    StartMonitoring,
)
from services.assessments.domain.words import refuse_another, refuse_blank
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Monitoring:
    started: MonitoringStarted
    measurements: tuple[MeasurementRecorded, ...] = ()
    ended: MonitoringEnded | None = None


State = Monitoring | None  # None until it is started


def decide(monitoring: State, command: Command) -> list[Event]:
    if isinstance(command, StartMonitoring):
        return _start(monitoring, command)
    if monitoring is None:
        raise CommandRefused("monitoring_not_started", "monitoring_id")
    match command:
        case RecordMeasurement():
            return _measure(monitoring, command)
        case EndMonitoring():
            return _end(monitoring, command)


def _start(monitoring: State, command: StartMonitoring) -> list[Event]:
    started = MonitoringStarted(
        monitoring_id=command.monitoring_id,
        learner_id=command.learner_id,
        aspect=command.aspect,
        measures=command.measures,
        concern_id=command.concern_id,
        continues=command.continues,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        limit=limit_of(command.starts_on, command.terms),
    )
    if monitoring is not None:
        # The school may have changed its calendar since: the same request is still the same.
        as_then = replace(started, limit=monitoring.started.limit)
        refuse_another(monitoring.started, as_then, "monitoring_already_started", "monitoring_id")
        return []
    _refuse_unmeasurable(started)
    _refuse_wrong_span(started)
    return [started]


def _refuse_unmeasurable(started: MonitoringStarted) -> None:
    if not started.measures:
        raise CommandRefused("measures_missing", "measures")
    if len({one.measure_id for one in started.measures}) < len(started.measures):
        raise CommandRefused("measure_repeated", "measures")
    for number, measure in enumerate(started.measures):
        for name in ("what", "how", "baseline"):
            refuse_blank(getattr(measure, name), name, f"measures.{number}.{name}")


def _refuse_wrong_span(started: MonitoringStarted) -> None:
    if started.continues == started.monitoring_id:
        raise CommandRefused("monitoring_continues_itself", "continues")
    if started.ends_on <= started.starts_on:
        raise CommandRefused("end_not_after_start", "ends_on")
    if started.ends_on > started.limit.last_day:
        raise CommandRefused("longer_than_a_term", "ends_on")


def _measure(monitoring: Monitoring, command: RecordMeasurement) -> list[Event]:
    recorded = MeasurementRecorded(
        measurement_id=command.measurement_id,
        measure_id=command.measure_id,
        value=command.value,
        measured_on=command.measured_on,
    )
    for earlier in monitoring.measurements:
        if earlier.measurement_id == recorded.measurement_id:
            refuse_another(earlier, recorded, "measurement_already_recorded", "measurement_id")
            return []
    if monitoring.ended is not None:
        raise CommandRefused("monitoring_already_ended", "monitoring_id")
    if recorded.measure_id not in {one.measure_id for one in monitoring.started.measures}:
        raise CommandRefused("measure_unknown", "measure_id")
    refuse_blank(recorded.value, "value", "value")
    if recorded.measured_on > command.today:
        raise CommandRefused("measured_on_in_future", "measured_on")
    if recorded.measured_on < monitoring.started.starts_on:
        raise CommandRefused("measured_before_start", "measured_on")
    return [recorded]


def _end(monitoring: Monitoring, command: EndMonitoring) -> list[Event]:
    ended = MonitoringEnded(
        outcome=command.outcome, reason=command.reason, ended_on=command.ended_on
    )
    if monitoring.ended is not None:
        refuse_another(monitoring.ended, ended, "monitoring_already_ended", "monitoring_id")
        return []
    refuse_blank(ended.reason, "reason", "reason")
    if ended.ended_on > command.today:
        raise CommandRefused("ended_on_in_future", "ended_on")
    if ended.ended_on < _last_day_known(monitoring):
        raise CommandRefused("ended_before_last_measurement", "ended_on")
    return [ended]


def _last_day_known(monitoring: Monitoring) -> date:
    measured = (each.measured_on for each in monitoring.measurements)
    return max(measured, default=monitoring.started.starts_on)


def evolve(monitoring: State, event: Event) -> State:
    if isinstance(event, MonitoringStarted):
        return Monitoring(event)
    assert monitoring is not None
    match event:
        case MeasurementRecorded():
            return replace(monitoring, measurements=(*monitoring.measurements, event))
        case MonitoringEnded():
            return replace(monitoring, ended=event)


monitoring: Decider[State, Command, Event] = Decider(None, decide, evolve)
