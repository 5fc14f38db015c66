"""Importing a transfer file (CTF): all of it or nothing, and a report of every bad pupil."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any
from uuid import UUID

from flask import request

from services.learners.api.roll.ctf_schemas import (
    CtfAcceptedSchema,
    CtfImportSchema,
    CtfImportsRequest,
    DryRunRequest,
)
from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.roster_imports import told
from services.learners.api.roll.transfer.commands import (
    Asked,
    commands_of,
    import_of,
    outcome_of,
)
from services.learners.api.roll.transfer.matching import Match, Roll, matched
from services.learners.api.roll.transfer.reading import TransferFile, read_transfer_file
from services.learners.api.roll.transfer.schema import LABEL
from services.learners.api.roll.transfer.xml_stream import MAX_BYTES
from services.learners.domain.roll.transfer_file import ImportTransferFile
from shared.runtime.execute import Outcome, VersionStale
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Blueprint,
    accepted,
    caller,
    page_schema,
)
from shared.runtime.preview import Foreseen
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream
from shared.runtime.strict_json import whole_body

XML_TYPES = ("application/xml", "text/xml")
XML_BODY = {"required": True, "content": {XML_TYPES[0]: {"schema": {"type": "string"}}}}

Select = Callable[[dict[str, Any]], list[Any]]


@dataclass(frozen=True)
class TransferLedger:
    """What importing needs of the log and the read models."""

    execute_all: Callable[[Cause, Sequence[tuple[Stream, object]]], Outcome]
    foresee: Callable[[Cause, Sequence[tuple[Stream, object]]], list[Foreseen]]
    version: Callable[[str, UUID], int]
    schools: Select
    upns: Select
    former_upns: Select
    likenesses: Select
    find_learner: Callable[[UUID], Any | None]
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]


def ctf_imports(ledger: TransferLedger) -> Blueprint:
    blueprint = Blueprint("ctf_imports", __name__, url_prefix="/ctf-imports")

    @blueprint.put("/<uuid:import_id>")
    @blueprint.allows("import_ctf")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(DryRunRequest, location="query")
    @blueprint.response(201, CtfAcceptedSchema)
    @blueprint.alt_response(200, schema=CtfAcceptedSchema)
    @blueprint.doc(requestBody=XML_BODY)
    def put_import(query: dict[str, Any], import_id: UUID) -> Any:
        """Import a transfer file, all or nothing: our own subset of the CTF, see docs.

        `DestSchool` is a school of the authority, on whose roll every pupil of the file is then.
        `?dry_run=true` answers 200 with the effect, and changes nothing.
        """
        body = _xml_body()
        said, headers = _Import(ledger, import_id, body).answer(dry_run=query["dry_run"])
        return said, 200 if said["dry_run"] else 201, headers

    @blueprint.get("")
    @blueprint.allows("read_ctf_imports")
    @blueprint.arguments(CtfImportsRequest, location="query")
    @blueprint.response(200, page_schema(CtfImportSchema))
    def list_imports(query: dict[str, Any]) -> Page:
        """The imports, newest first, of one school or of all."""
        return ledger.page({"school_id": query["school_id"]}, query["limit"], query["cursor"])

    @blueprint.get("/<uuid:import_id>")
    @blueprint.allows("read_ctf_imports")
    @blueprint.response(200, CtfImportSchema)
    def get_import(import_id: UUID) -> Any:
        """One import: when, by whom, for which school, and what became of the pupils."""
        found = ledger.find(import_id)
        if found is None:
            raise Problem(404, "ctf_import_unknown", field="import_id")
        return found

    return blueprint


def _xml_body() -> bytes:
    if request.mimetype not in XML_TYPES:
        raise Problem(415, "xml_expected", "Send Content-Type: application/xml.")
    request.max_content_length = MAX_BYTES
    return whole_body(request)


class _Import:
    """One file on its way in. The stream's version is read before the roll: a race shows."""

    def __init__(self, ledger: TransferLedger, import_id: UUID, body: bytes) -> None:
        self._ledger, self._body = ledger, body
        self._file = self._sound()
        self._asked = Asked(import_id, self._school(), caller().now.date())
        self._version = ledger.version("transfer_files", self._asked.school_id)
        self._matches = self._matched()

    def answer(self, *, dry_run: bool) -> tuple[dict[str, Any], dict[str, str]]:
        """The effect; carried out, unless it is a dry run."""
        commands = list(chain.from_iterable(commands_of(m, self._asked) for m in self._matches))
        foreseen = self._ledger.foresee(caller().changing(), commands)
        outcomes = self._outcomes(foreseen)
        put = import_of(self._file, self._body, outcomes, self._asked)
        if dry_run:
            said, headers = accepted(self._asked.import_id, Outcome(self._version, None))
            return said | _effect(put) | {"dry_run": True, "pupils": self._told(outcomes)}, headers
        outcome = self._carry_out(put, commands)
        said, headers = accepted(self._asked.import_id, outcome)
        done = self._ledger.find(
            self._asked.import_id
        )  # as it was the first time, where it is a retry
        return said | _effect(done) | {"dry_run": False, "pupils": []}, headers

    def _sound(self) -> TransferFile:
        read = read_transfer_file(self._body, caller().now.date())
        if isinstance(read, Faults):
            raise _rejected(read)
        return read

    def _school(self) -> UUID:
        number, line = self._file.destination, self._file.destination_line
        found = self._ledger.schools({"number": number})
        if len(found) != 1:
            reason = f"{number} is not the number of one school of this authority."
            faults = Faults()
            faults.add(Fault("", line, "DestSchool", "school_not_ours", reason))
            raise _rejected(faults)
        school_id: UUID = found[0].school_id
        return school_id

    def _matched(self) -> list[Match]:
        faults, ledger = Faults(), self._ledger
        roll = Roll(
            authority=caller().authority,
            upns={row.upn: row.learner_id for row in ledger.upns({})},
            former_upns={row.upn: row.learner_id for row in ledger.former_upns({})},
            likenesses={row.likeness: row.learner_id for row in ledger.likenesses({})},
            find=ledger.find_learner,
        )
        found = matched(self._file, roll, faults)
        if faults.total:
            raise _rejected(faults)
        return found

    def _outcomes(self, foreseen: list[Foreseen]) -> list[str]:
        events = Counter[UUID]()
        for one in foreseen:
            assert one.stream.subject is not None
            events[one.stream.subject] += len(one.events)
        return [outcome_of(match, self._asked.school_id, events) for match in self._matches]

    def _carry_out(self, put: ImportTransferFile, commands: list[tuple[Stream, object]]) -> Outcome:
        school_id = self._asked.school_id
        stream = Stream("transfer_files", school_id, subject=school_id, school=school_id)
        cause = replace(caller().creating(), expected_version=self._version)
        try:
            return self._ledger.execute_all(cause, [(stream, put), *commands])
        except VersionStale as stale:
            detail = "Another file was imported for the school at the same time; send it again."
            raise Problem(409, "ctf_imported_meanwhile", detail) from stale

    def _told(self, outcomes: list[str]) -> list[dict[str, Any]]:
        return [
            {
                "line": match.pupil.line,
                "learner_id": match.learner_id,
                "outcome": outcome,
                "matched_by": match.matched_by,
            }
            for match, outcome in zip(self._matches, outcomes, strict=True)
        ]


def _effect(put: Any) -> dict[str, Any]:
    return {"school_id": put.school_id, "counts": put.counts, "warnings": put.warnings}


def _rejected(faults: Faults) -> Problem:
    return Problem(
        422,
        "ctf_rejected",
        f"Nothing was imported. What is read is {LABEL}; every fault is listed by line, up to the"
        " first thousand.",
        errors=[told(fault) for fault in faults.listed],
        more={"total": faults.total},
    )
