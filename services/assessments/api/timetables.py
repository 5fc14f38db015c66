"""A school's assessment timetable: set for a school year, amended upon the version read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.domain.assessment_timetable import (
    KeepTimetable,
    TimetableEntry,
    timetable_id,
)
from services.assessments.domain.year_group import YearGroup
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    accepted,
    caller,
    etag,
)
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

SCHOOL_YEARS = range(2000, 2101)
_IN_PATH = {
    "in": "path",
    "name": "school_year",
    "description": "The calendar year in which the school year starts",
    "schema": {"type": "integer", "minimum": SCHOOL_YEARS[0], "maximum": SCHOOL_YEARS[-1]},
}


class EntrySchema(Schema):
    """An instrument, and the days from the first to the last on which these years take it."""

    entry_id = fields.UUID(required=True)
    instrument = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "A code of `GET /instruments`"},
    )
    year_groups = fields.List(
        fields.Enum(YearGroup, by_value=True),
        required=True,
        validate=validate.Length(1, len(YearGroup)),
    )
    opens_on = fields.Date(required=True)
    closes_on = fields.Date(required=True)


class TimetableRequest(Schema):
    """The whole timetable of a school year."""

    entries = fields.List(
        fields.Nested(EntrySchema), required=True, validate=validate.Length(1, 200)
    )


class TimetableSchema(Schema):
    """A school's timetable of the school year that starts in `school_year`."""

    school_id = fields.UUID(required=True)
    school_year = fields.Integer(required=True)
    entries = fields.List(fields.Nested(EntrySchema), required=True)
    version = fields.Integer(required=True)
    kept_at = fields.AwareDateTime(required=True)
    kept_by = fields.String(required=True)


@dataclass(frozen=True)
class TimetablesLedger:
    """What timetables need of the log and the read models."""

    execute: Callable[[Cause, Stream, object], Outcome]
    version: Callable[[str, UUID], int]
    find: Callable[[UUID], Any | None]
    own_instruments: Callable[[dict[str, Any]], list[Any]]


def timetables(ledger: TimetablesLedger) -> Blueprint:
    blueprint = Blueprint("timetables", __name__, url_prefix="/schools")

    @blueprint.put("/<uuid:school_id>/timetables/<int:school_year>", parameters=[{**_IN_PATH}])
    @blueprint.allows("keep_timetable")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(TimetableRequest)
    @blueprint.response(201, Accepted)
    def put_timetable(body: dict[str, Any], school_id: UUID, school_year: int) -> Any:
        """Set the timetable or, with the ETag that was read in `If-Match`, replace it."""
        one = _timetable_id(school_id, school_year)
        cause = caller().changing()
        amends = cause.expected_version is not None
        own = ledger.own_instruments({"school_id": school_id})
        command = KeepTimetable(
            school_id=school_id,
            school_year=school_year,
            entries=_entries(body["entries"]),
            own_instruments=tuple(row.code for row in own if row.retired_on is None),
            amends=amends,
        )
        stream = Stream("assessment_timetable", one, school_id, school_id)
        return accepted(
            one, ledger.execute(cause if amends else caller().creating(), stream, command)
        )

    @blueprint.get("/<uuid:school_id>/timetables/<int:school_year>", parameters=[{**_IN_PATH}])
    @blueprint.allows("read_timetable")
    @blueprint.response(200, TimetableSchema)
    def get_timetable(school_id: UUID, school_year: int) -> Any:
        """The timetable of a school year; the ETag is what replacing it must match."""
        one = _timetable_id(school_id, school_year)
        seen, found = ledger.version("assessment_timetable", one), ledger.find(one)
        if found is None:
            raise Problem(404, "timetable_unknown", field="school_year")
        return found, etag(seen)

    return blueprint


def _timetable_id(school_id: UUID, school_year: int) -> UUID:
    if school_year not in SCHOOL_YEARS:
        detail = "The calendar year in which the school year starts, 2000 to 2100."
        raise Problem(422, "school_year_invalid", detail, field="school_year")
    return timetable_id(school_id, school_year)


def _entries(given: list[dict[str, Any]]) -> tuple[TimetableEntry, ...]:
    return tuple(
        TimetableEntry(**entry | {"year_groups": tuple(entry["year_groups"])}) for entry in given
    )
