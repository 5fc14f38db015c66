"""The shapes of requests about training, and how training is shown."""

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.roll.known_staff import StaffSchema
from services.learners.domain.roll.training import Topic, TrainingState
from shared.runtime.http import PageRequest

DAYS, STAFF = validate.Length(1, 30), validate.Length(1, 300)


class AttendanceRequest(Schema):
    """On which days it took place, and who attended."""

    days = fields.List(fields.Date(), required=True, validate=DAYS)
    staff_ids = fields.List(fields.UUID(), required=True, validate=STAFF)


class TrainingRequest(AttendanceRequest):
    """Training that is planned, or was attended."""

    school_id = fields.UUID(required=True)
    title = fields.String(required=True, validate=validate.Length(1, 200))
    topics = fields.List(
        fields.Enum(Topic, by_value=True), required=True, validate=validate.Length(1, len(Topic))
    )
    provider = fields.String(required=True, validate=validate.Length(1, 200))
    state = fields.String(
        required=True,
        validate=validate.OneOf([TrainingState.PLANNED.value, TrainingState.ATTENDED.value]),
    )


class CancellationRequest(Schema):
    """Why it does not take place."""

    reason = fields.String(required=True, validate=validate.Length(1, 1_000))


class TopicSchema(Schema):
    """A topic of training."""

    code = fields.Enum(Topic, by_value=True, required=True)
    name = fields.Nested(BilingualSchema, required=True)


class StateSchema(Schema):
    """How far training has come."""

    code = fields.Enum(TrainingState, by_value=True, required=True)
    name = fields.Nested(BilingualSchema, required=True)


class TrainingSchema(Schema):
    """Training of a school's staff: those it is planned for, or who attended."""

    training_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    state = fields.Nested(StateSchema, required=True)
    title = fields.String(required=True)
    topics = fields.List(fields.Nested(TopicSchema), required=True)
    days = fields.List(fields.Date(), required=True)
    provider = fields.String(required=True)
    staff = fields.List(fields.Nested(StaffSchema), required=True)
    cancelled_because = fields.String(required=True, allow_none=True)


class TrainingsRequest(PageRequest):
    """Which training, by its first day."""

    school_id = fields.UUID(load_default=None)
    state = fields.Enum(TrainingState, by_value=True, load_default=None)
    topic = fields.Enum(Topic, by_value=True, load_default=None)
    staff_id = fields.UUID(load_default=None)
    from_date = fields.Date(load_default=None)
    to_date = fields.Date(load_default=None)
