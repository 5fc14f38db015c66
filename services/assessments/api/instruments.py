"""The instruments a result may come from: those of the catalogue, and a school's own."""

from collections.abc import Callable, Iterator
from typing import Any

from marshmallow import Schema, fields

from services.assessments.api.bilingual import NameSchema
from services.assessments.api.names_of_codes import ASPECTS, SHAPES, NamedCodeSchema
from services.assessments.domain.instrument_definition import Aspect, Confidence
from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import Shape
from shared.runtime.http import Blueprint

_NAMED = {"description": "Code, with the name in Welsh (`cy`) and English (`en`), in order"}
_SHOWN = ("welsh", "english", "shapes", "aspects", "stages", "bands", "parts", "source")


class InstrumentSchema(Schema):
    """An instrument, the shapes its results may have, and its stages and bands in order."""

    code = fields.String(required=True)
    name = fields.Function(
        lambda instrument: NameSchema().dump(instrument), metadata={"type": "object"}
    )
    aspects = fields.List(fields.Enum(Aspect, by_value=True), required=True)
    shapes = fields.List(fields.Enum(Shape, by_value=True), required=True)
    stages = fields.List(fields.Nested(NamedCodeSchema), required=True, metadata=_NAMED)
    bands = fields.List(fields.Nested(NamedCodeSchema), required=True, metadata=_NAMED)
    parts = fields.List(fields.Nested(NamedCodeSchema), required=True, metadata=_NAMED)
    source = fields.String(required=True, metadata={"description": "Where this is known from"})
    confidence = fields.Enum(
        Confidence,
        by_value=True,
        required=True,
        allow_none=True,
        metadata={"description": "How surely; null of a school's own"},
    )
    school_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Whose own it is; null of all"}
    )
    version = fields.Integer(
        required=True, metadata={"description": "Of the catalogue, or of the school's definition"}
    )
    retired_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "Tests after this day are not taken any more"},
    )


class CatalogueSchema(Schema):
    """The instruments in use; a result names the version it was recorded under."""

    version = fields.Integer(required=True)
    items = fields.List(fields.Nested(InstrumentSchema), required=True)
    shapes = fields.List(
        fields.Nested(NamedCodeSchema), metadata={"description": "What the shapes are called"}
    )
    aspects = fields.List(
        fields.Nested(NamedCodeSchema), metadata={"description": "What the aspects are called"}
    )


class InstrumentsRequest(Schema):
    """Whose own instruments are to be listed too."""

    school_id = fields.UUID(load_default=None)


def instruments(select_own: Callable[[dict[str, Any]], list[Any]]) -> Blueprint:
    blueprint = Blueprint("instruments", __name__, url_prefix="/instruments")

    @blueprint.get("")
    @blueprint.allows("read_instruments")
    @blueprint.arguments(InstrumentsRequest, location="query")
    @blueprint.response(200, CatalogueSchema)
    def list_instruments(query: dict[str, Any]) -> Any:
        """The instruments of the catalogue and, of a school that is named, its own."""
        own = [] if query["school_id"] is None else select_own({"school_id": query["school_id"]})
        names = {"shapes": SHAPES.values(), "aspects": ASPECTS.values()}
        return {"version": CURRENT, "items": [*_of_all(), *map(shown_own, own)]} | names

    return blueprint


def _of_all() -> Iterator[dict[str, Any]]:
    for instrument in CATALOGUES[CURRENT].values():
        more = {"school_id": None, "version": CURRENT, "retired_on": None}
        confidence = instrument.confidence
        yield _shown(instrument) | more | {"code": instrument.code, "confidence": confidence}


def shown_own(row: Any) -> dict[str, Any]:
    """A school's own instrument, as those of the catalogue are shown."""
    names = ("code", "school_id", "version", "retired_on")
    more = {name: getattr(row, name) for name in names}
    return _shown(row.definition) | more | {"confidence": None}


def _shown(instrument: Any) -> dict[str, Any]:
    return {name: getattr(instrument, name) for name in _SHOWN}
