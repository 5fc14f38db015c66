"""The ALN part of the January census (PLASC): the lines to return, and what is wrong with them."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.response.census_labels import FINDINGS
from services.learners.domain.response.census_needs import held_on
from services.learners.domain.response.census_return import Entry, Severity, findings
from services.learners.domain.response.provision_tier import Tier
from shared.runtime.http import Blueprint

LISTED = 1_000
CSV = "text/csv"
COLUMNS = (
    *("LEA", "Estab", "UPN", "NCyearActual", "Provision", "StartDate", "Needs"),
    *("CT", "GS", "SR", "AA"),
)

Select = Callable[[dict[str, Any]], list[Any]]


class CensusRequest(Schema):
    """Which schools, and the day of the census."""

    school_id = fields.UUID(load_default=None, metadata={"description": "Left out: all schools"})
    on = fields.Date(required=True)


class FindingSchema(Schema):
    """Something about one learner's line; `field` is the column at fault."""

    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    severity = fields.Enum(Severity, by_value=True, required=True)
    code = fields.String(required=True, validate=validate.OneOf(tuple(FINDINGS)))
    field = fields.String(required=True)
    label = fields.Nested(BilingualSchema, required=True)


class CensusReportSchema(Schema):
    """Whether the return can be sent: errors must be mended first. The first 1,000 are listed."""

    on = fields.Date(required=True)
    school_id = fields.UUID(required=True, allow_none=True)
    learners = fields.Integer(required=True, metadata={"description": "Lines in the return"})
    errors = fields.Integer(required=True)
    warnings = fields.Integer(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)


def census(select: Select, schools: Select) -> Blueprint:
    blueprint = Blueprint("census", __name__, url_prefix="/census")

    def entries(query: dict[str, Any]) -> list[Entry]:
        numbers = {school.school_id: school.number for school in schools({})}
        rows = select({"is_listed": True, "school_id": query["school_id"]})
        there = [row for row in rows if row.left_on is None or row.left_on >= query["on"]]
        return [_entry(row, numbers.get(row.school_id), query["on"]) for row in there]

    @blueprint.get("/plasc.csv")
    @blueprint.allows("read_census")
    @blueprint.arguments(CensusRequest, location="query")
    @blueprint.response(200, {"type": "string"}, content_type=CSV)
    def get_return(query: dict[str, Any]) -> Response:
        """The lines to return, a learner with provision each; needs are in their order."""
        lines = [entry for entry in entries(query) if entry.is_returned]
        headers = {"Content-Disposition": f'attachment; filename="plasc-aln-{query["on"]}.csv"'}
        return Response(_csv(lines), mimetype=CSV, headers=headers)

    @blueprint.get("/plasc/report")
    @blueprint.allows("read_census")
    @blueprint.arguments(CensusRequest, location="query")
    @blueprint.response(200, CensusReportSchema)
    def get_report(query: dict[str, Any]) -> Any:
        """What is wrong with the return of this day: errors first."""
        listed = entries(query)
        found = [said for entry in listed for said in _told(entry, query["on"])]
        found.sort(key=lambda said: said["severity"] is not Severity.ERROR)
        count = Counter(said["severity"] for said in found)
        return {
            **query,
            "learners": sum(entry.is_returned for entry in listed),
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "findings": found[:LISTED],
        }

    return blueprint


def _entry(row: Any, number: str | None, on: date) -> Entry:
    return Entry(
        learner_id=row.learner_id,
        school_id=row.school_id,
        school_number=number,
        upn=row.upn,
        year_group=row.year_group.value,
        held=held_on(row.records, on),
        has_plan=row.tier is Tier.ALP,
        joined_later=row.at_school_since > on,
    )


def _told(entry: Entry, on: date) -> list[dict[str, Any]]:
    return [
        {
            "learner_id": entry.learner_id,
            "school_id": entry.school_id,
            "severity": finding.severity,
            "code": finding.code,
            "field": finding.field,
            "label": FINDINGS[finding.code],
        }
        for finding in findings(entry, on)
    ]


def _csv(lines: list[Entry]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_line(entry) for entry in lines)
    return text.getvalue()


def _line(entry: Entry) -> tuple[object, ...]:
    held, number = entry.held, entry.school_number or ""
    assert held is not None, "a line is of a learner with provision"
    support = held.support
    return (
        *(number[:3], number[3:], entry.upn, entry.year_group),
        *(held.provision, held.effective_on, " ".join(held.needs)),
        *(support.ct, support.gs, support.sr, support.aa),
    )
