"""What comes of a next step that was agreed at triage: it is moved, and it is taken."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.domain.response.triage_messages import (
    CompleteNextStep,
    MoveNextStep,
    discussion_id,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class NextStepMoveRequest(Schema):
    """Whose the step becomes, by when, and why."""

    owner_id = fields.UUID(required=True, metadata={"description": "A staff member of the roster"})
    due_on = fields.Date(required=True, metadata={"description": "Today or later"})
    reason = narrative("Why it is moved")


class NextStepDoneRequest(Schema):
    """When the step was taken, and what came of it."""

    completed_on = fields.Date(
        required=True, metadata={"description": "Between the meeting and today"}
    )
    note = narrative("What came of it", load_default=None)


def next_steps(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_staff_member: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint(
        "next_steps",
        __name__,
        url_prefix="/triage-meetings/<uuid:meeting_id>/discussions/<uuid:learner_id>",
    )

    def follow_up(meeting_id: UUID, learner_id: UUID, command: object) -> Any:
        discussed = discussion_id(meeting_id, learner_id)
        stream = Stream("triage_discussion", discussed)
        return accepted(discussed, execute(caller().matching(), stream, command))

    @blueprint.put("/next-step-moves/<uuid:move_id>")
    @blueprint.allows("discuss_at_triage")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(NextStepMoveRequest)
    @blueprint.response(201, Accepted)
    def put_next_step_move(
        body: dict[str, Any], meeting_id: UUID, learner_id: UUID, move_id: UUID
    ) -> Any:
        """Move an open next step to another day, or to another owner."""
        if find_staff_member(body["owner_id"]) is None:
            raise Problem(404, "staff_member_unknown", field="owner_id")
        command = MoveNextStep(move_id=move_id, today=caller().now.date(), **body)
        return follow_up(meeting_id, learner_id, command)

    @blueprint.put("/next-step-done")
    @blueprint.allows("complete_next_step")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(NextStepDoneRequest)
    @blueprint.response(201, Accepted)
    def put_next_step_done(body: dict[str, Any], meeting_id: UUID, learner_id: UUID) -> Any:
        """Put on record that the next step was taken."""
        command = CompleteNextStep(today=caller().now.date(), **body)
        return follow_up(meeting_id, learner_id, command)

    return blueprint
