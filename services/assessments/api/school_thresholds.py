"""A school's thresholds: below which results it wants to be prompted."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.domain.school_thresholds import (
    SetSchoolThresholds,
    Threshold,
    ThresholdKind,
)
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
from shared.runtime.request_fields import WholeNumber
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class ThresholdSchema(Schema):
    """One instrument's."""

    instrument = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "A code of `GET /instruments`"},
    )
    kind = fields.Enum(ThresholdKind, by_value=True, required=True)
    value = WholeNumber(
        required=True,
        validate=validate.Range(1, 1_000),
        metadata={
            "description": "A standardised score, 41 to 160; months below the age, 1 to 120; or"
            " a percentage, 1 to 100"
        },
    )


class ThresholdsRequest(Schema):
    """All thresholds of the school from now on; an empty list is none."""

    thresholds = fields.List(
        fields.Nested(ThresholdSchema), required=True, validate=validate.Length(0, 100)
    )


class EarlierChoiceSchema(Schema):
    """What the school had chosen until it chose otherwise."""

    thresholds = fields.List(fields.Nested(ThresholdSchema), required=True)
    set_on = fields.Date(required=True)
    set_by = fields.String(required=True)


class ThresholdsSchema(Schema):
    """A school's thresholds now, and what they were before, the oldest first."""

    school_id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    thresholds = fields.List(fields.Nested(ThresholdSchema), required=True)
    set_on = fields.Date(required=True)
    set_at = fields.AwareDateTime(required=True)
    set_by = fields.String(required=True)
    earlier = fields.List(fields.Nested(EarlierChoiceSchema), required=True)


def school_thresholds(
    execute: Callable[[Cause, Stream, object], Outcome],
    find: Callable[[UUID], Any | None],
    version: Callable[[str, UUID], int],
    own_instruments: Callable[[dict[str, Any]], list[Any]],
) -> Blueprint:
    blueprint = Blueprint("school_thresholds", __name__, url_prefix="/schools")

    @blueprint.put("/<uuid:school_id>/thresholds")
    @blueprint.allows("set_thresholds")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ThresholdsRequest)
    @blueprint.response(200, Accepted)
    def put_thresholds(body: dict[str, Any], school_id: UUID) -> Any:
        """Choose a school's thresholds; prompts follow them from now on."""
        own = own_instruments({"school_id": school_id})
        command = SetSchoolThresholds(
            school_id=school_id,
            own_instruments=tuple(row.code for row in own if row.retired_on is None),
            thresholds=tuple(Threshold(**one) for one in body["thresholds"]),
            today=caller().now.date(),
        )
        stream = Stream("school_thresholds", school_id, school_id, school_id)
        return accepted(school_id, execute(caller().changing(), stream, command))

    @blueprint.get("/<uuid:school_id>/thresholds")
    @blueprint.allows("read_prompts")
    @blueprint.response(200, ThresholdsSchema)
    def get_thresholds(school_id: UUID) -> Any:
        """A school's thresholds; the ETag is what a change may match."""
        seen = version("school_thresholds", school_id)
        found = find(school_id)
        if found is None:
            raise Problem(404, "thresholds_unknown", field="school_id")
        return found, etag(seen)

    return blueprint
