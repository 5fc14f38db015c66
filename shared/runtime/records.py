"""One subject's record, whole, as of any instant: each service offers its part."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from shared.runtime.http import Blueprint, caller
from shared.runtime.ledger import Ledger
from shared.runtime.problems import Problem


class AsOf(Schema):
    """The instant; what was recorded later is not shown."""

    as_of = fields.AwareDateTime(
        load_default=None, metadata={"description": "With a time zone; now, where not given"}
    )


class RecordedEventSchema(Schema):
    """One event, with who, when it was true and when it was recorded."""

    version = fields.Integer(required=True)
    position = fields.Integer(required=True)
    type = fields.String(required=True, allow_none=True)
    erased = fields.Boolean(required=True)
    occurred_at = fields.AwareDateTime(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    actor = fields.String(required=True)
    data = fields.Raw(required=True, allow_none=True)


class StreamStateSchema(Schema):
    """One stream: its state at the instant, and the events that led to it."""

    kind = fields.String(required=True)
    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    state = fields.Raw(required=True, allow_none=True)
    events = fields.List(fields.Nested(RecordedEventSchema), required=True)


class RecordSchema(Schema):
    """A record as of an instant."""

    service = fields.String(required=True)
    subject = fields.UUID(required=True)
    as_of = fields.AwareDateTime(required=True)
    position = fields.Integer(
        required=True, metadata={"description": "The last position about the subject it shows"}
    )
    streams = fields.List(fields.Nested(StreamStateSchema), required=True)


_RESPONSE = {
    "description": HTTPStatus.OK.phrase,
    "content": {"application/json": {"schema": RecordSchema}},
}


def records(ledger: Ledger, subjects: str, find: Callable[[UUID], object | None]) -> Blueprint:
    """`GET /<subjects>/<id>/record?as_of=`: what this service knew of one at that instant.

    `find` knows those that are meant: other subjects of the log (a person told, say) are no one
    else's to read here, and answer as if they were unknown.
    """
    blueprint = Blueprint("records", __name__, url_prefix=f"/{subjects}")

    @blueprint.get("/<uuid:subject_id>/record")
    @blueprint.allows("read_record")
    @blueprint.arguments(AsOf, location="query")
    @blueprint.response(200)
    @blueprint.doc(responses={"200": _RESPONSE})
    def record(query: dict[str, datetime | None], subject_id: UUID) -> dict[str, Any]:
        if find(subject_id) is None:
            raise Problem(404, "not_found")
        return ledger.record(subject_id, query["as_of"] or caller().now)

    return blueprint
