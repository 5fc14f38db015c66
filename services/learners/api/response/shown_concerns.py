"""A concern as it is shown, with every outcome and each time a parent was told."""

from marshmallow import Schema, fields

from services.learners.api.bilingual import Label
from services.learners.api.response.response_labels import OUTCOMES
from services.learners.domain.response.concern_messages import (
    ConcernArea,
    ConcernOutcome,
    InformedBy,
)


class InformingSchema(Schema):
    """That a parent was told; without an id, as the concern was raised."""

    informing_id = fields.UUID(required=True, allow_none=True)
    informed_on = fields.Date(required=True)
    informed_by = fields.Enum(InformedBy, by_value=True, required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class ConcernOutcomeSchema(Schema):
    """What was decided, by which member of staff, and why."""

    outcome_id = fields.UUID(required=True)
    outcome = fields.Enum(ConcernOutcome, by_value=True, required=True)
    outcome_label = Label("outcome", OUTCOMES)
    reason = fields.String(required=True)
    decided_on = fields.Date(required=True)
    decided_by = fields.UUID(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class ConcernSchema(Schema):
    """A concern on record."""

    concern_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "Where the learner was when it was raised"},
    )
    area = fields.Enum(ConcernArea, by_value=True, required=True)
    observation = fields.String(required=True)
    noticed_on = fields.Date(required=True)
    is_parent_informed = fields.Boolean(required=True)
    parent_informed_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "When a parent was first told"}
    )
    parent_informed_by = fields.Enum(InformedBy, by_value=True, required=True, allow_none=True)
    informings = fields.List(fields.Nested(InformingSchema), required=True)
    has_outcome = fields.Boolean(required=True)
    outcome = fields.Enum(
        ConcernOutcome,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "The one that stands, which is the last of `outcomes`"},
    )
    outcome_label = Label("outcome", OUTCOMES, nullable=True)
    outcomes = fields.List(fields.Nested(ConcernOutcomeSchema), required=True)
    raised_at = fields.AwareDateTime(required=True)
    raised_by = fields.String(required=True)
