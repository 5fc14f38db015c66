"""Putting on record that the parents were shown a target."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.targets.domain.small_step_target_messages import ShareSmallStepTarget
from services.targets.domain.target_codes import SharedBy
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class ShareRequest(Schema):
    """When and how the parents were shown it; they are sent a notice of it."""

    shared_on = fields.Date(
        required=True, metadata={"description": "Not before the target was set, nor after today"}
    )
    shared_by = fields.Enum(SharedBy, by_value=True, required=True)
    childs_view = narrative("What the child thinks of the target", load_default=None)


def shares(execute: Callable[[Cause, Stream, object], Outcome]) -> Blueprint:
    blueprint = Blueprint("shares", __name__, url_prefix="/small-step-targets")

    @blueprint.put("/<uuid:target_id>/shares/<uuid:share_id>")
    @blueprint.allows("share_small_step_target")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ShareRequest)
    @blueprint.response(201, Accepted)
    def put_share(body: dict[str, Any], target_id: UUID, share_id: UUID) -> Any:
        """Record a sharing; a target may be shared several times, such as with each parent."""
        command = ShareSmallStepTarget(share_id=share_id, today=caller().now.date(), **body)
        stream = Stream("small_step_target", target_id)
        return accepted(target_id, execute(caller().matching(), stream, command))

    return blueprint
