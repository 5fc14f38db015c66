"""Commands and events of a monitoring, with everything irrelevant to a test defaulted."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.assessments.domain.longest_monitoring import Limit, LimitedBy, Term
from services.assessments.domain.monitoring_messages import (
    Aspect,
    EndMonitoring,
    Measure,
    MeasurementRecorded,
    MonitoringEnded,
    MonitoringOutcome,
    MonitoringStarted,
    RecordMeasurement,
    StartMonitoring,
)
from tests.assessments.result_facts import LEARNER

MONITORING, CONCERN = UUID(int=301), UUID(int=302)
SOUNDS, WORDS = UUID(int=311), UUID(int=312)
MEASUREMENT = UUID(int=321)
START, END = date(2026, 9, 7), date(2026, 11, 27)
TODAY = date(2026, 11, 24)
AUTUMN = Term(starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 18))
MEASURES = (
    Measure(measure_id=SOUNDS, what="Seiniau set 2", how="Cardiau, bob wythnos", baseline="9/21"),
    Measure(measure_id=WORDS, what="Geiriau i'w darllen", how="Rhestr 3", baseline="4/20"),
)
LIMIT = Limit(last_day=AUTUMN.ends_on, limited_by=LimitedBy.TERM, rules=1)


def start(**given: Any) -> StartMonitoring:
    usual: dict[str, Any] = {
        "monitoring_id": MONITORING,
        "learner_id": LEARNER,
        "aspect": Aspect.PHONICS,
        "measures": MEASURES,
        "concern_id": CONCERN,
        "continues": None,
        "starts_on": START,
        "ends_on": END,
        "terms": (AUTUMN,),
        "today": TODAY,
    }
    return StartMonitoring(**usual | given)


def started(**given: Any) -> MonitoringStarted:
    usual = MonitoringStarted(
        monitoring_id=MONITORING,
        learner_id=LEARNER,
        aspect=Aspect.PHONICS,
        measures=MEASURES,
        concern_id=CONCERN,
        continues=None,
        starts_on=START,
        ends_on=END,
        limit=LIMIT,
    )
    return replace(usual, **given)


def measure(**given: Any) -> RecordMeasurement:
    usual: dict[str, Any] = {
        "measurement_id": MEASUREMENT,
        "measure_id": SOUNDS,
        "value": "14/21",
        "measured_on": date(2026, 10, 5),
        "today": TODAY,
    }
    return RecordMeasurement(**usual | given)


def measured(**given: Any) -> MeasurementRecorded:
    usual = MeasurementRecorded(
        measurement_id=MEASUREMENT,
        measure_id=SOUNDS,
        value="14/21",
        measured_on=date(2026, 10, 5),
    )
    return replace(usual, **given)


def end(**given: Any) -> EndMonitoring:
    usual: dict[str, Any] = {
        "outcome": MonitoringOutcome.SETTLED,
        "reason": "Mae'n gwybod y seiniau i gyd",
        "ended_on": date(2026, 11, 20),
        "today": TODAY,
    }
    return EndMonitoring(**usual | given)


def ended(**given: Any) -> MonitoringEnded:
    usual = MonitoringEnded(
        outcome=MonitoringOutcome.SETTLED,
        reason="Mae'n gwybod y seiniau i gyd",
        ended_on=date(2026, 11, 20),
    )
    return replace(usual, **given)
