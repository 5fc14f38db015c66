"""Which day is the n-th school day, and how many are there until a day?"""

from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.roll.calendars import YEARS, CalendarLedger
from services.learners.domain.roll.school_days import DaysUnknown, SchoolDays
from shared.runtime.http import Blueprint, caller
from shared.runtime.problems import Problem
from shared.runtime.records import AsOf

MOST_DAYS = 400


class SchoolDaysRequest(AsOf):
    """From which day, and either how many school days (1, where nothing is said), or until when."""

    from_date = fields.Date(
        required=True,
        data_key="from",
        metadata={"description": "The day of the event: counting begins with the day after"},
    )
    count = fields.Integer(load_default=None, validate=validate.Range(1, MOST_DAYS))
    until = fields.Date(load_default=None, metadata={"description": "This day included"})


class SchoolDaysSchema(Schema):
    """A period of school days that begins with the day after `from`."""

    school_id = fields.UUID(required=True)
    from_date = fields.Date(required=True, data_key="from")
    count = fields.Integer(required=True, metadata={"description": "School days in the period"})
    last = fields.Date(required=True, metadata={"description": "The last day of the period"})


def school_days(ledger: CalendarLedger) -> Blueprint:
    blueprint = Blueprint("school_days", __name__)

    @blueprint.get("/schools/<uuid:school_id>/school-days")
    @blueprint.allows("read_schools")
    @blueprint.arguments(SchoolDaysRequest, location="query")
    @blueprint.response(200, SchoolDaysSchema)
    def get_school_days(query: dict[str, Any], school_id: UUID) -> Any:
        """On which day a period of school days ends, or how many it has."""
        ledger.school(school_id)
        if query["count"] is not None and query["until"] is not None:
            raise Problem(409, "count_or_until", "Give one of the two.", field="count")
        known = ledger.known.school_days(school_id, query["as_of"] or caller().now)
        try:
            return {"school_id": school_id, "from_date": query["from_date"]} | _asked(known, query)
        except DaysUnknown as unknown:
            detail = f"The school has no calendar of {unknown.school_year}/{_end_of(unknown)}."
            raise Problem(409, "calendar_unknown", detail, field="from") from unknown

    return blueprint


def _asked(known: SchoolDays, query: dict[str, Any]) -> dict[str, int | date]:
    first, count, until = query["from_date"], query["count"] or 1, query["until"]
    if first.year not in YEARS:  # the calendar of dates itself comes to an end
        raise DaysUnknown(first.year)
    if until is not None:
        return {"count": known.between(first, until), "last": until}
    return {"count": count, "last": known.nth_after(first, count)}


def _end_of(unknown: DaysUnknown) -> str:
    return f"{(unknown.school_year + 1) % 100:02}"
