"""What the census is told of one learner, and the codes it is told in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import Bilingual, BilingualSchema
from services.learners.domain.response.census_codes import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    NEEDS,
    PROVISIONS,
    SUPPORT,
    Code,
    Confidence,
)
from services.learners.domain.response.census_needs import RecordCensusNeeds, SupportLevels
from services.learners.domain.roll.identity import census_stream_id
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

TABLES = {"provision": PROVISIONS, "need": NEEDS, "support": SUPPORT}

_LEVEL = validate.Range(LOWEST_LEVEL, HIGHEST_LEVEL)
_CODE = validate.Length(1, 40)


class SupportSchema(Schema):
    """How much of each kind of support is given, 1 to 4; null where it is not recorded."""

    ct = fields.Integer(load_default=None, allow_none=True, validate=_LEVEL)
    gs = fields.Integer(load_default=None, allow_none=True, validate=_LEVEL)
    sr = fields.Integer(load_default=None, allow_none=True, validate=_LEVEL)
    aa = fields.Integer(load_default=None, allow_none=True, validate=_LEVEL)


class CensusNeedsRequest(Schema):
    """How things are from a day on; the first need first."""

    provision = fields.String(required=True, allow_none=True, validate=_CODE)
    needs = fields.List(
        fields.String(validate=_CODE), required=True, validate=validate.Length(0, len(NEEDS))
    )
    support = fields.Nested(SupportSchema, load_default=dict)
    effective_on = fields.Date(required=True)


class CensusNeedsSchema(Schema):
    """What was said of a learner's needs, from a day on."""

    record_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    provision = fields.String(required=True, allow_none=True)
    needs = fields.List(fields.String(), required=True)
    support = fields.Nested(SupportSchema, required=True)
    effective_on = fields.Date(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class CodesRequest(Schema):
    """Of which table, and in use on which day."""

    table = fields.String(load_default=None, validate=validate.OneOf(tuple(TABLES)))
    on = fields.Date(load_default=None, metadata={"description": "Left out: all there ever were"})


class CodeSchema(Schema):
    """A code of the census; `confidence` tells how sure we are that the census knows it so."""

    table = fields.String(required=True, validate=validate.OneOf(tuple(TABLES)))
    code = fields.String(required=True)
    name = fields.Nested(BilingualSchema, required=True)
    valid_from = fields.Date(required=True, allow_none=True)
    valid_until = fields.Date(required=True, allow_none=True)
    confidence = fields.Enum(Confidence, by_value=True, required=True)


def census_needs(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("census_needs", __name__)

    @blueprint.put("/learners/<uuid:learner_id>/census-needs/<uuid:record_id>")
    @blueprint.allows("record_census_needs")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(CensusNeedsRequest)
    @blueprint.response(201, Accepted)
    def put_needs(body: dict[str, Any], learner_id: UUID, record_id: UUID) -> Any:
        """Record provision, ranked needs and support of a learner from a day on."""
        learner = find_learner(learner_id)
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        stream = Stream("census_needs", census_stream_id(learner_id), learner_id, learner.school_id)
        command = _command(learner_id, record_id, body)
        return accepted(record_id, execute(caller().creating(), stream, command))

    @blueprint.get("/learners/<uuid:learner_id>/census-needs")
    @blueprint.allows("read_census")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(CensusNeedsSchema))
    def list_needs(query: dict[str, Any], learner_id: UUID) -> Page:
        """What was recorded of a learner for the census, the earliest day first."""
        return page({"learner_id": learner_id}, query["limit"], query["cursor"])

    @blueprint.get("/census/codes")
    @blueprint.allows("read_census")
    @blueprint.arguments(CodesRequest, location="query")
    @blueprint.response(200, CodeSchema(many=True))
    def list_codes(query: dict[str, Any]) -> list[dict[str, Any]]:
        """The codes of provision, need and support, with the days they are in use."""
        return [
            _shown(name, code)
            for name, table in TABLES.items()
            for code in table
            if query["table"] in (None, name)
            and (query["on"] is None or code.is_valid(query["on"]))
        ]

    return blueprint


def _command(learner_id: UUID, record_id: UUID, body: dict[str, Any]) -> RecordCensusNeeds:
    return RecordCensusNeeds(
        record_id=record_id,
        learner_id=learner_id,
        provision=body["provision"],
        needs=tuple(body["needs"]),
        support=SupportLevels(**body["support"]),
        effective_on=body["effective_on"],
        today=caller().now.date(),
    )


def _shown(table: str, code: Code) -> dict[str, Any]:
    return {
        "table": table,
        "code": code.code,
        "name": Bilingual(code.welsh, code.english),
        "valid_from": code.valid_from,
        "valid_until": code.valid_until,
        "confidence": code.confidence,
    }
