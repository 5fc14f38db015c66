"""A small step target as it is shown, with its sharings and reviews."""

from marshmallow import Schema, fields

from services.targets.domain.review import HowObtained, NextStep, Outcome
from services.targets.domain.target_codes import SharedBy, TargetArea, TargetStatus
from shared.runtime.request_fields import narrative


class SmartWordingSchema(Schema):
    """The words of a target in the SMART format."""

    statement = narrative("Specific: what the child will do")
    baseline = narrative("Measurable: where the child starts from")
    criterion = narrative("Measurable: how we shall know that it is achieved")
    achievable = narrative("Why it is within the child's reach by the review")
    relevant = narrative("Why it matters to this child now")


class ChildsVoiceSchema(Schema):
    """What the child says, and how that was obtained; neither may be left out."""

    words = narrative("In the child's own words or as near as can be; how asked, if not answered")
    how_obtained = fields.Enum(HowObtained, by_value=True, required=True)


class ShareSchema(Schema):
    """That the parents were shown the target."""

    share_id = fields.UUID(required=True)
    shared_on = fields.Date(required=True)
    shared_by = fields.Enum(SharedBy, by_value=True, required=True)
    childs_view = fields.String(required=True, allow_none=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class ReviewSchema(Schema):
    """How it went, in everybody's words, and what was decided."""

    review_id = fields.UUID(required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    what_is_working = fields.String(required=True)
    what_is_not_working = fields.String(required=True)
    childs_voice = fields.Nested(ChildsVoiceSchema, required=True)
    parents_voice = fields.String(required=True, allow_none=True)
    next_step = fields.Enum(NextStep, by_value=True, required=True)
    extended_to = fields.Date(required=True, allow_none=True)
    reviewed_on = fields.Date(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class TargetInListSchema(Schema):
    """A target as it stands."""

    target_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "Where the learner was when the target was set"},
    )
    group_id = fields.UUID(required=True, allow_none=True)
    follows = fields.UUID(required=True, allow_none=True)
    area = fields.Enum(TargetArea, by_value=True, required=True)
    status = fields.Enum(TargetStatus, by_value=True, required=True)
    wording = fields.Nested(SmartWordingSchema, required=True)
    strategies = fields.List(fields.String(), required=True)
    adult = fields.String(required=True)
    set_on = fields.Date(required=True)
    starts_on = fields.Date(required=True)
    review_on = fields.Date(required=True, metadata={"description": "When it is next reviewed"})
    shared_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "When parents were first shown it; null: no sharing on record"},
    )
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class SmallStepTargetSchema(TargetInListSchema):
    """A target with every sharing and review, in the order they were recorded."""

    shares = fields.List(fields.Nested(ShareSchema), required=True)
    reviews = fields.List(fields.Nested(ReviewSchema), required=True)
