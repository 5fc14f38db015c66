"""Raising a concern, and looking at those raised about a learner."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.response.shown_concerns import ConcernSchema
from services.learners.domain.response.concern_messages import (
    ConcernArea,
    ConcernOutcome,
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
    etag,
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


class ConcernsRequest(PageRequest):
    """Which concerns; conditions add up."""

    learner_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    area = fields.Enum(ConcernArea, by_value=True, load_default=None)
    has_outcome = fields.Boolean(
        load_default=None, metadata={"description": "`false`: those that nobody has decided about"}
    )
    outcome = fields.Enum(
        ConcernOutcome,
        by_value=True,
        load_default=None,
        metadata={"description": "The one that stands"},
    )
    is_parent_informed = fields.Boolean(load_default=None)


def concerns(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
    version: Callable[[str, UUID], int],
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
        """The concerns about a learner, or about those of a school, oldest first."""
        limit, cursor = query.pop("limit"), query.pop("cursor")
        return page(query, limit, cursor)

    @blueprint.get("/<uuid:concern_id>")
    @blueprint.allows("read_concerns")
    @blueprint.response(200, ConcernSchema)
    def get_concern(concern_id: UUID) -> Any:
        """One concern; the ETag is what an outcome may be conditional upon."""
        seen = version("concern", concern_id)
        found = find(concern_id)
        if found is None:
            raise Problem(404, "concern_unknown", field="concern_id")
        return found, etag(seen)

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
