"""Correcting a result: by a new fact with a reason, upon the version that was read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.api.age_at_test import AgeAtTestSchema, in_months
from services.assessments.api.result_shapes import result_field
from services.assessments.domain.assessment_result import CorrectAssessmentResult
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class CorrectionRequest(Schema):
    """What should have been recorded, and why; what is left out stands as it is."""

    form = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 200))
    age_at_test = fields.Nested(AgeAtTestSchema, load_default=None, allow_none=True)
    result = result_field(load_default=None, allow_none=True)
    reason = fields.String(
        required=True,
        validate=validate.Length(1, 4_000),
        metadata={"description": "How the wrong value came to be recorded; kept with it"},
    )


def corrections(execute: Callable[[Cause, Stream, object], Outcome]) -> Blueprint:
    blueprint = Blueprint("corrections", __name__, url_prefix="/assessment-results")

    @blueprint.put("/<uuid:result_id>/corrections/<uuid:correction_id>")
    @blueprint.allows("correct_assessment_result")
    @blueprint.heeds(IDEMPOTENCY_KEY, {**IF_MATCH, "required": True})
    @blueprint.arguments(CorrectionRequest)
    @blueprint.response(201, Accepted)
    def put_correction(body: dict[str, Any], result_id: UUID, correction_id: UUID) -> Any:
        """Correct a result; `If-Match` with the ETag that was read is required."""
        cause = caller().matching()
        if cause.expected_version is None:
            raise Problem(428, "if_match_required", "Send If-Match with the ETag you have read.")
        age = body.pop("age_at_test")
        command = CorrectAssessmentResult(
            correction_id=correction_id,
            age_at_test_months=None if age is None else in_months(age),
            today=caller().now.date(),
            **body,
        )
        stream = Stream("assessment_result", result_id)
        return accepted(result_id, execute(cause, stream, command))

    return blueprint
