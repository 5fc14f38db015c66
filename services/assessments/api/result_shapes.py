"""A result in a request or an answer: one of four shapes, told apart by `shape`."""

from typing import Any, cast

from apispec import APISpec
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, ValidationError, fields, validate

from services.assessments.domain.result import (
    AgeEquivalent,
    Checklist,
    ChecklistItem,
    CountOf,
    Result,
    Shape,
    StandardisedScore,
    shape_of,
)
from shared.runtime.request_fields import Flag, WholeNumber

_SENSIBLE = validate.Range(0, 10_000)


def _shape(shape: Shape) -> fields.String:
    return fields.String(required=True, validate=validate.Equal(shape.value))


def _number(description: str) -> WholeNumber:
    return WholeNumber(required=True, validate=_SENSIBLE, metadata={"description": description})


def _printed(description: str) -> WholeNumber:
    return WholeNumber(
        load_default=None,
        allow_none=True,
        validate=_SENSIBLE,
        metadata={"description": description},
    )


class StandardisedScoreSchema(Schema):
    """A score on a scale of mean 100 and standard deviation 15."""

    shape = _shape(Shape.STANDARDISED_SCORE)
    score = _number("As printed, 40 to 160")
    lower = _printed("Lower end of the confidence band, if printed; then with `upper`")
    upper = _printed("Upper end of the confidence band, if printed; then with `lower`")
    percentile = _printed("1 to 99, if printed; it is not worked out from the score")


class AgeEquivalentSchema(Schema):
    """The age at which the middle learner scores the same, such as a reading age."""

    shape = _shape(Shape.AGE_EQUIVALENT)
    years = _number("Whole years, 0 to 25")
    months = _number("Months beyond them, 0 to 11")


class CountOfSchema(Schema):
    """So many right, or known, of so many."""

    shape = _shape(Shape.COUNT_OF)
    number = _number("How many, 0 or more")
    out_of = _number("Of how many, 1 to 10,000")


class ChecklistItemSchema(Schema):
    """One skill, and whether the learner showed it."""

    skill = fields.String(required=True, validate=validate.Length(1, 200))
    met = Flag(required=True)


class ChecklistSchema(Schema):
    """Skills looked at one by one, each named once."""

    shape = _shape(Shape.CHECKLIST)
    items = fields.List(
        fields.Nested(ChecklistItemSchema), required=True, validate=validate.Length(1, 200)
    )


_SCHEMAS: dict[str, Schema] = {
    Shape.STANDARDISED_SCORE: StandardisedScoreSchema(),
    Shape.AGE_EQUIVALENT: AgeEquivalentSchema(),
    Shape.COUNT_OF: CountOfSchema(),
    Shape.CHECKLIST: ChecklistSchema(),
}
_inline: Any = OpenAPIConverter(
    "3.1.0", schema_name_resolver=lambda _: None, spec=APISpec("", "", "3.1.0")
)
_DESCRIPTION = "As the publisher prints it; which shapes are allowed: `GET /instruments`"
_SHAPES = [_inline.schema2jsonschema(schema) for schema in _SCHEMAS.values()]


def result_field(**options: Any) -> fields.Function:
    """A field that holds a result; its `shape` says which fields it has."""
    shapes = [*_SHAPES, {"type": "null"}] if options.get("allow_none") else _SHAPES
    documented = {"description": _DESCRIPTION, "oneOf": shapes}
    return fields.Function(_shown, _read, metadata=documented, **options)


def _shown(row: Any) -> dict[str, Any] | None:
    if row is None:
        return None  # how a default of None is documented
    shape = shape_of(row.result)
    return {"shape": shape.value, **cast("dict[str, Any]", _SCHEMAS[shape].dump(row.result))}


def _read(value: Any) -> Result:
    shape = value.get("shape") if isinstance(value, dict) else None
    if not isinstance(shape, str) or shape not in _SCHEMAS:
        raise ValidationError(f"An object whose `shape` is one of: {', '.join(Shape)}.")
    return _result(cast("dict[str, Any]", _SCHEMAS[shape].load(value)))


def _result(given: dict[str, Any]) -> Result:
    match Shape(given.pop("shape")):
        case Shape.STANDARDISED_SCORE:
            return StandardisedScore(**given)
        case Shape.AGE_EQUIVALENT:
            return AgeEquivalent(**given)
        case Shape.COUNT_OF:
            return CountOf(**given)
        case Shape.CHECKLIST:
            return Checklist(items=tuple(ChecklistItem(**item) for item in given["items"]))
