"""Triage meetings of a school: that they were held, and who was there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.domain.response.triage_meeting import HoldTriageMeeting
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


class TriageMeetingRequest(Schema):
    """Which school met, on which day, and which members of its staff were there."""

    school_id = fields.UUID(required=True)
    held_on = fields.Date(required=True, metadata={"description": "Today or earlier"})
    attendee_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(1, 60))


class TriageMeetingSchema(Schema):
    """A meeting that was held."""

    meeting_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    held_on = fields.Date(required=True)
    attendee_ids = fields.List(fields.UUID(), required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class TriageMeetingsRequest(PageRequest):
    """Of which school, and when."""

    school_id = fields.UUID(load_default=None)
    from_date = fields.Date(load_default=None)
    to_date = fields.Date(load_default=None, metadata={"description": "This day included"})


def triage_meetings(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_school: Callable[[UUID], Any | None],
    find_staff_member: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("triage_meetings", __name__, url_prefix="/triage-meetings")

    @blueprint.put("/<uuid:meeting_id>")
    @blueprint.allows("hold_triage_meeting")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(TriageMeetingRequest)
    @blueprint.response(201, Accepted)
    def put_triage_meeting(body: dict[str, Any], meeting_id: UUID) -> Any:
        """Put on record that a school's staff met to plan next steps."""
        school_id = body["school_id"]
        if find_school(school_id) is None:
            raise Problem(404, "school_unknown", field="school_id")
        attendee_ids = tuple(body.pop("attendee_ids"))
        for place, attendee_id in enumerate(attendee_ids):
            if find_staff_member(attendee_id) is None:
                raise Problem(404, "staff_member_unknown", field=f"attendee_ids.{place}")
        command = HoldTriageMeeting(
            meeting_id=meeting_id, attendee_ids=attendee_ids, today=caller().now.date(), **body
        )
        # A meeting is about no learner: the school is its subject, and stands at itself.
        stream = Stream("triage_meeting", meeting_id, school_id, school_id)
        return accepted(meeting_id, execute(caller().creating(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_triage")
    @blueprint.arguments(TriageMeetingsRequest, location="query")
    @blueprint.response(200, page_schema(TriageMeetingSchema))
    def list_triage_meetings(query: dict[str, Any]) -> Page:
        """The meetings, the latest first."""
        filters = {
            "school_id": query["school_id"],
            "held_on >=": query["from_date"],
            "held_on <=": query["to_date"],
        }
        return page(filters, query["limit"], query["cursor"])

    return blueprint
