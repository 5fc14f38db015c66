"""Why an assessment was not taken, and what the reasons are called."""

from marshmallow import Schema, fields

from services.assessments.api.bilingual import NameSchema
from services.assessments.domain.instrument_definition import Named
from services.assessments.domain.missed_assessment import NotTaken

NAMES = {
    named.code: named
    for named in (
        Named(code="absent", welsh="Absennol", english="Absent"),
        Named(code="unwell", welsh="Yn sâl", english="Unwell"),
        Named(code="declined", welsh="Dewisodd beidio", english="Chose not to"),
        Named(code="disapplied", welsh="Wedi'i ddatgymhwyso", english="Disapplied"),
    )
}


class NotTakenSchema(Schema):
    """The latest word on why there is no result."""

    reason = fields.Enum(NotTaken, by_value=True, required=True)
    reason_name = fields.Function(
        lambda row: NameSchema().dump(NAMES[row.reason]),
        metadata={"type": "object", "description": "In Welsh (`cy`) and English (`en`)"},
    )
    due_on = fields.Date(required=True, metadata={"description": "When the class took it"})


class MissedAssessmentSchema(NotTakenSchema):
    """An assessment that a learner did not take."""

    missed_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    instrument = fields.String(required=True)
    sheet_id = fields.UUID(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
