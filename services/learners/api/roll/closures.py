"""Days on which a school is closed after all, and closures that are called off."""

from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.roll.calendars import CalendarLedger
from services.learners.domain.roll.school_calendar import CloseSchool, ClosureReason, ReopenSchool
from services.learners.domain.roll.school_days import school_year_of
from shared.runtime.http import IDEMPOTENCY_KEY, Accepted, Blueprint, caller
from shared.runtime.problems import Problem


class ClosureRequest(Schema):
    """Why there is no session."""

    reason = fields.Enum(ClosureReason, by_value=True, required=True)


def closures(ledger: CalendarLedger) -> Blueprint:
    blueprint = Blueprint("closures", __name__, url_prefix="/schools/<uuid:school_id>/closures")

    @blueprint.put("/<string:day>")
    @blueprint.allows("keep_calendar")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ClosureRequest)
    @blueprint.response(201, Accepted)
    def put_closure(body: dict[str, Any], school_id: UUID, day: str) -> Any:
        """Record that a school has no session on a school day, before or after the day."""
        ledger.school(school_id)
        closed_on = _day(day)
        place = (school_id, school_year_of(closed_on))
        command = CloseSchool(day=closed_on, reason=body["reason"])
        return ledger.change(caller().changing(), place, command)

    @blueprint.delete("/<string:day>")
    @blueprint.allows("keep_calendar")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(200, Accepted)
    def delete_closure(school_id: UUID, day: str) -> Any:
        """Withdraw a closure: there was, or will be, a session."""
        ledger.school(school_id)
        closed_on = _day(day)
        place = (school_id, school_year_of(closed_on))
        return ledger.change(caller().changing(), place, ReopenSchool(day=closed_on))

    return blueprint


def _day(text: str) -> date:
    """A day as ISO 8601 has it, `2026-12-18`, and in no other of its forms."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Problem(404, "day_unknown", field="day")
    return day
