"""Setting small step targets, and looking at them: a learner's, a group's, those due."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.targets.api.shown_targets import (
    SmallStepTargetSchema,
    SmartWordingSchema,
    TargetInListSchema,
)
from services.targets.domain.small_step_target_messages import SetSmallStepTarget, SmartWording
from services.targets.domain.target_codes import TargetArea, TargetStatus
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
from shared.runtime.request_fields import short
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class SmallStepTargetRequest(Schema):
    """A target for one learner, in the SMART format."""

    learner_id = fields.UUID(required=True)
    area = fields.Enum(TargetArea, by_value=True, required=True)
    group_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Shared by the targets of a group: one each, for each learner"},
    )
    follows = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The target of this learner that a review replaced by this one"},
    )
    wording = fields.Nested(SmartWordingSchema, required=True)
    strategies = fields.List(
        short("What will be done, such as an intervention and how often"),
        required=True,
        validate=validate.Length(1, 20),
    )
    adult = short("Who helps, by name or post")
    starts_on = fields.Date(required=True)
    review_on = fields.Date(
        required=True, metadata={"description": "Later than the start; reviews are at least termly"}
    )
    set_on = fields.Date(
        required=True, metadata={"description": "When it was agreed, today or earlier"}
    )


class SmallStepTargetsRequest(PageRequest):
    """Which targets; conditions add up."""

    learner_id = fields.UUID(load_default=None)
    group_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    status = fields.Enum(TargetStatus, by_value=True, load_default=None)
    due_before = fields.Date(
        load_default=None,
        metadata={"description": "To be reviewed before this day; open ones unless `status` says"},
    )


def small_step_targets(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
    version: Callable[[str, UUID], int],
) -> Blueprint:
    blueprint = Blueprint("small_step_targets", __name__, url_prefix="/small-step-targets")

    @blueprint.put("/<uuid:target_id>")
    @blueprint.allows("set_small_step_target")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(SmallStepTargetRequest)
    @blueprint.response(201, Accepted)
    def put_small_step_target(body: dict[str, Any], target_id: UUID) -> Any:
        """Set a target; another wording is another target, which follows this one."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        _refuse_to_follow_another_learner(find, body)
        stream = Stream("small_step_target", target_id, learner.learner_id, learner.school_id)
        return accepted(target_id, execute(caller().creating(), stream, _command(target_id, body)))

    @blueprint.get("")
    @blueprint.allows("read_small_step_targets")
    @blueprint.arguments(SmallStepTargetsRequest, location="query")
    @blueprint.response(200, page_schema(TargetInListSchema))
    def list_small_step_targets(query: dict[str, Any]) -> Page:
        """Targets by the day of their review; with `due_before`, the review queue."""
        limit, cursor, due_before = (query.pop(name) for name in ("limit", "cursor", "due_before"))
        if due_before is not None:
            query["review_on <"] = due_before
            query["status"] = query["status"] or TargetStatus.OPEN
        return page(query, limit, cursor)

    @blueprint.get("/<uuid:target_id>")
    @blueprint.allows("read_small_step_targets")
    @blueprint.response(200, SmallStepTargetSchema)
    def get_small_step_target(target_id: UUID) -> Any:
        """One target with its sharings and reviews; the ETag is what a change may match."""
        seen = version("small_step_target", target_id)
        found = find(target_id)
        if found is None:
            raise Problem(404, "target_unknown", field="target_id")
        return found, etag(seen)

    return blueprint


def _refuse_to_follow_another_learner(
    find: Callable[[UUID], Any | None], body: dict[str, Any]
) -> None:
    """No target may lead from one child's record into another's."""
    if body["follows"] is None:
        return
    followed = find(body["follows"])
    if followed is None or followed.learner_id != body["learner_id"]:
        raise Problem(404, "target_unknown", field="follows")


def _command(target_id: UUID, body: dict[str, Any]) -> SetSmallStepTarget:
    return SetSmallStepTarget(
        target_id=target_id,
        wording=SmartWording(**body.pop("wording")),
        strategies=tuple(body.pop("strategies")),
        today=caller().now.date(),
        **body,
    )
