"""A Pupil Progress form as it is shown: as it stands, and what it said before."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.assessments.api.age_at_test import ShownAgeSchema
from services.assessments.api.labels import label_of
from services.assessments.api.result_shapes import result_field
from services.assessments.domain.pupil_progress_messages import BarrierArea, TermName
from shared.runtime.request_fields import Flag, narrative


class BarrierSchema(Schema):
    """What stands in the way of learning in one area."""

    area = fields.Enum(BarrierArea, by_value=True, required=True)
    note = narrative("What stands in the way, in the teacher's words")


class ShownBarrierSchema(BarrierSchema):
    """The same with the area's name."""

    area_name = label_of("area")


def barriers_field(**options: Any) -> fields.List[Any]:
    """Barriers of a request: each area once at most."""
    return fields.List(
        fields.Nested(BarrierSchema),
        validate=validate.Length(0, len(BarrierArea)),
        **options,
    )


class ContentSchema(Schema):
    """What the teacher wrote."""

    barriers = fields.List(fields.Nested(ShownBarrierSchema), required=True)
    narrative = fields.String(required=True)
    below_age_expected = Flag(required=True)


class DrawnResultSchema(Schema):
    """A result as it stood when the form was submitted."""

    result_id = fields.UUID(required=True)
    instrument = fields.String(required=True)
    taken_on = fields.Date(required=True)
    age_at_test = fields.Nested(ShownAgeSchema, attribute="age_at_test_months")
    result = result_field()


class EarlierContentSchema(Schema):
    """What the form said until an amendment; why, when and by whom it was amended."""

    amendment_id = fields.UUID(required=True)
    content = fields.Nested(ContentSchema, required=True)
    reason = fields.String(required=True)
    amended_at = fields.AwareDateTime(required=True)
    amended_by = fields.String(required=True)


class FormInListSchema(Schema):
    """A form as it stands."""

    form_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True, allow_none=True)
    class_id = fields.UUID(required=True, allow_none=True)
    school_year = fields.Integer(required=True)
    term = fields.Enum(TermName, by_value=True, required=True)
    term_name = label_of("term")
    content = fields.Nested(ContentSchema, required=True)
    submitted_on = fields.Date(required=True)
    submitted_at = fields.AwareDateTime(required=True)
    submitted_by = fields.String(required=True)
    amended = fields.Function(
        lambda row: bool(row.earlier),
        metadata={"type": "boolean", "description": "It once said something else"},
    )


class FormSchema(FormInListSchema):
    """The same with the results it was written upon, and all it said before, the oldest first."""

    results = fields.List(fields.Nested(DrawnResultSchema), required=True)
    earlier = fields.List(fields.Nested(EarlierContentSchema), required=True)
