"""Starting to watch one aspect, and looking at what is watched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.api.shown_monitorings import (
    MeasureSchema,
    MonitoringInListSchema,
    MonitoringSchema,
)
from services.assessments.domain.longest_monitoring import Term
from services.assessments.domain.monitoring_messages import Aspect, Measure, StartMonitoring
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    etag,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class MonitoringRequest(Schema):
    """One aspect to be watched, for at most a term."""

    learner_id = fields.UUID(required=True)
    aspect = fields.Enum(Aspect, by_value=True, required=True)
    measures = fields.List(
        fields.Nested(MeasureSchema), required=True, validate=validate.Length(1, 20)
    )
    concern_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The concern about this learner that led to it"},
    )
    continues = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The monitoring of this learner that it goes on from"},
    )
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(
        required=True,
        metadata={
            "description": "At the latest the next end of a term by the school's calendar, or"
            " fifteen weeks on where that is not known"
        },
    )


class MonitoringsRequest(PageRequest):
    """Which monitorings; conditions add up."""

    learner_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    open = fields.Boolean(
        load_default=None,
        truthy={"true"},
        falsy={"false"},
        attribute="is_open",
        metadata={"description": "Those without an outcome, or those with one"},
    )
    ends_before = fields.Date(
        load_default=None,
        metadata={"description": "Ending before this day; open ones unless `open` says"},
    )


@dataclass(frozen=True)
class MonitoringLedger:
    """What the routes need of the ledger."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_learner: Callable[[UUID], Any | None]
    find_concern: Callable[[UUID], Any | None]
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]
    version: Callable[[str, UUID], int]
    calendars: Callable[[dict[str, Any]], Sequence[Any]]


def monitorings(ledger: MonitoringLedger) -> Blueprint:
    blueprint = Blueprint("monitorings", __name__, url_prefix="/monitorings")

    @blueprint.put("/<uuid:monitoring_id>")
    @blueprint.allows("start_monitoring")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(MonitoringRequest)
    @blueprint.response(201, Accepted)
    def put_monitoring(body: dict[str, Any], monitoring_id: UUID) -> Any:
        """Start to watch one aspect of a learner, for at most a term."""
        learner = ledger.find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        _refuse_another_learners(ledger.find_concern, body, "concern_id", "concern_unknown")
        _refuse_another_learners(ledger.find, body, "continues", "monitoring_unknown")
        terms = _terms(ledger.calendars({"school_id": learner.school_id}))
        stream = Stream("monitoring", monitoring_id, learner.learner_id, learner.school_id)
        command = _command(monitoring_id, body, terms)
        return accepted(monitoring_id, ledger.execute(caller().creating(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_monitorings")
    @blueprint.arguments(MonitoringsRequest, location="query")
    @blueprint.response(200, page_schema(MonitoringInListSchema))
    def list_monitorings(query: dict[str, Any]) -> Page:
        """Monitorings by the day they end; with `ends_before`, those that want an outcome."""
        limit, cursor, before = (query.pop(name) for name in ("limit", "cursor", "ends_before"))
        if before is not None:
            query["ends_on <"] = before
            query["is_open"] = True if query["is_open"] is None else query["is_open"]
        return ledger.page(query, limit, cursor)

    @blueprint.get("/<uuid:monitoring_id>")
    @blueprint.allows("read_monitorings")
    @blueprint.response(200, MonitoringSchema)
    def get_monitoring(monitoring_id: UUID) -> Any:
        """One monitoring with its measurements; the ETag is what a change may match."""
        seen = ledger.version("monitoring", monitoring_id)
        found = ledger.find(monitoring_id)
        if found is None:
            raise Problem(404, "monitoring_unknown", field="monitoring_id")
        return found, etag(seen)

    return blueprint


def _refuse_another_learners(
    find: Callable[[UUID], Any | None], body: dict[str, Any], field: str, code: str
) -> None:
    """Nothing may lead from one child's record into another's."""
    if body[field] is None:
        return
    found = find(body[field])
    if found is None or found.learner_id != body["learner_id"]:
        raise Problem(404, code, field=field)


def _terms(calendars: Sequence[Any]) -> tuple[Term, ...]:
    return tuple(term for calendar in calendars for term in calendar.terms)


def _command(monitoring_id: UUID, body: dict[str, Any], terms: tuple[Term, ...]) -> StartMonitoring:
    return StartMonitoring(
        monitoring_id=monitoring_id,
        measures=tuple(Measure(**one) for one in body.pop("measures")),
        terms=terms,
        today=caller().now.date(),
        **body,
    )
