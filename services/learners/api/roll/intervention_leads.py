"""Who of a school's staff can lead which intervention."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import Bilingual, BilingualSchema
from services.learners.api.roll.known_staff import KnownStaff, StaffSchema, shown
from services.learners.api.roll.staff_labels import INTERVENTIONS
from services.learners.domain.roll.intervention_lead import (
    EndInterventionLead,
    Intervention,
    NameInterventionLead,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
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


class LeadRequest(Schema):
    """Who can lead what at which school, since when and, where it is known, until when."""

    school_id = fields.UUID(required=True)
    staff_id = fields.UUID(required=True)
    intervention = fields.Enum(Intervention, by_value=True, required=True)
    title = fields.String(
        load_default=None,
        validate=validate.Length(1, 200),
        metadata={"description": "Names the intervention where its code is `other`"},
    )
    since = fields.Date(required=True)
    until = fields.Date(load_default=None, metadata={"description": "The last day"})


class LeadEndRequest(Schema):
    """The last day."""

    until = fields.Date(required=True)


class InterventionSchema(Schema):
    """An intervention; `other` bears the title it was given."""

    code = fields.Enum(Intervention, by_value=True, required=True)
    name = fields.Nested(BilingualSchema, required=True)


class LeadSchema(Schema):
    """Someone who can lead an intervention."""

    lead_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    staff = fields.Nested(StaffSchema, required=True)
    intervention = fields.Nested(InterventionSchema, required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True, allow_none=True)


class LeadsRequest(PageRequest):
    """Who leads what, on which day."""

    school_id = fields.UUID(load_default=None)
    intervention = fields.Enum(Intervention, by_value=True, load_default=None)
    staff_id = fields.UUID(load_default=None)
    on = fields.Date(load_default=None)


@dataclass(frozen=True)
class LeadLedger:
    """What of the ledger these routes need."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_school: Callable[[UUID], Any | None]
    staff: KnownStaff
    page: Callable[[dict[str, Any], int | None, str | None], Page]


def intervention_leads(ledger: LeadLedger) -> Blueprint:
    blueprint = Blueprint("intervention_leads", __name__, url_prefix="/intervention-leads")

    @blueprint.put("/<uuid:lead_id>")
    @blueprint.allows("record_staff_development")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(LeadRequest)
    @blueprint.response(201, Accepted)
    def put_lead(body: dict[str, Any], lead_id: UUID) -> Any:
        """Record that one of the staff can lead an intervention."""
        school_id = body["school_id"]
        if ledger.find_school(school_id) is None:
            raise Problem(404, "school_unknown", field="school_id")
        ledger.staff.refuse_unknown([body["staff_id"]], "staff_id")
        stream = Stream("intervention_lead", lead_id, subject=school_id, school=school_id)
        command = NameInterventionLead(lead_id=lead_id, **body)
        return accepted(lead_id, ledger.execute(caller().creating(), stream, command))

    @blueprint.put("/<uuid:lead_id>/end")
    @blueprint.allows("record_staff_development")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(LeadEndRequest)
    @blueprint.response(201, Accepted)
    def put_end(body: dict[str, Any], lead_id: UUID) -> Any:
        """Record the last day on which they can lead it."""
        stream = Stream("intervention_lead", lead_id)
        command = EndInterventionLead(until=body["until"])
        return accepted(lead_id, ledger.execute(caller().matching(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_staff_development")
    @blueprint.arguments(LeadsRequest, location="query")
    @blueprint.response(200, page_schema(LeadSchema))
    def list_leads(query: dict[str, Any]) -> Page:
        """Who can lead which intervention, of a school, or on a day."""
        found = ledger.page(_filters(query), query["limit"], query["cursor"])
        names = ledger.staff.names(row.staff_id for row in found.items)
        return Page([_shown(row, names) for row in found.items], found.next)

    return blueprint


def _filters(query: dict[str, Any]) -> dict[str, Any]:
    return {
        "school_id": query["school_id"],
        "intervention": query["intervention"],
        "staff_id": query["staff_id"],
        "since <=": query["on"],
        "until >=": query["on"],
    }


def _shown(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    name = Bilingual(row.title, row.title) if row.title else INTERVENTIONS[row.intervention]
    return {
        "lead_id": row.lead_id,
        "school_id": row.school_id,
        "staff": shown(row.staff_id, names),
        "intervention": {"code": row.intervention, "name": name},
        "since": row.since,
        "until": None if row.until == date.max else row.until,
    }
