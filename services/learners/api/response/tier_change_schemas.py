"""How a change of tier is shown: as it reads now, as it was made, and each correction."""

from marshmallow import Schema, fields

from services.learners.domain.response.provision_tier import Tier


class TierReadingSchema(Schema):
    """How a change reads."""

    tier = fields.Enum(Tier, by_value=True, required=True)
    own_tier = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Which of the school's own tiers, where one was named"},
    )
    effective_on = fields.Date(required=True)
    reason = fields.String(required=True)


class TierCorrectionSchema(Schema):
    """A correction, and how the change reads since."""

    correction_id = fields.UUID(required=True)
    reading = fields.Nested(TierReadingSchema, required=True)
    withdrawn = fields.Boolean(required=True)
    because = fields.String(required=True)
    corrected_by = fields.UUID(required=True)
    recorded_at = fields.AwareDateTime(required=True)


class TierChangeSchema(Schema):
    """A change of tier; one that was `withdrawn` was recorded in error and never held."""

    change_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    previous_tier = fields.Enum(
        Tier,
        by_value=True,
        required=True,
        metadata={"description": "On the day from which it held, as known when it was recorded"},
    )
    reading = fields.Nested(TierReadingSchema, required=True)
    withdrawn = fields.Boolean(required=True)
    as_made = fields.Nested(TierReadingSchema, required=True)
    decided_by = fields.UUID(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    corrections = fields.List(fields.Nested(TierCorrectionSchema), required=True)
