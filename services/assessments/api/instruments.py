"""The instruments a result may come from."""

from typing import Any

from marshmallow import Schema, fields

from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import Shape
from shared.runtime.http import Blueprint


class InstrumentNameSchema(Schema):
    """The name in Welsh and in English."""

    cy = fields.String(required=True, attribute="welsh")
    en = fields.String(required=True, attribute="english")


class InstrumentSchema(Schema):
    """An instrument, and the shapes its results may have."""

    code = fields.String(required=True)
    name = fields.Function(lambda instrument: InstrumentNameSchema().dump(instrument))
    shapes = fields.List(fields.Enum(Shape, by_value=True), required=True)
    source = fields.String(
        required=True, metadata={"description": "Where this is known from, and how surely"}
    )


class CatalogueSchema(Schema):
    """The instruments in use; a result names the version it was recorded under."""

    version = fields.Integer(required=True)
    items = fields.List(fields.Nested(InstrumentSchema), required=True)


def instruments() -> Blueprint:
    blueprint = Blueprint("instruments", __name__, url_prefix="/instruments")

    @blueprint.get("")
    @blueprint.allows("read_instruments")
    @blueprint.response(200, CatalogueSchema)
    def list_instruments() -> Any:
        """The instruments in use, with the shapes of result each gives."""
        return {"version": CURRENT, "items": CATALOGUES[CURRENT].values()}

    return blueprint
