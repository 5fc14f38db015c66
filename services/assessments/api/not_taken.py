"""An assessment that was not taken, and why, as it is shown."""

from marshmallow import Schema, fields

from services.assessments.api.names_of_codes import REASONS, name_field
from services.assessments.domain.missed_assessment import NotTaken


class NotTakenSchema(Schema):
    """The latest word on why there is no result."""

    reason = fields.Enum(NotTaken, by_value=True, required=True)
    reason_name = name_field("reason", REASONS)
    due_on = fields.Date(required=True, metadata={"description": "When the class took it"})


class MissedAssessmentSchema(NotTakenSchema):
    """An assessment that a learner did not take."""

    missed_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    instrument = fields.String(required=True)
    sheet_id = fields.UUID(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
