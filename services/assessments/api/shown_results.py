"""A result as it is shown: as it stands, and what it said before it was corrected."""

from marshmallow import Schema, fields

from services.assessments.api.age_at_test import ShownAgeSchema
from services.assessments.api.result_shapes import result_field


class EarlierValueSchema(Schema):
    """What stood until a correction; why, when and by whom it was replaced."""

    correction_id = fields.UUID(required=True)
    form = fields.String(required=True)
    age_at_test = fields.Nested(ShownAgeSchema, attribute="age_at_test_months")
    result = result_field()
    reason = fields.String(required=True)
    corrected_at = fields.AwareDateTime(required=True)
    corrected_by = fields.String(required=True)


class ResultInListSchema(Schema):
    """A result as it stands."""

    result_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    instrument = fields.String(required=True)
    taken_on = fields.Date(required=True)
    form = fields.String(required=True)
    age_at_test = fields.Nested(ShownAgeSchema, attribute="age_at_test_months")
    result = result_field()
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
    corrected = fields.Function(
        lambda row: bool(row.earlier),
        metadata={"type": "boolean", "description": "It once said something else"},
    )


class AssessmentResultSchema(ResultInListSchema):
    """A result as it stands, with every value that stood before, the oldest first."""

    earlier = fields.List(fields.Nested(EarlierValueSchema), required=True)
