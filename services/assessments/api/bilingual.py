"""Names in both languages, Welsh first."""

from marshmallow import Schema, fields, validate


class NameSchema(Schema):
    """The name in Welsh and in English, as it is shown."""

    cy = fields.String(required=True, attribute="welsh")
    en = fields.String(required=True, attribute="english")


class NameRequest(Schema):
    """The name in Welsh and in English; both are needed."""

    cy = fields.String(required=True, validate=validate.Length(1, 200))
    en = fields.String(required=True, validate=validate.Length(1, 200))
