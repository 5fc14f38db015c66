"""A result as it is shown: as it stands, and what it said before it was corrected."""

from marshmallow import Schema, fields

from services.assessments.api.age_at_test import ShownAgeSchema
from services.assessments.api.names_of_codes import METHODS, name_field
from services.assessments.api.result_shapes import result_field
from services.assessments.domain.derived import Method, derived_from
from shared.runtime.http import page_schema


class DerivedSchema(Schema):
    """What no publisher printed and nobody recorded: worked out when it is shown."""

    measure = fields.String(required=True, metadata={"description": "`percentile` or `stanine`"})
    value = fields.Integer(required=True)
    method = fields.Enum(Method, by_value=True, required=True)
    method_name = name_field("method", METHODS)
    derived = fields.Boolean(required=True, metadata={"description": "Always true"})


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
    derived = fields.Function(
        lambda row: DerivedSchema(many=True).dump(derived_from(row.result)),
        metadata={
            "type": "array",
            "items": {"type": "object"},
            "description": "Worked out, not printed: measure, value, method and `derived`: true",
        },
    )
    catalogue = fields.Integer(
        required=True, metadata={"description": "Version of the instruments it was recorded under"}
    )
    own_version = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Version of the school's own instrument, where it is one"},
    )
    sheet_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The class list or file it came with"},
    )
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
    corrected = fields.Function(
        lambda row: bool(row.earlier),
        metadata={"type": "boolean", "description": "It once said something else"},
    )


RESULTS_PAGE = page_schema(ResultInListSchema)


class AssessmentResultSchema(ResultInListSchema):
    """A result as it stands, with every value that stood before, the oldest first."""

    earlier = fields.List(fields.Nested(EarlierValueSchema), required=True)
