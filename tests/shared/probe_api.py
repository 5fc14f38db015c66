# mypy: disable-error-code="untyped-decorator"
"""Routes of the probe, one of each kind that a service has."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from shared.runtime.http import (
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    etag,
    page_schema,
)
from shared.runtime.ledger import Ledger
from shared.runtime.problems import Problem
from shared.runtime.records import records
from shared.runtime.service import Stream
from shared.runtime.wall import EVERY_SCHOOL
from tests.relating import SCHOOL
from tests.shared.probe_service import TALLIES, TOTALS, Close, Count, Size

ACTION = "read_record"  # a listed one, that leaders may and parents may not


class CountRequest(Schema):
    """What to count."""

    names = fields.List(
        fields.String(validate=validate.Length(max=80)), required=True, validate=validate.Length(1)
    )
    size = fields.Enum(Size, by_value=True, load_default=Size.SMALL)
    on = fields.Date(load_default=None)


class OpenRequest(CountRequest):
    """A new counter, and whom it is about."""

    subject_id = fields.UUID(required=True)
    notes = fields.Raw(load_default=None)


class TallyResponse(Schema):
    """A counter."""

    counter_id = fields.UUID()
    subject_id = fields.UUID()
    count = fields.Integer()
    last = fields.String()


class TallyFilter(PageRequest):
    """Which counters."""

    last = fields.String(load_default=None)


def counters(ledger: Ledger) -> Blueprint:
    """Open, count on, close, find and list counters."""
    blueprint = Blueprint("counters", __name__, url_prefix="/counters")
    find = ledger.finder(TALLIES)
    page = ledger.pager(TALLIES, order=("count", "last"))

    @blueprint.put("/<uuid:counter_id>")
    @blueprint.allows(ACTION)
    @blueprint.arguments(OpenRequest)
    @blueprint.response(201, Accepted)
    def open_counter(body: dict[str, Any], counter_id: UUID) -> Any:
        stream = Stream("counter", counter_id, body.pop("subject_id"))
        _at_school(ledger, stream)
        body.pop("notes")
        return accepted(counter_id, ledger.execute(caller().creating(), stream, asked(body)))

    @blueprint.post("/<uuid:counter_id>/counts")
    @blueprint.allows(ACTION)
    @blueprint.arguments(CountRequest)
    @blueprint.response(200, Accepted)
    def count_on(body: dict[str, Any], counter_id: UUID) -> Any:
        stream = Stream("counter", counter_id)
        return accepted(counter_id, ledger.execute(caller().changing(), stream, asked(body)))

    @blueprint.put("/<uuid:counter_id>/end")
    @blueprint.allows(ACTION)
    @blueprint.response(200, Accepted)
    def close(counter_id: UUID) -> Any:
        cause = caller().changing(must_match=True)
        return accepted(counter_id, ledger.execute(cause, Stream("counter", counter_id), Close()))

    @blueprint.get("/<uuid:counter_id>")
    @blueprint.allows(ACTION)
    @blueprint.response(200, TallyResponse)
    def read(counter_id: UUID) -> Any:
        row = find(counter_id)
        if row is None:
            raise Problem(404, "counter_unknown")
        return row, etag(ledger.version("counter", counter_id))

    @blueprint.get("")
    @blueprint.allows(ACTION)
    @blueprint.arguments(TallyFilter, location="query")
    @blueprint.response(200, page_schema(TallyResponse))
    def read_all(query: dict[str, Any]) -> Any:
        return page({"last": query["last"]}, query["limit"], query["cursor"])

    return blueprint


def asked(body: dict[str, Any]) -> Count:
    return Count(names=tuple(body["names"]), size=body["size"], on=body["on"])


def faults() -> Blueprint:
    """What goes wrong in ways that nobody foresaw."""
    blueprint = Blueprint("faults", __name__, url_prefix="/faults")

    @blueprint.post("/<uuid:counter_id>")
    @blueprint.allows(ACTION)
    @blueprint.arguments(CountRequest)
    @blueprint.response(204)
    def fail(body: dict[str, Any], counter_id: UUID) -> None:
        raise RuntimeError(f"{counter_id} is about {body['names']}")

    return blueprint


def blueprints(ledger: Ledger) -> list[Blueprint]:
    return [counters(ledger), faults(), records(ledger, "subjects", ledger.finder(TOTALS))]


def _at_school(ledger: Ledger, stream: Stream) -> None:
    """Whoever is counted goes to the one school, where those who act hold their posts."""
    with ledger.database.confined(caller().authority, EVERY_SCHOOL) as connection:
        connection.execute(
            "INSERT INTO places_at_school (authority, learner_id, school_id) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (caller().authority, stream.subject, SCHOOL),
        )
