"""Learners discussed at triage: what was decided, what comes next, and what is still open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.response.shown_triage import (
    TriageDiscussionSchema,
    TriageDiscussionsRequest,
)
from services.learners.domain.response.triage_messages import (
    CorrectTriageDiscussion,
    DiscussAtTriage,
    NextStep,
    TriageDecision,
    discussion_id,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    accepted,
    caller,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

Pager = Callable[[dict[str, Any], int | None, str | None], Page]


class NextStepRequest(Schema):
    """What will be done, by which member of staff, by when at the latest."""

    step = narrative("What will be done")
    owner_id = fields.UUID(required=True, metadata={"description": "A staff member of the roster"})
    due_on = fields.Date(required=True, metadata={"description": "Not before the meeting"})


class TriageDiscussionRequest(Schema):
    """What was decided, why, and what comes next."""

    decision = fields.Enum(TriageDecision, by_value=True, required=True)
    reason = narrative("Why this and not more or less")
    next_step = fields.Nested(
        NextStepRequest,
        load_default=None,
        allow_none=True,
        metadata={"description": "Only with `stay_universal` may there be none"},
    )


class TriageCorrectionRequest(TriageDiscussionRequest):
    """What was really decided, and why it stood otherwise; a step that was agreed is moved."""

    because = narrative("Why it stood otherwise")


@dataclass(frozen=True)
class Triage:
    """What the routes need: the ledger, meetings, learners and staff, and the lists by two days."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_meeting: Callable[[UUID], Any | None]
    find_learner: Callable[[UUID], Any | None]
    find_staff_member: Callable[[UUID], Any | None]
    page_by_meeting: Pager
    page_by_due: Pager

    def meeting(self, meeting_id: UUID) -> Any:
        """The meeting; raises `Problem` 404 `triage_meeting_unknown`."""
        return _found(self.find_meeting(meeting_id), "triage_meeting_unknown", "meeting_id")

    def learner(self, learner_id: UUID) -> Any:
        """The learner on the roll; raises `Problem` 404 `learner_unknown`."""
        return _found(self.find_learner(learner_id), "learner_unknown", "learner_id")

    def next_step(self, said: dict[str, Any] | None) -> NextStep | None:
        """The step, if any; raises `Problem` 404 `staff_member_unknown`."""
        if said is None:
            return None
        owner = self.find_staff_member(said["owner_id"])
        _found(owner, "staff_member_unknown", "next_step.owner_id")
        return NextStep(**said)


def triage_discussions(triage: Triage) -> Blueprint:
    blueprint = Blueprint("triage_discussions", __name__)

    @blueprint.put("/triage-meetings/<uuid:meeting_id>/discussions/<uuid:learner_id>")
    @blueprint.allows("discuss_at_triage")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(TriageDiscussionRequest)
    @blueprint.response(201, Accepted)
    def put_triage_discussion(body: dict[str, Any], meeting_id: UUID, learner_id: UUID) -> Any:
        """Put on record what a meeting decided of a learner of the school."""
        meeting, learner = triage.meeting(meeting_id), triage.learner(learner_id)
        command = DiscussAtTriage(
            meeting_id=meeting_id,
            learner_id=learner_id,
            school_id=learner.school_id,
            meeting_school_id=meeting.school_id,
            held_on=meeting.held_on,
            next_step=triage.next_step(body.pop("next_step")),
            **body,
        )
        stream_id = discussion_id(meeting_id, learner_id)
        stream = Stream("triage_discussion", stream_id, learner_id, learner.school_id)
        return accepted(stream_id, triage.execute(caller().creating(), stream, command))

    @blueprint.put(
        "/triage-meetings/<uuid:meeting_id>/discussions/<uuid:learner_id>"
        "/corrections/<uuid:correction_id>"
    )
    @blueprint.allows("discuss_at_triage")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(TriageCorrectionRequest)
    @blueprint.response(201, Accepted)
    def put_triage_correction(
        body: dict[str, Any], meeting_id: UUID, learner_id: UUID, correction_id: UUID
    ) -> Any:
        """Correct what was put on record of a discussion; what stood before can still be read."""
        step = triage.next_step(body.pop("next_step"))
        command = CorrectTriageDiscussion(correction_id=correction_id, next_step=step, **body)
        stream_id = discussion_id(meeting_id, learner_id)
        stream = Stream("triage_discussion", stream_id)
        return accepted(stream_id, triage.execute(caller().matching(), stream, command))

    @blueprint.get("/triage-discussions")
    @blueprint.allows("read_triage")
    @blueprint.arguments(TriageDiscussionsRequest, location="query")
    @blueprint.response(200, page_schema(TriageDiscussionSchema))
    def list_triage_discussions(query: dict[str, Any]) -> Page:
        """Learners discussed, by the day of the meeting; open next steps by the day due."""
        limit, cursor, due_before = (query.pop(name) for name in ("limit", "cursor", "due_before"))
        asked, said = query.pop("open"), due_before is not None
        is_open = True if asked is None and said else asked
        # Where no step was agreed, no day is due: only open ones are in that order.
        page = triage.page_by_due if is_open else triage.page_by_meeting
        return page(query | {"is_open": is_open, "due_on <": due_before}, limit, cursor)

    return blueprint


def _found(row: Any | None, code: str, field: str) -> Any:
    if row is None:
        raise Problem(404, code, field=field)
    return row
