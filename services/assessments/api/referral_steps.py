"""The steps of a screening or referral, each put on record once."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.domain.referral_messages import (
    ClosedAs,
    CloseReferral,
    RecordReferralReceived,
    RecordReferralReport,
    RecordReferralSent,
    SaidBy,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.request_fields import narrative, short
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class SendingRequest(Schema):
    """It went to the service."""

    sent_on = fields.Date(required=True)


class ReceiptRequest(Schema):
    """The service acknowledged it."""

    received_on = fields.Date(required=True)
    reference = short("Theirs, where they gave one", load_default=None)


class ReportRequest(Schema):
    """The report came, or the screening was done."""

    reported_on = fields.Date(required=True)
    author = short("Who wrote it, by name and post")
    summary = narrative("What it says")
    document = short("Where the report is kept, such as its reference", load_default=None)
    result_ids = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(0, 50),
        metadata={"description": "Results on record of this learner that belong to it"},
    )


class EndingRequest(Schema):
    """It ends without a report."""

    closed_as = fields.Enum(ClosedAs, by_value=True, required=True)
    said_by = fields.Enum(
        SaidBy,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata={"description": "Who withdrew consent; null where the school withdrew it"},
    )
    reason = narrative("Why, in the words of whoever said so")
    closed_on = fields.Date(required=True)


def referral_steps(
    execute: Callable[[Cause, Stream, object], Outcome],
    find: Callable[[UUID], Any | None],
    find_result: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("referral_steps", __name__, url_prefix="/referrals/<uuid:referral_id>")

    def step(command: type, referral_id: UUID, body: dict[str, Any]) -> Any:
        asked = command(today=caller().now.date(), **body)
        stream = Stream("referral", referral_id)
        return accepted(referral_id, execute(caller().matching(), stream, asked))

    @blueprint.put("/sending")
    @blueprint.allows("record_referral_step")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(SendingRequest)
    @blueprint.response(201, Accepted)
    def put_sending(body: dict[str, Any], referral_id: UUID) -> Any:
        """Record that it was sent; refused as long as no consent is on record."""
        return step(RecordReferralSent, referral_id, body)

    @blueprint.put("/receipt")
    @blueprint.allows("record_referral_step")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ReceiptRequest)
    @blueprint.response(201, Accepted)
    def put_receipt(body: dict[str, Any], referral_id: UUID) -> Any:
        """Record that the service acknowledged it."""
        return step(RecordReferralReceived, referral_id, body)

    @blueprint.put("/report")
    @blueprint.allows("record_referral_step")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ReportRequest)
    @blueprint.response(201, Accepted)
    def put_report(body: dict[str, Any], referral_id: UUID) -> Any:
        """Record the report, or the outcome of a screening."""
        _refuse_results_of_others(find(referral_id), map(find_result, body["result_ids"]))
        body["result_ids"] = tuple(body["result_ids"])
        return step(RecordReferralReport, referral_id, body)

    @blueprint.put("/ending")
    @blueprint.allows("record_referral_step")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(EndingRequest)
    @blueprint.response(201, Accepted)
    def put_ending(body: dict[str, Any], referral_id: UUID) -> Any:
        """Record that the service declined, or that it was withdrawn."""
        return step(CloseReferral, referral_id, body)

    return blueprint


def _refuse_results_of_others(referral: Any | None, results: Iterable[Any | None]) -> None:
    """No report may lead from one child's record into another's."""
    if referral is None:
        raise Problem(404, "not_found")
    for result in results:
        if result is None or result.learner_id != referral.learner_id:
            raise Problem(404, "result_unknown", field="result_ids")
