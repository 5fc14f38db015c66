"""One learner's chronology: every step, in order, with who, when and in which service."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.response.chronology_labels import label_of
from shared.runtime.http import Blueprint, PageRequest, page_schema
from shared.runtime.problems import Problem
from shared.runtime.query import Page

SERVICES = ("learners", "assessments", "targets", "notifications")


class ActorSchema(Schema):
    """Who did it; the name where the roster knows a member of staff by this id."""

    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class ThingSchema(Schema):
    """What it was done to: ask the service for it by this id."""

    kind = fields.String(required=True)
    id = fields.UUID(required=True)


class StepSchema(Schema):
    """One step of a learner's way."""

    occurred_at = fields.AwareDateTime(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    service = fields.String(required=True)
    position = fields.Integer(required=True)
    kind = fields.String(required=True)
    label = fields.Nested(BilingualSchema, required=True)
    detail = fields.String(required=True, allow_none=True)
    thing = fields.Nested(ThingSchema, required=True)
    actor = fields.Nested(ActorSchema, required=True)


class ChronologyRequest(PageRequest):
    """Which part of the chronology; days are of UTC."""

    from_date = fields.Date(load_default=None)
    to_date = fields.Date(load_default=None, metadata={"description": "This day included"})
    service = fields.String(load_default=None, validate=validate.OneOf(SERVICES))


def chronology(
    find_learner: Callable[[UUID], Any | None],
    find_staff_member: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("chronology", __name__, url_prefix="/learners")

    @blueprint.get("/<uuid:learner_id>/chronology")
    @blueprint.allows("read_chronology")
    @blueprint.arguments(ChronologyRequest, location="query")
    @blueprint.response(200, page_schema(StepSchema))
    def list_steps(query: dict[str, Any], learner_id: UUID) -> Page:
        """Every step recorded about a learner in any service, oldest first."""
        if find_learner(learner_id) is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        found = page(_filters(learner_id, query), query["limit"], query["cursor"])
        name_of = cache(lambda actor: _name(find_staff_member, actor))
        return Page([_shown(step, name_of(step.actor)) for step in found.items], found.next)

    return blueprint


def _filters(learner_id: UUID, query: dict[str, Any]) -> dict[str, Any]:
    until = query["to_date"]
    return {
        "learner_id": learner_id,
        "source": query["service"],
        "occurred_at >=": _midnight(query["from_date"]),
        "occurred_at <": _midnight(until + timedelta(days=1) if until else None),
    }


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def _name(find_staff_member: Callable[[UUID], Any | None], actor: str) -> str | None:
    try:
        found = find_staff_member(UUID(actor))
    except ValueError:  # a service, or a system with an id of another form
        return None
    return f"{found.given_name} {found.family_name}" if found else None


def _shown(step: Any, name: str | None) -> dict[str, Any]:
    return {
        "occurred_at": step.occurred_at,
        "recorded_at": step.recorded_at,
        "service": step.source,
        "position": step.position,
        "kind": step.kind,
        "label": label_of(step.kind, step.detail),
        "detail": step.detail,
        "thing": {"kind": step.thing_kind, "id": step.thing_id},
        "actor": {"id": step.actor, "name": name},
    }
