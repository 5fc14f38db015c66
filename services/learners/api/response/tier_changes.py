"""Moving a learner to another tier: decided by a named person, with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import ChangeProvisionTier
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class TierChangeRequest(Schema):
    """The tier, why, from when, and which member of staff decided."""

    tier = fields.Enum(Tier, by_value=True, required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 4_000))
    effective_on = fields.Date(required=True)
    decided_by = fields.UUID(
        required=True, metadata={"description": "The staff member who decided, of the roster"}
    )


def tier_changes(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_staff_member: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("tier_changes", __name__, url_prefix="/learners")

    @blueprint.put("/<uuid:learner_id>/tier-changes/<uuid:change_id>")
    @blueprint.allows("change_provision_tier")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(TierChangeRequest)
    @blueprint.response(201, Accepted)
    def put_tier_change(body: dict[str, Any], learner_id: UUID, change_id: UUID) -> Any:
        """Change a learner's tier; `If-Match` with the learner's ETag is heeded."""
        if find_staff_member(body["decided_by"]) is None:
            raise Problem(404, "staff_member_unknown", field="decided_by")
        command = ChangeProvisionTier(change_id=change_id, today=caller().now.date(), **body)
        outcome = execute(caller().matching(), Stream("learner", learner_id), command)
        return accepted(learner_id, outcome)

    return blueprint
