"""A monitoring as it is shown."""

from marshmallow import Schema, fields

from services.assessments.api.labels import label_of
from services.assessments.domain.longest_monitoring import LimitedBy
from services.assessments.domain.monitoring_messages import Aspect, MonitoringOutcome
from shared.runtime.request_fields import short


class MeasureSchema(Schema):
    """What is looked at, how, and where the learner stands at the start."""

    measure_id = fields.UUID(required=True)
    what = short("What is looked at, such as the sounds of set 2")
    how = short("How and how often, such as cards each Friday")
    baseline = short("Where the learner stands at the start, such as 9 of 21")


class LimitSchema(Schema):
    """The last day that could be asked for, and where that comes from."""

    last_day = fields.Date(required=True)
    limited_by = fields.Enum(LimitedBy, by_value=True, required=True)
    rules = fields.Integer(required=True, metadata={"description": "Version of the rules"})


class MeasurementSchema(Schema):
    """Where the learner stood on a day, by one of the measures."""

    measurement_id = fields.UUID(required=True)
    measure_id = fields.UUID(required=True)
    value = fields.String(required=True)
    measured_on = fields.Date(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class MonitoringInListSchema(Schema):
    """A monitoring, and what came of it."""

    monitoring_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True, allow_none=True)
    concern_id = fields.UUID(required=True, allow_none=True)
    continues = fields.UUID(required=True, allow_none=True)
    aspect = fields.Enum(Aspect, by_value=True, required=True)
    aspect_name = label_of("aspect")
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    open = fields.Boolean(required=True, attribute="is_open")
    outcome = fields.Enum(MonitoringOutcome, by_value=True, required=True, allow_none=True)
    outcome_name = label_of("outcome")
    reason = fields.String(required=True, allow_none=True)
    ended_on = fields.Date(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)
    started_at = fields.AwareDateTime(required=True)
    started_by = fields.String(required=True)


class MonitoringSchema(MonitoringInListSchema):
    """The same with its measures and all measurements, in the order they were recorded."""

    limited_to = fields.Nested(LimitSchema, required=True)
    measures = fields.List(fields.Nested(MeasureSchema), required=True)
    measurements = fields.List(fields.Nested(MeasurementSchema), required=True)
