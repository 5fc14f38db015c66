"""Proposing to screen or refer a learner, and looking at how far it has come."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.api.shown_referrals import ReferralInListSchema, ReferralSchema
from services.assessments.domain.referral_messages import (
    OutsideService,
    ProposeReferral,
    ReferralKind,
)
from services.assessments.domain.referral_states import Awaited, ReferralState
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    etag,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.request_fields import narrative, short
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class ReferralRequest(Schema):
    """A screening in school, or a referral to an outside service."""

    learner_id = fields.UUID(required=True)
    kind = fields.Enum(ReferralKind, by_value=True, required=True)
    service = fields.Enum(OutsideService, by_value=True, required=True)
    service_name = short("Who that is; required where `service` is `other`", load_default=None)
    reason = narrative("Why, and what is asked")
    proposed_on = fields.Date(required=True, metadata={"description": "Today or earlier"})


class ReferralsRequest(PageRequest):
    """Which of them; conditions add up."""

    learner_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    awaiting = fields.Enum(Awaited, by_value=True, load_default=None)
    state = fields.Enum(ReferralState, by_value=True, load_default=None)


def referrals(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
    version: Callable[[str, UUID], int],
) -> Blueprint:
    blueprint = Blueprint("referrals", __name__, url_prefix="/referrals")

    @blueprint.put("/<uuid:referral_id>")
    @blueprint.allows("refer_learner")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ReferralRequest)
    @blueprint.response(201, Accepted)
    def put_referral(body: dict[str, Any], referral_id: UUID) -> Any:
        """Propose a screening or a referral; nothing is sent until consent is on record."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        stream = Stream("referral", referral_id, learner.learner_id, learner.school_id)
        command = ProposeReferral(referral_id=referral_id, today=caller().now.date(), **body)
        return accepted(referral_id, execute(caller().creating(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_referrals")
    @blueprint.arguments(ReferralsRequest, location="query")
    @blueprint.response(200, page_schema(ReferralInListSchema))
    def list_referrals(query: dict[str, Any]) -> Page:
        """Screenings and referrals by the day they were proposed."""
        limit, cursor = query.pop("limit"), query.pop("cursor")
        return page(query, limit, cursor)

    @blueprint.get("/<uuid:referral_id>")
    @blueprint.allows("read_referrals")
    @blueprint.response(200, ReferralSchema)
    def get_referral(referral_id: UUID) -> Any:
        """One of them with its steps; the ETag is what a step may match."""
        seen = version("referral", referral_id)
        found = find(referral_id)
        if found is None:
            raise Problem(404, "referral_unknown", field="referral_id")
        return found, etag(seen)

    return blueprint
