"""Measuring what is watched, and saying what came of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.domain.monitoring_messages import (
    EndMonitoring,
    MonitoringOutcome,
    RecordMeasurement,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.request_fields import narrative, short
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class MeasurementRequest(Schema):
    """Where the learner stands on a day, by one of the measures."""

    measure_id = fields.UUID(required=True)
    value = short("As found, such as 14 of 21")
    measured_on = fields.Date(
        required=True, metadata={"description": "Not before the start, nor after today"}
    )


class MonitoringOutcomeRequest(Schema):
    """What it showed. Whatever is to be done next is done by somebody, in its own place."""

    outcome = fields.Enum(MonitoringOutcome, by_value=True, required=True)
    reason = narrative("Why, in the words of whoever decided")
    ended_on = fields.Date(
        required=True, metadata={"description": "Not before the last measurement, nor after today"}
    )


def monitoring_steps(execute: Callable[[Cause, Stream, object], Outcome]) -> Blueprint:
    blueprint = Blueprint("monitoring_steps", __name__, url_prefix="/monitorings")

    @blueprint.put("/<uuid:monitoring_id>/measurements/<uuid:measurement_id>")
    @blueprint.allows("measure_monitoring")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(MeasurementRequest)
    @blueprint.response(201, Accepted)
    def put_measurement(body: dict[str, Any], monitoring_id: UUID, measurement_id: UUID) -> Any:
        """Record a measurement."""
        command = RecordMeasurement(
            measurement_id=measurement_id, today=caller().now.date(), **body
        )
        stream = Stream("monitoring", monitoring_id)
        return accepted(monitoring_id, execute(caller().matching(), stream, command))

    @blueprint.put("/<uuid:monitoring_id>/outcome")
    @blueprint.allows("end_monitoring")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(MonitoringOutcomeRequest)
    @blueprint.response(201, Accepted)
    def put_outcome(body: dict[str, Any], monitoring_id: UUID) -> Any:
        """End a monitoring with its outcome; nothing follows from it by itself."""
        command = EndMonitoring(today=caller().now.date(), **body)
        stream = Stream("monitoring", monitoring_id)
        return accepted(monitoring_id, execute(caller().matching(), stream, command))

    return blueprint
