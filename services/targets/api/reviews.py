"""Putting the review of a target on record."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.targets.api.shown_targets import ChildsVoiceSchema
from services.targets.domain.review import ChildsVoice, NextStep, Outcome
from services.targets.domain.small_step_target_messages import ReviewSmallStepTarget
from shared.runtime import execute as runtime
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class ReviewRequest(Schema):
    """How it went, in everybody's words, and what is decided."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    what_is_working = narrative("What helps, and is worth going on with")
    what_is_not_working = narrative("What does not help; say so where there is nothing")
    childs_voice = fields.Nested(ChildsVoiceSchema, required=True)
    parents_voice = narrative(
        "What the parents say; null where they were not heard", load_default=None
    )
    next_step = fields.Enum(
        NextStep,
        by_value=True,
        required=True,
        metadata={
            "description": "`achieved_end` is for a target achieved, `extend`, `tweak` and `stop`"
            " for one that is not. Without `extended_to` a target not achieved is stopped: to"
            " tweak or replace it, set another that `follows` it."
        },
    )
    extended_to = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The next review: with `extend` always; with `screen` and `refer` where"
            " the child goes on with the target meanwhile"
        },
    )
    reviewed_on = fields.Date(
        required=True, metadata={"description": "Not before the target's start, nor after today"}
    )


def reviews(execute: Callable[[Cause, Stream, object], runtime.Outcome]) -> Blueprint:
    blueprint = Blueprint("reviews", __name__, url_prefix="/small-step-targets")

    @blueprint.put("/<uuid:target_id>/reviews/<uuid:review_id>")
    @blueprint.allows("review_small_step_target")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ReviewRequest)
    @blueprint.response(201, Accepted)
    def put_review(body: dict[str, Any], target_id: UUID, review_id: UUID) -> Any:
        """Record a review; the parents are sent a notice of it."""
        command = ReviewSmallStepTarget(
            review_id=review_id,
            childs_voice=ChildsVoice(**body.pop("childs_voice")),
            today=caller().now.date(),
            **body,
        )
        stream = Stream("small_step_target", target_id)
        return accepted(target_id, execute(caller().matching(), stream, command))

    return blueprint
