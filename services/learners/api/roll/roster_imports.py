"""Importing a roster: one zip, all of it or nothing, and a report that names every bad row."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request

from services.learners.api.roll.ctf_schemas import DryRunRequest
from services.learners.api.roll.roster.archive import MAX_PACKED_BYTES
from services.learners.api.roll.roster.commands import KIND, about, steps_of, with_ended
from services.learners.api.roll.roster.endings import KnownBefore, endings, rights_passed
from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster.reading import Roster
from services.learners.api.roll.roster.roll import (
    OnRoll,
    adopted,
    held_by_others,
    with_likenesses,
)
from services.learners.api.roll.roster.roster_zip import read_roster
from services.learners.api.roll.roster_schemas import (
    RosterAcceptedSchema,
    RosterImportSchema,
    RosterImportSummarySchema,
)
from shared.runtime.http import IDEMPOTENCY_KEY, Blueprint, PageRequest, caller, page_schema
from shared.runtime.long_work import Step, Work
from shared.runtime.preview import Preview
from shared.runtime.problems import Problem
from shared.runtime.progress import ProgressSchema
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream
from shared.runtime.strict_json import whole_body

GO_ON_SECONDS = 8.0
ZIP_TYPES = ("application/zip", "application/x-zip-compressed")
ZIP_BODY = {"required": True, "content": {ZIP_TYPES[0]: {"schema": {"contentMediaType": "zip"}}}}


@dataclass(frozen=True)
class RosterLedger:
    """What importing needs of the log and the read models."""

    begin: Callable[..., Work]
    go_on: Callable[[Work, float], Work]
    preview: Callable[[Cause, Iterable[Step]], Preview]
    work: Callable[[UUID], Work | None]
    source: Callable[[str], bytes | None]
    upns_held: Callable[[dict[str, Any]], Iterator[Any]]
    likenesses: Callable[[dict[str, Any]], Iterator[Any]]
    known_before: Callable[[], KnownBefore]
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]


def roster_imports(ledger: RosterLedger) -> Blueprint:
    blueprint = Blueprint("roster_imports", __name__, url_prefix="/roster-imports")

    @blueprint.put("/<uuid:import_id>")
    @blueprint.allows("import_roster")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(DryRunRequest, location="query")
    @blueprint.response(201, RosterAcceptedSchema)
    @blueprint.alt_response(200, schema=RosterAcceptedSchema)
    @blueprint.alt_response(202, schema=RosterAcceptedSchema)
    @blueprint.doc(requestBody=ZIP_BODY)
    def put_import(query: dict[str, Any], import_id: UUID) -> Any:
        """Import a OneRoster 1.2 CSV zip, whole files (bulk) or changes (delta), all or nothing.

        It is whole for each school on whose roll it names a learner: posts, classes and places
        there that it does not name have ended. 202 tells that a long one goes on; `Location` shows
        its progress. `?dry_run=true` answers 200 with the effect, and changes nothing.
        """
        asked = _Import(ledger, import_id, _zip_body())
        if query["dry_run"]:
            return asked.preview(), 200
        told = asked.carry_out()
        where = {"Location": f"/roster-imports/{import_id}/progress"}
        return told, 202 if told["counts"] is None else 201, where

    @blueprint.get("/<uuid:import_id>/progress")
    @blueprint.allows("read_roster_imports")
    @blueprint.response(200, ProgressSchema)
    def get_progress(import_id: UUID) -> Any:
        """How far an import has got, and what it has led to so far."""
        work = ledger.work(import_id)
        if work is None or work.kind != KIND:
            raise Problem(404, "roster_import_unknown", field="import_id")
        return work

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


class _Import:
    """A sound roster on its way in: checked against the roll, then put down as steps."""

    def __init__(self, ledger: RosterLedger, import_id: UUID, body: bytes) -> None:
        self._ledger, self._import_id = ledger, import_id
        self._until = time.monotonic() + GO_ON_SECONDS
        authority, today = caller().authority, caller().now.date()
        read = self._sound(body)
        roll = OnRoll(
            upns={row.learner_id: row.upn for row in ledger.upns_held({})},
            likenesses={row.likeness for row in ledger.likenesses({})},
        )
        roster = adopted(read, roll, authority)
        if (faults := held_by_others(roster, roll.upns)).total:
            raise _rejected(faults)
        self._roster = with_likenesses(roster, roll)
        known = ledger.known_before()
        self._endings = list(endings(roster, known))
        self._rights = list(rights_passed(roster, known, today))
        told = about(import_id, body, self._roster, roll.upns, authority)
        self._about = with_ended(told, self._endings)

    def _sound(self, body: bytes) -> Roster:
        base = self._ledger.source(KIND)
        read = read_roster(body, caller().authority, caller().now.date(), base)
        if isinstance(read, Faults):
            raise _rejected(read)
        return read

    def _steps(self) -> Iterator[tuple[Stream, object]]:
        yield from steps_of(self._roster, caller().authority)
        yield from self._endings
        yield from self._rights

    def preview(self) -> dict[str, Any]:
        """What would come of it, and nothing done."""
        seen = self._ledger.preview(caller().changing(), self._steps())
        put = self._about.having(seen.effect)
        told = {"steps": 0, "done": 0, "refused": seen.refused, "counts": put.counts}
        return told | {"id": self._import_id, "dry_run": True, "warnings": put.warnings}

    def carry_out(self) -> dict[str, Any]:
        """Put it down, and carry it on unless that alone has taken long."""
        work = self._ledger.begin(
            caller().creating(),
            (KIND, self._import_id),
            self._about.as_json(),
            self._steps(),
            self._roster.files,
        )
        work = self._ledger.go_on(work, self._until - time.monotonic())
        told = {"steps": work.steps, "done": work.done, "refused": work.refused, "counts": None}
        told |= {"id": self._import_id, "dry_run": False, "warnings": self._about.put.warnings}
        if work.finished_at is None:
            return told
        done = self._ledger.find(self._import_id)
        assert done is not None, "what is finished is on record"
        return told | {"counts": done.counts, "warnings": done.warnings}


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
