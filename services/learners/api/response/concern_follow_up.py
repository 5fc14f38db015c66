"""What comes of a concern: a named person decides what is done, and a parent is told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.domain.response.concern_messages import (
    ConcernOutcome,
    DecideConcernOutcome,
    InformedBy,
    InformParentOfConcern,
    ParentInformed,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class ConcernOutcomeRequest(Schema):
    """What is done, why, and which member of staff decided it on which day."""

    outcome = fields.Enum(ConcernOutcome, by_value=True, required=True)
    reason = narrative("Why this and not more or less")
    decided_on = fields.Date(
        required=True,
        metadata={"description": "Not before the concern was noticed, nor before the last outcome"},
    )
    decided_by = fields.UUID(
        required=True, metadata={"description": "The staff member who decided, of the roster"}
    )


class InformingRequest(Schema):
    """When and how a parent was told of the concern."""

    informed_on = fields.Date(
        required=True, metadata={"description": "Not before the concern was noticed"}
    )
    informed_by = fields.Enum(InformedBy, by_value=True, required=True)


def concern_follow_up(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_staff_member: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("concern_follow_up", __name__, url_prefix="/concerns")

    @blueprint.put("/<uuid:concern_id>/outcomes/<uuid:outcome_id>")
    @blueprint.allows("decide_concern_outcome")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ConcernOutcomeRequest)
    @blueprint.response(201, Accepted)
    def put_concern_outcome(body: dict[str, Any], concern_id: UUID, outcome_id: UUID) -> Any:
        """Decide what is done about a concern; it replaces what was decided before."""
        if find_staff_member(body["decided_by"]) is None:
            raise Problem(404, "staff_member_unknown", field="decided_by")
        command = DecideConcernOutcome(outcome_id=outcome_id, today=caller().now.date(), **body)
        outcome = execute(caller().matching(), Stream("concern", concern_id), command)
        return accepted(concern_id, outcome)

    @blueprint.put("/<uuid:concern_id>/parent-informed/<uuid:informing_id>")
    @blueprint.allows("record_parent_informed")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(InformingRequest)
    @blueprint.response(201, Accepted)
    def put_parent_informed(body: dict[str, Any], concern_id: UUID, informing_id: UUID) -> Any:
        """Put on record that a parent was told of a concern."""
        command = InformParentOfConcern(
            informing_id=informing_id,
            parent_informed=ParentInformed(**body),
            today=caller().now.date(),
        )
        outcome = execute(caller().matching(), Stream("concern", concern_id), command)
        return accepted(concern_id, outcome)

    return blueprint
