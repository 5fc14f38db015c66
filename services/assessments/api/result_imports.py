"""Importing a file of results: all of it or nothing, and a report that names every bad row."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from flask import request
from marshmallow import Schema, fields

from services.assessments.api.age_at_test import in_months
from services.assessments.api.entering import (
    UNKNOWN,
    EnteringLedger,
    Entry,
    Fault,
    carry_out,
    check,
)
from services.assessments.api.result_columns import column_of
from services.assessments.api.result_files import ReadFile, read_file
from services.assessments.domain.assessment_result import RecordAssessmentResult
from shared.runtime.http import IDEMPOTENCY_KEY, Blueprint, caller
from shared.runtime.problems import Problem
from shared.runtime.strict_json import whole_body

CSV_TYPE = "text/csv"
CSV_BODY = {"required": True, "content": {CSV_TYPE: {"schema": {"type": "string"}}}}
MOST_BYTES = 4 * 1024 * 1024
FAULTS_LISTED = 1_000


class ResultImportRequest(Schema):
    """Whether anything is to be recorded."""

    dry_run = fields.Boolean(
        load_default=False, metadata={"description": "Only tell what would be recorded"}
    )


class ResultImportSchema(Schema):
    """What a file came to, or would; a repeat changes nothing and finds all of it unchanged."""

    import_id = fields.UUID(required=True)
    dry_run = fields.Boolean(required=True)
    rows = fields.Integer(required=True)
    new = fields.Integer(required=True)
    unchanged = fields.Integer(required=True, metadata={"description": "On record already"})
    position = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "In the authority's log; null where nothing changed"},
    )


def result_imports(ledger: EnteringLedger) -> Blueprint:
    blueprint = Blueprint("result_imports", __name__, url_prefix="/result-imports")

    @blueprint.put("/<uuid:import_id>")
    @blueprint.allows("import_results")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ResultImportRequest, location="query")
    @blueprint.response(200, ResultImportSchema)
    @blueprint.doc(requestBody=CSV_BODY)
    def put_import(query: dict[str, Any], import_id: UUID) -> Any:
        """Import results from CSV (columns: docs/result-files.md), all or nothing.

        A result is known by learner, instrument, form and day, so a file may be sent again.
        """
        read = read_file(_csv_body())
        entries = list(_entries(import_id, read))
        checked = check(ledger, entries)
        if faults := [*read.faults, *_repeated(entries), *checked.faults]:
            raise _rejected(faults, read.count)
        return {
            "import_id": import_id,
            "dry_run": query["dry_run"],
            "rows": read.count,
            "new": len(checked.new),
            "unchanged": checked.unchanged,
            "position": None if query["dry_run"] else carry_out(ledger, checked),
        }

    return blueprint


def _csv_body() -> bytes:
    if request.mimetype != CSV_TYPE:
        raise Problem(415, "csv_expected", "Send Content-Type: text/csv.")
    request.max_content_length = MOST_BYTES
    return whole_body(request)


def _entries(import_id: UUID, read: ReadFile) -> Iterator[Entry]:
    today = caller().now.date()
    for line, row in read.rows:
        named = f"{row['instrument']}\n{row['form']}\n{row['taken_on']}"
        command = RecordAssessmentResult(
            result_id=uuid5(row["learner_id"], f"imported result {named}"),
            learner_id=row["learner_id"],
            instrument=row["instrument"],
            form=row["form"],
            taken_on=row["taken_on"],
            age_at_test_months=in_months(row["age_at_test"]),
            result=row["result"],
            today=today,
            sheet_id=import_id,
        )
        yield Entry(line, command)


def _repeated(entries: list[Entry]) -> Iterator[Fault]:
    seen: dict[Any, int] = {}
    for entry in entries:
        command = entry.command
        assert isinstance(command, RecordAssessmentResult)
        first = seen.setdefault(command.result_id, entry.row)
        if first != entry.row:
            yield Fault(entry.row, "learner_id", "row_repeated", f"As in line {first}.")


def _rejected(faults: list[Fault], rows: int) -> Problem:
    """Of a file that names nobody who can be reached, it is only said that there is nobody."""
    nobody = [fault.code for fault in faults] == [UNKNOWN] * rows
    in_order = sorted(faults, key=lambda fault: fault.row)[:FAULTS_LISTED]
    return Problem(
        404 if nobody else 422,
        UNKNOWN if nobody else "result_file_rejected",
        "Nothing was imported. Every row at fault is listed, up to the first thousand.",
        errors=[_told(fault) for fault in in_order],
        more={"total": len(faults)},
    )


def _told(fault: Fault) -> dict[str, Any]:
    column = column_of(fault.field) if fault.field else ""
    told = {"line": fault.row, "field": column, "code": fault.code, "detail": fault.detail}
    return {name: value for name, value in told.items() if value}
