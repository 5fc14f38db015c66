"""Keeping a person from a learner's record, and letting them see it again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.domain.ties.restriction import (
    ImposeRestriction,
    LiftRestriction,
    RestrictionKind,
    Scope,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class RestrictionRequest(Schema):
    """Who is kept from what, by which order or case, why, and when it is looked at again."""

    learner_id = fields.UUID(required=True)
    person_id = fields.UUID(
        required=True, metadata={"description": "As whom they sign in: their token's `sub`"}
    )
    kind = fields.Enum(RestrictionKind, by_value=True, required=True)
    scope = fields.Enum(Scope, by_value=True, required=True)
    reference = fields.String(required=True, validate=validate.Length(1, 200))
    reason = fields.String(required=True, validate=validate.Length(1, 4_000))
    review_on = fields.Date(
        required=True, metadata={"description": "It holds on after that day, until it is lifted"}
    )


class LiftingRequest(Schema):
    """Why the restriction no longer holds."""

    reason = fields.String(required=True, validate=validate.Length(1, 4_000))


def restrictions(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("restrictions", __name__, url_prefix="/restrictions")

    @blueprint.put("/<uuid:restriction_id>")
    @blueprint.allows("impose_restriction")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(RestrictionRequest)
    @blueprint.response(201, Accepted)
    def put_restriction(body: dict[str, Any], restriction_id: UUID) -> Any:
        """Keep a person from a learner's record, or from a part of it."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        command = ImposeRestriction(
            restriction_id=restriction_id, today=caller().now.date(), **body
        )
        stream = Stream("restriction", restriction_id, learner.learner_id, learner.school_id)
        return accepted(restriction_id, execute(caller().creating(), stream, command))

    @blueprint.put("/<uuid:restriction_id>/lifting")
    @blueprint.allows("lift_restriction")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(LiftingRequest)
    @blueprint.response(201, Accepted)
    def put_lifting(body: dict[str, Any], restriction_id: UUID) -> Any:
        """Lift a restriction, with the reason."""
        if find(restriction_id) is None:
            raise Problem(404, "restriction_unknown", field="restriction_id")
        outcome = execute(
            caller().creating(), Stream("restriction", restriction_id), LiftRestriction(**body)
        )
        return accepted(restriction_id, outcome)

    return blueprint
