"""Entering the results of a whole class in one request, with who did not take it and why."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from services.assessments.api.age_at_test import AgeAtTestSchema, in_months
from services.assessments.api.entering import (
    UNKNOWN,
    Command,
    EnteringLedger,
    Entry,
    Fault,
    carry_out,
    check,
)
from services.assessments.api.not_taken import MissedAssessmentSchema
from services.assessments.api.result_shapes import result_field
from services.assessments.api.shown_results import RESULTS_PAGE
from services.assessments.domain.assessment_result import RecordAssessmentResult
from services.assessments.domain.missed_assessment import NotTaken, RecordMissedAssessment
from shared.runtime.http import IDEMPOTENCY_KEY, Blueprint, PageRequest, caller, page_schema
from shared.runtime.problems import Problem
from shared.runtime.query import Page

MOST_ROWS = 200
PageOf = Callable[[dict[str, Any], int | None, str | None], Page]


class SheetRowRequest(Schema):
    """A learner, with either a result and the age at test, or the reason why there is none."""

    learner_id = fields.UUID(required=True)
    age_at_test = fields.Nested(AgeAtTestSchema, load_default=None, allow_none=True)
    result = result_field(load_default=None, allow_none=True)
    not_taken = fields.Enum(NotTaken, by_value=True, load_default=None, allow_none=True)


class ResultSheetRequest(Schema):
    """One instrument, taken by a class on a day."""

    instrument = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "A code of `GET /instruments`"},
    )
    form = fields.String(
        required=True,
        validate=validate.Length(1, 200),
        metadata={"description": "Form, version or word list of the test that was taken"},
    )
    taken_on = fields.Date(required=True, metadata={"description": "Today or earlier"})
    results = fields.List(
        fields.Nested(SheetRowRequest), required=True, validate=validate.Length(1, MOST_ROWS)
    )


class ResultSheetSchema(Schema):
    """What a list came to; on a repeat, all of it is unchanged."""

    sheet_id = fields.UUID(required=True)
    recorded = fields.Integer(required=True, metadata={"description": "New results"})
    not_taken = fields.Integer(required=True, metadata={"description": "New reasons"})
    unchanged = fields.Integer(required=True, metadata={"description": "On record already"})
    position = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "In the authority's log; null where nothing changed"},
    )


def result_sheets(ledger: EnteringLedger, page_results: PageOf, page_missed: PageOf) -> Blueprint:
    blueprint = Blueprint("result_sheets", __name__, url_prefix="/result-sheets")

    @blueprint.put("/<uuid:sheet_id>")
    @blueprint.allows("record_result_sheet")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ResultSheetRequest)
    @blueprint.response(201, ResultSheetSchema)
    def put_sheet(body: dict[str, Any], sheet_id: UUID) -> Any:
        """Record the results of a class, all or nothing; each is a result of its own learner."""
        undecided = list(_undecided(body["results"]))
        entries = list(_entries(sheet_id, body, {fault.row for fault in undecided}))
        checked = check(ledger, entries)
        if faults := [*undecided, *_repeated(entries), *checked.faults]:
            raise _rejected(faults, len(body["results"]))
        return {
            "sheet_id": sheet_id,
            "recorded": checked.count(RecordAssessmentResult),
            "not_taken": checked.count(RecordMissedAssessment),
            "unchanged": checked.unchanged,
            "position": carry_out(ledger, checked),
        }

    @blueprint.get("/<uuid:sheet_id>/results")
    @blueprint.allows("read_assessment_results")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, RESULTS_PAGE)
    def list_results(query: dict[str, Any], sheet_id: UUID) -> Page:
        """The results that came with a list, or with an imported file, as they stand."""
        return page_results({"sheet_id": sheet_id}, query["limit"], query["cursor"])

    @blueprint.get("/<uuid:sheet_id>/not-taken")
    @blueprint.allows("read_assessment_results")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(MissedAssessmentSchema))
    def list_not_taken(query: dict[str, Any], sheet_id: UUID) -> Page:
        """Who, by a list, did not take the assessment."""
        return page_missed({"sheet_id": sheet_id}, query["limit"], query["cursor"])

    return blueprint


def _undecided(rows: list[dict[str, Any]]) -> Iterator[Fault]:
    """Of a row it must be clear whether there is a result; an age stands only beside one."""
    for place, row in enumerate(rows):
        if (row["result"] is None) == (row["not_taken"] is None):
            yield Fault(place, "result", "result_or_reason")
        elif (row["result"] is None) != (row["age_at_test"] is None):
            yield Fault(place, "age_at_test", "age_with_result_only")


def _entries(sheet_id: UUID, body: dict[str, Any], without: set[int]) -> Iterator[Entry]:
    for place, row in enumerate(body["results"]):
        if place not in without:
            thing_id = uuid5(sheet_id, str(row["learner_id"]))
            make = _missed if row["result"] is None else _taken
            yield Entry(place, make(thing_id, sheet_id, body, row))


def _taken(thing_id: UUID, sheet_id: UUID, body: dict[str, Any], row: dict[str, Any]) -> Command:
    return RecordAssessmentResult(
        result_id=thing_id,
        learner_id=row["learner_id"],
        instrument=body["instrument"],
        form=body["form"],
        taken_on=body["taken_on"],
        age_at_test_months=in_months(row["age_at_test"]),
        result=row["result"],
        today=caller().now.date(),
        sheet_id=sheet_id,
    )


def _missed(thing_id: UUID, sheet_id: UUID, body: dict[str, Any], row: dict[str, Any]) -> Command:
    return RecordMissedAssessment(
        missed_id=thing_id,
        learner_id=row["learner_id"],
        instrument=body["instrument"],
        due_on=body["taken_on"],
        reason=row["not_taken"],
        sheet_id=sheet_id,
        is_own=False,
        today=caller().now.date(),
    )


def _repeated(entries: list[Entry]) -> Iterator[Fault]:
    seen: set[UUID] = set()
    for entry in entries:
        if entry.command.learner_id in seen:
            yield Fault(entry.row, "learner_id", "learner_repeated")
        seen.add(entry.command.learner_id)


_OF_ALL_ROWS = ("instrument", "form", "taken_on")


def _rejected(faults: list[Fault], rows: int) -> Problem:
    """Of a list that names nobody who can be reached, it is only said that there is nobody."""
    told = {_field(fault): fault for fault in reversed(faults)}
    errors = [{"field": name, "code": told[name].code} for name in reversed(told)]
    nobody = [fault.code for fault in faults] == [UNKNOWN] * rows
    return Problem(
        404 if nobody else 409,
        UNKNOWN if nobody else "result_sheet_rejected",
        "Nothing was recorded.",
        field=errors[0]["field"],
        errors=errors,
    )


def _field(fault: Fault) -> str:
    is_of_all = fault.field in _OF_ALL_ROWS
    return fault.field if is_of_all else f"results.{fault.row}.{fault.field}"
