"""Putting a result on record, and looking at what is on record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.api.age_at_test import AgeAtTestSchema, in_months
from services.assessments.api.own_instrument_in_use import own_instrument_of
from services.assessments.api.result_shapes import result_field
from services.assessments.api.shown_results import RESULTS_PAGE, AssessmentResultSchema
from services.assessments.domain.assessment_result import RecordAssessmentResult
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    etag,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


@dataclass(frozen=True)
class ResultsLedger:
    """What results need of the log and the read models."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_learner: Callable[[UUID], Any | None]
    find_own_instrument: Callable[[UUID], Any | None]
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]
    version: Callable[[str, UUID], int]


class AssessmentResultRequest(Schema):
    """A result, as printed by the publisher of the instrument."""

    learner_id = fields.UUID(required=True)
    instrument = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "A code of `GET /instruments`"},
    )
    form = fields.String(
        required=True,
        validate=validate.Length(1, 200),
        metadata={"description": "Form, version or word list of the test that was taken"},
    )
    taken_on = fields.Date(required=True, metadata={"description": "Today or earlier"})
    age_at_test = fields.Nested(AgeAtTestSchema, required=True)
    result = result_field(required=True)


class AssessmentResultsRequest(PageRequest):
    """Whose results, and of which instrument."""

    learner_id = fields.UUID(required=True)
    instrument = fields.String(load_default=None, validate=validate.Length(1, 100))


def assessment_results(ledger: ResultsLedger) -> Blueprint:
    blueprint = Blueprint("assessment_results", __name__, url_prefix="/assessment-results")

    @blueprint.put("/<uuid:result_id>")
    @blueprint.allows("record_assessment_result")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(AssessmentResultRequest)
    @blueprint.response(201, Accepted)
    def put_assessment_result(body: dict[str, Any], result_id: UUID) -> Any:
        """Record a learner's result; a later change is a correction."""
        learner = ledger.find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        stream = Stream("assessment_result", result_id, learner.learner_id, learner.school_id)
        command = RecordAssessmentResult(
            result_id=result_id,
            age_at_test_months=in_months(body.pop("age_at_test")),
            today=caller().now.date(),
            own=own_instrument_of(
                ledger.find_own_instrument, learner.school_id, body["instrument"]
            ),
            **body,
        )
        return accepted(result_id, ledger.execute(caller().creating(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_assessment_results")
    @blueprint.arguments(AssessmentResultsRequest, location="query")
    @blueprint.response(200, RESULTS_PAGE)
    def list_assessment_results(query: dict[str, Any]) -> Page:
        """One learner's results as they stand, by the day of the test."""
        limit, cursor = query.pop("limit"), query.pop("cursor")
        return ledger.page(query, limit, cursor)

    @blueprint.get("/<uuid:result_id>")
    @blueprint.allows("read_assessment_results")
    @blueprint.response(200, AssessmentResultSchema)
    def get_assessment_result(result_id: UUID) -> Any:
        """One result and what it said earlier; the ETag is what a correction must match."""
        seen = ledger.version("assessment_result", result_id)
        found = ledger.find(result_id)
        if found is None:
            raise Problem(404, "result_unknown", field="result_id")
        return found, etag(seen)

    return blueprint
