from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.assessments.domain.longest_monitoring import Limit, LimitedBy
from services.assessments.domain.monitoring import monitoring
from services.assessments.domain.monitoring_messages import MonitoringOutcome
from shared.testing.scenario import given
from tests.assessments.monitoring_facts import (
    AUTUMN,
    CONCERN,
    MEASURES,
    MONITORING,
    START,
    TODAY,
    end,
    ended,
    measure,
    measured,
    start,
    started,
)

TOMORROW = TODAY + timedelta(days=1)


def test_a_monitoring_is_started_with_what_is_measured_and_how() -> None:
    given(monitoring).when(start()).then(started())


def test_starting_it_twice_starts_it_once() -> None:
    given(monitoring, started()).when(start()).then_nothing()


def test_a_retry_is_known_after_the_school_has_changed_its_calendar() -> None:
    given(monitoring, started()).when(start(terms=())).then_nothing()


def test_another_monitoring_under_the_same_id_is_refused() -> None:
    given(monitoring, started()).when(start(concern_id=None)).then_refused(
        "monitoring_already_started", "monitoring_id"
    )


def test_it_lasts_to_the_end_of_the_term_and_no_longer() -> None:
    last = AUTUMN.ends_on
    given(monitoring).when(start(ends_on=last)).then(started(ends_on=last))
    given(monitoring).when(start(ends_on=last + timedelta(days=1))).then_refused(
        "longer_than_a_term", "ends_on"
    )


def test_where_no_calendar_is_known_it_lasts_fifteen_weeks_at_most() -> None:
    last = START + timedelta(weeks=15)
    weeks = Limit(last_day=last, limited_by=LimitedBy.WEEKS, rules=1)
    given(monitoring).when(start(ends_on=last, terms=())).then(started(ends_on=last, limit=weeks))
    given(monitoring).when(start(ends_on=last + timedelta(days=1), terms=())).then_refused(
        "longer_than_a_term", "ends_on"
    )


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"measures": ()}, "measures_missing", "measures"),
        ({"measures": (MEASURES[0], MEASURES[0])}, "measure_repeated", "measures"),
        ({"measures": (replace(MEASURES[0], what=" "),)}, "what_missing", "measures.0.what"),
        ({"measures": (replace(MEASURES[0], how=""),)}, "how_missing", "measures.0.how"),
        (
            {"measures": (MEASURES[0], replace(MEASURES[1], baseline="\n"))},
            "baseline_missing",
            "measures.1.baseline",
        ),
        ({"ends_on": START}, "end_not_after_start", "ends_on"),
        ({"continues": MONITORING}, "monitoring_continues_itself", "continues"),
    ],
)
def test_a_monitoring_that_could_not_be_carried_out_is_refused(
    said: dict[str, Any], code: str, field: str
) -> None:
    given(monitoring).when(start(**said)).then_refused(code, field)


def test_it_may_be_planned_ahead() -> None:
    ahead = {"starts_on": TOMORROW, "ends_on": date(2026, 12, 11)}
    given(monitoring).when(start(**ahead)).then(started(**ahead))


def test_a_measurement_is_recorded_once() -> None:
    given(monitoring, started()).when(measure()).then(measured())
    given(monitoring, started(), measured()).when(measure()).then_nothing()


def test_another_measurement_under_the_same_id_is_refused() -> None:
    given(monitoring, started(), measured()).when(measure(value="15/21")).then_refused(
        "measurement_already_recorded", "measurement_id"
    )


def test_a_retried_measurement_is_known_after_others_and_after_the_end() -> None:
    other = measured(measurement_id=CONCERN)
    past = (started(), other, measured(), ended())
    given(monitoring, *past).when(measure()).then_nothing()


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"measure_id": CONCERN}, "measure_unknown", "measure_id"),
        ({"value": " "}, "value_missing", "value"),
        ({"measured_on": TOMORROW}, "measured_on_in_future", "measured_on"),
        ({"measured_on": date(2026, 9, 6)}, "measured_before_start", "measured_on"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused(
    said: dict[str, Any], code: str, field: str
) -> None:
    given(monitoring, started()).when(measure(**said)).then_refused(code, field)


def test_nothing_is_measured_after_the_outcome() -> None:
    given(monitoring, started(), ended()).when(measure()).then_refused(
        "monitoring_already_ended", "monitoring_id"
    )


@pytest.mark.parametrize("outcome", MonitoringOutcome)
def test_it_ends_with_any_outcome_and_the_reason(outcome: MonitoringOutcome) -> None:
    given(monitoring, started(), measured()).when(end(outcome=outcome)).then(ended(outcome=outcome))


def test_it_may_end_early_without_a_measurement_and_late() -> None:
    given(monitoring, started()).when(end(ended_on=START)).then(ended(ended_on=START))
    late = date(2027, 1, 8)
    given(monitoring, started()).when(end(ended_on=late, today=late)).then(ended(ended_on=late))


def test_ending_it_twice_ends_it_once() -> None:
    given(monitoring, started(), ended()).when(end()).then_nothing()


def test_another_outcome_is_refused() -> None:
    given(monitoring, started(), ended()).when(end(outcome=MonitoringOutcome.TARGETS)).then_refused(
        "monitoring_already_ended", "monitoring_id"
    )


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"reason": "  "}, "reason_missing", "reason"),
        ({"ended_on": TOMORROW}, "ended_on_in_future", "ended_on"),
        ({"ended_on": date(2026, 10, 4)}, "ended_before_last_measurement", "ended_on"),
    ],
)
def test_an_outcome_nobody_could_defend_is_refused(
    said: dict[str, Any], code: str, field: str
) -> None:
    given(monitoring, started(), measured()).when(end(**said)).then_refused(code, field)


@pytest.mark.parametrize("command", [measure(), end()])
def test_only_what_was_started_is_measured_and_ended(command: Any) -> None:
    given(monitoring).when(command).then_refused("monitoring_not_started", "monitoring_id")
