"""The instruments that a school adds, defines anew, and retires."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.api.bilingual import NameRequest
from services.assessments.api.instruments import InstrumentSchema, shown_own
from services.assessments.domain.instrument_definition import (
    Aspect,
    InstrumentDefinition,
    Named,
)
from services.assessments.domain.own_instrument import (
    AddInstrument,
    AmendInstrument,
    RetireInstrument,
    instrument_id,
)
from services.assessments.domain.result import Shape
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    accepted,
    caller,
    etag,
)
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

CODE = r"^[a-z][a-z0-9_]{0,49}$"
_IN_PATH = {"in": "path", "name": "code", "schema": {"type": "string", "pattern": CODE}}


class NamedRequest(Schema):
    """A stage, a band or a part of a profile: its code in results, and its name."""

    code = fields.String(required=True, validate=validate.Regexp(CODE))
    name = fields.Nested(NameRequest, required=True)


def _named(description: str) -> Any:
    return fields.List(
        fields.Nested(NamedRequest),
        load_default=[],
        validate=validate.Length(max=50),
        metadata={"description": description},
    )


class InstrumentRequest(Schema):
    """An instrument as the school defines it."""

    name = fields.Nested(NameRequest, required=True)
    aspects = fields.List(
        fields.Enum(Aspect, by_value=True), required=True, validate=validate.Length(1, len(Aspect))
    )
    shapes = fields.List(
        fields.Enum(Shape, by_value=True), required=True, validate=validate.Length(1, len(Shape))
    )
    stages = _named("From the first to the last; needed with the shape `stage`")
    bands = _named("From no risk to the greatest; needed with the shape `banded_risk`")
    parts = _named("Of a profile, each with a band of its own")
    source = fields.String(
        required=True,
        validate=validate.Length(1, 500),
        metadata={"description": "Where it comes from: publisher, edition, the school itself"},
    )


class RetirementRequest(Schema):
    """Why the instrument is used no more."""

    reason = fields.String(required=True, validate=validate.Length(1, 4_000))


@dataclass(frozen=True)
class InstrumentsLedger:
    """What a school's own instruments need of the log and the read models."""

    execute: Callable[[Cause, Stream, object], Outcome]
    version: Callable[[str, UUID], int]
    find: Callable[[UUID], Any | None]


def school_instruments(ledger: InstrumentsLedger) -> Blueprint:
    blueprint = Blueprint("school_instruments", __name__, url_prefix="/schools")

    @blueprint.put("/<uuid:school_id>/instruments/<string:code>", parameters=[{**_IN_PATH}])
    @blueprint.allows("add_instrument")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(InstrumentRequest)
    @blueprint.response(201, Accepted)
    def put_instrument(body: dict[str, Any], school_id: UUID, code: str) -> Any:
        """Add an instrument or, with the ETag that was read in `If-Match`, define it anew."""
        stream, definition = _stream(school_id, code), _definition(body)
        cause = caller().changing()
        if cause.expected_version is None:
            put = AddInstrument(school_id=school_id, code=code, definition=definition)
            return accepted(stream.id, ledger.execute(caller().creating(), stream, put))
        amended = AmendInstrument(definition=definition)
        return accepted(stream.id, ledger.execute(cause, stream, amended))

    @blueprint.put(
        "/<uuid:school_id>/instruments/<string:code>/retirement", parameters=[{**_IN_PATH}]
    )
    @blueprint.allows("add_instrument")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(RetirementRequest)
    @blueprint.response(201, Accepted)
    def put_retirement(body: dict[str, Any], school_id: UUID, code: str) -> Any:
        """Retire an instrument: tests after today are not taken, what is on record stays."""
        stream = _stream(school_id, code)
        command = RetireInstrument(reason=body["reason"], today=caller().now.date())
        return accepted(stream.id, ledger.execute(caller().creating(), stream, command))

    @blueprint.get("/<uuid:school_id>/instruments/<string:code>", parameters=[{**_IN_PATH}])
    @blueprint.allows("read_instruments")
    @blueprint.response(200, InstrumentSchema)
    def get_instrument(school_id: UUID, code: str) -> Any:
        """One of a school's own instruments; the ETag is what defining it anew must match."""
        one = _stream(school_id, code).id
        seen, found = ledger.version("instrument", one), ledger.find(one)
        if found is None:
            raise Problem(404, "instrument_unknown", field="code")
        return shown_own(found), etag(seen)

    return blueprint


def _stream(school_id: UUID, code: str) -> Stream:
    if re.fullmatch(CODE, code) is None:
        detail = "A code has a to z, 0 to 9 and _, starts with a letter, and has at most 50."
        raise Problem(422, "code_invalid", detail, field="code")
    return Stream("instrument", instrument_id(school_id, code), school_id, school_id)


def _definition(body: dict[str, Any]) -> InstrumentDefinition:
    return InstrumentDefinition(
        welsh=body["name"]["cy"],
        english=body["name"]["en"],
        aspects=tuple(dict.fromkeys(body["aspects"])),
        shapes=tuple(body["shapes"]),
        stages=_all_named(body["stages"]),
        bands=_all_named(body["bands"]),
        parts=_all_named(body["parts"]),
        source=body["source"],
    )


def _all_named(given: list[dict[str, Any]]) -> tuple[Named, ...]:
    return tuple(
        Named(code=one["code"], welsh=one["name"]["cy"], english=one["name"]["en"]) for one in given
    )
