"""The age at which a test was taken: kept in months, said in years and months as staff do."""

from marshmallow import Schema, fields, validate

from shared.runtime.request_fields import WholeNumber


class AgeAtTestSchema(Schema):
    """Years and months: 7 and 4 for seven years, four months."""

    years = WholeNumber(required=True, validate=validate.Range(0, 25))
    months = WholeNumber(required=True, validate=validate.Range(0, 11))


class ShownAgeSchema(Schema):
    """The same, shown of an age in months."""

    years = fields.Function(lambda age: age // 12, metadata={"type": "integer"})
    months = fields.Function(lambda age: age % 12, metadata={"type": "integer"})


def in_months(age: dict[str, int]) -> int:
    return age["years"] * 12 + age["months"]
