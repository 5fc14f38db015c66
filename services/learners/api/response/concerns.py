"""Raising a concern, and looking at those raised about a learner."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.domain.response.concern import (
    ConcernArea,
    InformedBy,
    ParentInformed,
    RaiseConcern,
)
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


class ParentInformedRequest(Schema):
    """When and how a parent was told."""

    informed_on = fields.Date(required=True)
    informed_by = fields.Enum(InformedBy, by_value=True, required=True)


class ConcernRequest(Schema):
    """A concern, in the words of whoever noticed."""

    learner_id = fields.UUID(required=True)
    area = fields.Enum(ConcernArea, by_value=True, required=True)
    observation = fields.String(required=True, validate=validate.Length(1, 4_000))
    noticed_on = fields.Date(required=True)
    parent_informed = fields.Nested(ParentInformedRequest, load_default=None, allow_none=True)


class ConcernSchema(Schema):
    """A concern on record."""

    concern_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    area = fields.Enum(ConcernArea, by_value=True, required=True)
    observation = fields.String(required=True)
    noticed_on = fields.Date(required=True)
    parent_informed_on = fields.Date(required=True, allow_none=True)
    parent_informed_by = fields.Enum(InformedBy, by_value=True, required=True, allow_none=True)
    raised_at = fields.AwareDateTime(required=True)
    raised_by = fields.String(required=True)


class ConcernsRequest(PageRequest):
    """Whose concerns."""

    learner_id = fields.UUID(required=True)


def concerns(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("concerns", __name__, url_prefix="/concerns")

    @blueprint.put("/<uuid:concern_id>")
    @blueprint.allows("raise_concern")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ConcernRequest)
    @blueprint.response(201, Accepted)
    def put_concern(body: dict[str, Any], concern_id: UUID) -> Any:
        """Raise a concern about a learner."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        stream = Stream("concern", concern_id, learner.learner_id, learner.school_id)
        return accepted(
            concern_id, execute(caller().creating(), stream, _command(concern_id, body))
        )

    @blueprint.get("")
    @blueprint.allows("read_concerns")
    @blueprint.arguments(ConcernsRequest, location="query")
    @blueprint.response(200, page_schema(ConcernSchema))
    def list_concerns(query: dict[str, Any]) -> Page:
        """The concerns about one learner, oldest first."""
        return page({"learner_id": query["learner_id"]}, query["limit"], query["cursor"])

    @blueprint.get("/<uuid:concern_id>")
    @blueprint.allows("read_concerns")
    @blueprint.response(200, ConcernSchema)
    def get_concern(concern_id: UUID) -> Any:
        """One concern."""
        found = find(concern_id)
        if found is None:
            raise Problem(404, "concern_unknown", field="concern_id")
        return found

    return blueprint


def _command(concern_id: UUID, body: dict[str, Any]) -> RaiseConcern:
    informed = body["parent_informed"]
    return RaiseConcern(
        concern_id=concern_id,
        learner_id=body["learner_id"],
        area=body["area"],
        observation=body["observation"],
        noticed_on=body["noticed_on"],
        parent_informed=ParentInformed(**informed) if informed else None,
        today=caller().now.date(),
    )
