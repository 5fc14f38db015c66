"""Moving a learner to another tier, correcting what was recorded, and all changes there were."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.response.tier_change_schemas import TierChangeSchema
from services.learners.api.roll.tier_schemas import NamesOf
from services.learners.domain.response.provision_tier import SchoolTier, Tier
from services.learners.domain.roll.learner_messages import (
    ChangeProvisionTier,
    CorrectProvisionTier,
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
from shared.runtime.request_fields import Flag
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

OWN_TIER = {"description": "The code of one of the school's own tiers; it tells the tier"}
STAFF = {"description": "A staff member of the roster"}


class TierChangeRequest(Schema):
    """The tier, or which of the school's own; why, from when, and who of the staff decided."""

    tier = fields.Enum(Tier, by_value=True, load_default=None)
    own_tier = fields.String(load_default=None, validate=validate.Length(1, 40), metadata=OWN_TIER)
    reason = fields.String(required=True, validate=validate.Length(1, 4_000))
    effective_on = fields.Date(required=True)
    decided_by = fields.UUID(required=True, metadata=STAFF)


class TierCorrectionRequest(Schema):
    """What was recorded wrongly, as it should read; or that the change was recorded in error."""

    tier = fields.Enum(Tier, by_value=True, load_default=None)
    own_tier = fields.String(load_default=None, validate=validate.Length(1, 40), metadata=OWN_TIER)
    reason = fields.String(load_default=None, validate=validate.Length(1, 4_000))
    effective_on = fields.Date(load_default=None)
    withdrawn = Flag(load_default=False)
    because = fields.String(
        required=True,
        validate=validate.Length(1, 4_000),
        metadata={"description": "Why it is corrected"},
    )
    corrected_by = fields.UUID(required=True, metadata=STAFF)


@dataclass(frozen=True)
class TierChangeLedger:
    """What of the ledger changes of tier need."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_learner: Callable[[UUID], Any | None]
    find_staff_member: Callable[[UUID], Any | None]
    names_of: NamesOf
    page: Callable[[dict[str, Any], int | None, str | None], Page]


def tier_changes(ledger: TierChangeLedger) -> Blueprint:
    blueprint = Blueprint("tier_changes", __name__, url_prefix="/learners")

    @blueprint.put("/<uuid:learner_id>/tier-changes/<uuid:change_id>")
    @blueprint.allows("change_provision_tier")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(TierChangeRequest)
    @blueprint.response(201, Accepted)
    def put_tier_change(body: dict[str, Any], learner_id: UUID, change_id: UUID) -> Any:
        """Change a learner's tier; `If-Match` with the learner's ETag is heeded."""
        _refuse_unknown(ledger, body, "decided_by")
        said = body | _tiers(ledger, body, learner_id)
        if said["tier"] is None:
            raise Problem(409, "tier_missing", "Give a tier or own_tier.", field="tier")
        command = ChangeProvisionTier(change_id=change_id, today=caller().now.date(), **said)
        outcome = ledger.execute(caller().matching(), Stream("learner", learner_id), command)
        return accepted(learner_id, outcome)

    @blueprint.put(
        "/<uuid:learner_id>/tier-changes/<uuid:change_id>/corrections/<uuid:correction_id>"
    )
    @blueprint.allows("correct_provision_tier")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(TierCorrectionRequest)
    @blueprint.response(201, Accepted)
    def put_correction(
        body: dict[str, Any], learner_id: UUID, change_id: UUID, correction_id: UUID
    ) -> Any:
        """Correct a change of tier that was recorded wrongly, or withdraw it."""
        _refuse_unknown(ledger, body, "corrected_by")
        said = body | _tiers(ledger, body, learner_id)
        command = CorrectProvisionTier(
            change_id=change_id, correction_id=correction_id, today=caller().now.date(), **said
        )
        outcome = ledger.execute(caller().matching(), Stream("learner", learner_id), command)
        return accepted(learner_id, outcome)

    @blueprint.get("/<uuid:learner_id>/tier-changes")
    @blueprint.allows("read_tier_history")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(TierChangeSchema))
    def list_tier_changes(query: dict[str, Any], learner_id: UUID) -> Page:
        """A learner's changes of tier by the day from which they hold, with their corrections."""
        if ledger.find_learner(learner_id) is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        return ledger.page({"learner_id": learner_id}, query["limit"], query["cursor"])

    return blueprint


def _refuse_unknown(ledger: TierChangeLedger, body: dict[str, Any], field: str) -> None:
    if ledger.find_staff_member(body[field]) is None:
        raise Problem(404, "staff_member_unknown", field=field)


def _tiers(ledger: TierChangeLedger, body: dict[str, Any], learner_id: UUID) -> dict[str, Any]:
    """The tier that was named, as itself or by one of those of the learner's school."""
    if body["own_tier"] is None:
        return {"tier": body["tier"], "own_tier": None}
    own = _own(ledger, learner_id, body["own_tier"])
    return {"tier": body["tier"] or own.stands_for, "own_tier": own}


def _own(ledger: TierChangeLedger, learner_id: UUID, code: str) -> SchoolTier:
    learner = ledger.find_learner(learner_id)
    if learner is None:
        raise Problem(404, "not_found")
    for tier in ledger.names_of(learner.school_id):
        if tier.code == code:
            return tier
    raise Problem(404, "own_tier_unknown", field="own_tier")
