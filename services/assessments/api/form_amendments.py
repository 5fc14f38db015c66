"""Amending a Pupil Progress form: by a new fact with a reason, upon the version that was read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema

from services.assessments.api.shown_forms import barriers_field
from services.assessments.domain.pupil_progress_messages import AmendPupilProgressForm, Barrier
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.request_fields import Flag, narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class AmendmentRequest(Schema):
    """What the form should have said, and why; what is left out stands as it is."""

    barriers = barriers_field(load_default=None, allow_none=True)
    reason = narrative("Why it is amended; kept with what it said")
    narrative = narrative("How the learner came on that term", load_default=None)
    below_age_expected = Flag(load_default=None, allow_none=True)


def form_amendments(execute: Callable[[Cause, Stream, object], Outcome]) -> Blueprint:
    blueprint = Blueprint("form_amendments", __name__, url_prefix="/pupil-progress-forms")

    @blueprint.put("/<uuid:form_id>/amendments/<uuid:amendment_id>")
    @blueprint.allows("amend_pupil_progress_form")
    @blueprint.heeds(IDEMPOTENCY_KEY, {**IF_MATCH, "required": True})
    @blueprint.arguments(AmendmentRequest)
    @blueprint.response(201, Accepted)
    def put_amendment(body: dict[str, Any], form_id: UUID, amendment_id: UUID) -> Any:
        """Amend a form; `If-Match` with the ETag that was read is required."""
        cause = caller().matching()
        if cause.expected_version is None:
            raise Problem(428, "if_match_required", "Send If-Match with the ETag you have read.")
        barriers = body.pop("barriers")
        command = AmendPupilProgressForm(
            amendment_id=amendment_id,
            barriers=None if barriers is None else tuple(Barrier(**one) for one in barriers),
            today=caller().now.date(),
            **body,
        )
        stream = Stream("pupil_progress_form", form_id)
        return accepted(form_id, execute(cause, stream, command))

    return blueprint
