"""Importing a roster: one zip, all of it or nothing, and a report that names every bad row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import request
from marshmallow import Schema, fields

from services.learners.api.roll.roster.archive import MAX_PACKED_BYTES
from services.learners.api.roll.roster.commands import commands_of, import_of
from services.learners.api.roll.roster.endings import KnownBefore, endings, rights_passed
from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.reading import Roster
from services.learners.api.roll.roster.roster_zip import held_by_others, read_roster
from services.learners.domain.roll.identity import authority_id
from shared.runtime.execute import Outcome, VersionStale
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
from shared.runtime.strict_json import whole_body

ZIP_TYPES = ("application/zip", "application/x-zip-compressed")
ZIP_BODY = {"required": True, "content": {ZIP_TYPES[0]: {"schema": {"contentMediaType": "zip"}}}}


@dataclass(frozen=True)
class RosterLedger:
    """What importing needs of the log and the read models."""

    execute_all: Callable[[Cause, Sequence[tuple[Stream, object]]], Outcome]
    version: Callable[[str, UUID], int]
    upns_held: Callable[[dict[str, Any]], list[Any]]
    known_before: Callable[[], KnownBefore]
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]


class CountsSchema(Schema):
    """How many of each."""

    schools = fields.Integer(required=True)
    staff_members = fields.Integer(required=True)
    classes = fields.Integer(required=True)
    learners = fields.Integer(required=True)
    new_learners = fields.Integer(required=True)
    warnings = fields.Integer(required=True)


class WarningSchema(Schema):
    """A row that was taken in, and should be looked at."""

    file = fields.String(required=True)
    line = fields.Integer(required=True)
    field = fields.String(required=True)
    code = fields.String(required=True)


class RosterImportSummarySchema(Schema):
    """An import that was carried out."""

    import_id = fields.UUID(required=True)
    imported_at = fields.AwareDateTime(required=True)
    imported_by = fields.String(required=True)
    digest = fields.String(required=True, metadata={"description": "SHA-256 of the zip"})
    counts = fields.Nested(CountsSchema, required=True)


class RosterImportSchema(RosterImportSummarySchema):
    """An import, with the rows to look at."""

    warnings = fields.List(fields.Nested(WarningSchema), required=True)


def roster_imports(ledger: RosterLedger) -> Blueprint:
    blueprint = Blueprint("roster_imports", __name__, url_prefix="/roster-imports")

    @blueprint.put("/<uuid:import_id>")
    @blueprint.allows("import_roster")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(201, Accepted)
    @blueprint.doc(requestBody=ZIP_BODY)
    def put_import(import_id: UUID) -> Any:
        """Import a OneRoster 1.2 CSV zip (bulk), all or nothing.

        It is whole for each school on whose roll it names a learner: posts, classes and places
        there that it does not name have ended.
        """
        body = _zip_body()
        return accepted(import_id, _carry_out(ledger, import_id, body, _sound_roster(body)))

    @blueprint.get("")
    @blueprint.allows("read_roster_imports")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(RosterImportSummarySchema))
    def list_imports(query: dict[str, Any]) -> Page:
        """The imports, newest first."""
        return ledger.page({}, query["limit"], query["cursor"])

    @blueprint.get("/<uuid:import_id>")
    @blueprint.allows("read_roster_imports")
    @blueprint.response(200, RosterImportSchema)
    def get_import(import_id: UUID) -> Any:
        """One import: when, by whom, what it held, and the rows to look at."""
        found = ledger.find(import_id)
        if found is None:
            raise Problem(404, "roster_import_unknown", field="import_id")
        return found

    return blueprint


def _zip_body() -> bytes:
    if request.mimetype not in ZIP_TYPES:
        raise Problem(415, "zip_expected", "Send Content-Type: application/zip.")
    request.max_content_length = MAX_PACKED_BYTES
    return whole_body(request)


def _sound_roster(body: bytes) -> Roster:
    read = read_roster(body, caller().authority, caller().now.date())
    if isinstance(read, Faults):
        raise _rejected(read)
    return read


def _carry_out(ledger: RosterLedger, import_id: UUID, body: bytes, roster: Roster) -> Outcome:
    """Check the roll and append. The version was read before the roll: an import between shows."""
    authority = caller().authority
    version = ledger.version("roster", authority_id(authority))
    held = {row.learner_id: row.upn for row in ledger.upns_held({})}
    if (faults := held_by_others(roster, held)).total:
        raise _rejected(faults)
    known = ledger.known_before()
    put = import_of(import_id, body, roster, held)
    after = [*endings(roster, known), *rights_passed(roster, known, caller().now.date())]
    cause = replace(caller().creating(), expected_version=version)
    try:
        return ledger.execute_all(cause, [*commands_of(roster, put, authority), *after])
    except VersionStale as stale:
        detail = "Another roster was imported at the same time; send this one again."
        raise Problem(409, "roster_imported_meanwhile", detail) from stale


def _rejected(faults: Faults) -> Problem:
    return Problem(
        422,
        "roster_rejected",
        "Nothing was imported. Every row at fault is listed, up to the first thousand.",
        errors=[told(fault) for fault in faults.listed],
        more={"total": faults.total},
    )


def told(fault: Fault) -> dict[str, Any]:
    """A fault as the caller is told of it."""
    said = {
        "file": fault.file,
        "line": fault.line,
        "field": fault.field,
        "code": fault.code,
        "detail": fault.reason,
    }
    return {name: value for name, value in said.items() if value}
