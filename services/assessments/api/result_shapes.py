"""A result in a request or an answer: one of nine shapes, told apart by `shape`."""

from typing import Any, cast

from apispec import APISpec
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import ValidationError, fields

from services.assessments.api.result_schemas import SCHEMAS, result_of
from services.assessments.domain.result import Result, Shape, shape_of

_inline: Any = OpenAPIConverter(
    "3.1.0", schema_name_resolver=lambda _: None, spec=APISpec("", "", "3.1.0")
)
_DESCRIPTION = "As the publisher prints it; which shapes are allowed: `GET /instruments`"
_SHAPES = [_inline.schema2jsonschema(schema) for schema in SCHEMAS.values()]


def result_field(**options: Any) -> fields.Function:
    """A field that holds a result; its `shape` says which fields it has."""
    shapes = [*_SHAPES, {"type": "null"}] if options.get("allow_none") else _SHAPES
    documented = {"description": _DESCRIPTION, "oneOf": shapes}
    return fields.Function(_shown, _read, metadata=documented, **options)


def _shown(row: Any) -> dict[str, Any] | None:
    if row is None:
        return None  # how a default of None is documented
    shape = shape_of(row.result)
    return {"shape": shape.value, **cast("dict[str, Any]", SCHEMAS[shape].dump(row.result))}


def _read(value: Any) -> Result:
    shape = value.get("shape") if isinstance(value, dict) else None
    if not isinstance(shape, str) or shape not in SCHEMAS:
        raise ValidationError(f"An object whose `shape` is one of: {', '.join(Shape)}.")
    return result_of(cast("dict[str, Any]", SCHEMAS[shape].load(value)))
