"""Engaging and releasing the professionals who work with a learner, and looking at them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.ties.relationship_labels import BASES, PROFESSIONS
from services.learners.domain.ties.professional_engagement import (
    Basis,
    EngageProfessional,
    Profession,
    ReleaseProfessional,
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


class ProfessionalRequest(Schema):
    """Who works with the learner, as what, on which ground, until when."""

    learner_id = fields.UUID(required=True)
    person_id = fields.UUID(
        required=True, metadata={"description": "As whom they sign in: their token's `sub`"}
    )
    profession = fields.Enum(Profession, by_value=True, required=True)
    basis = fields.Enum(Basis, by_value=True, required=True)
    until = fields.Date(required=True, metadata={"description": "The last day of the work"})


class ProfessionalSchema(ProfessionalRequest):
    """A professional's work with a learner."""

    engagement_id = fields.UUID(required=True)
    profession_name = fields.Function(
        lambda row: BilingualSchema().dump(PROFESSIONS[row.profession])
    )
    basis_name = fields.Function(lambda row: BilingualSchema().dump(BASES[row.basis]))
    engaged_at = fields.AwareDateTime(required=True)
    engaged_by = fields.String(required=True)
    released_at = fields.AwareDateTime(required=True, allow_none=True)


def professionals(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("professionals", __name__)

    @blueprint.put("/professionals/<uuid:engagement_id>")
    @blueprint.allows("engage_professional")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ProfessionalRequest)
    @blueprint.response(201, Accepted)
    def put_professional(body: dict[str, Any], engagement_id: UUID) -> Any:
        """Engage a professional for a learner, until a day."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        command = EngageProfessional(engagement_id=engagement_id, today=caller().now.date(), **body)
        subject = (learner.learner_id, learner.school_id)
        stream = Stream("professional_engagement", engagement_id, *subject)
        return accepted(engagement_id, execute(caller().creating(), stream, command))

    @blueprint.put("/professionals/<uuid:engagement_id>/release")
    @blueprint.allows("release_professional")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(201, Accepted)
    def put_release(engagement_id: UUID) -> Any:
        """End a professional's work with a learner before its time."""
        if find(engagement_id) is None:
            raise Problem(404, "professional_unknown", field="engagement_id")
        stream = Stream("professional_engagement", engagement_id)
        outcome = execute(caller().creating(), stream, ReleaseProfessional())
        return accepted(engagement_id, outcome)

    @blueprint.get("/learners/<uuid:learner_id>/professionals")
    @blueprint.allows("read_professionals")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(ProfessionalSchema))
    def list_professionals(query: dict[str, Any], learner_id: UUID) -> Page:
        """The professionals who work or worked with a learner, first engaged first."""
        if find_learner(learner_id) is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        return page({"learner_id": learner_id}, query["limit"], query["cursor"])

    return blueprint
