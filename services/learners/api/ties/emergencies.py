"""Opening a learner's record in an emergency, and looking at who did."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.ties.relationship_labels import REASONS
from services.learners.domain.ties.emergency_access import (
    LONGEST_HOURS,
    EmergencyReason,
    OpenEmergencyAccess,
)
from shared.runtime.execute import Outcome
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


class EmergencyRequest(Schema):
    """Whose record, why, and for how many hours."""

    learner_id = fields.UUID(required=True)
    reason = fields.Enum(EmergencyReason, by_value=True, required=True)
    words = fields.String(required=True, validate=validate.Length(1, 4_000))
    hours = fields.Integer(load_default=1, validate=validate.Range(1, LONGEST_HOURS))


class EmergencySchema(Schema):
    """A record that was opened in an emergency."""

    access_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)
    reason = fields.Enum(EmergencyReason, by_value=True, required=True)
    reason_name = fields.Function(lambda row: BilingualSchema().dump(REASONS[row.reason]))
    words = fields.String(required=True)
    opened_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)


def emergencies(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("emergencies", __name__, url_prefix="/emergencies")

    @blueprint.put("/<uuid:access_id>")
    @blueprint.allows("open_emergency")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(EmergencyRequest)
    @blueprint.response(201, Accepted)
    def put_emergency(body: dict[str, Any], access_id: UUID) -> Any:
        """Open a learner's record at once, for a named reason and a few hours."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        command = OpenEmergencyAccess(
            access_id=access_id, person_id=_person(), now=caller().now, **body
        )
        stream = Stream("emergency_access", access_id, learner.learner_id, learner.school_id)
        return accepted(access_id, execute(caller().creating(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_emergencies")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(EmergencySchema))
    def list_emergencies(query: dict[str, Any]) -> Page:
        """Every record that was opened in an emergency, newest first."""
        return page({}, query["limit"], query["cursor"])

    return blueprint


def _person() -> UUID:
    """The caller as a person; a system with an id of another form has no emergencies."""
    try:
        return UUID(caller().actor)
    except ValueError as error:
        raise Problem(403, "not_allowed") from error
