"""A screening or referral as it is shown."""

from typing import Any

from marshmallow import Schema, fields

from services.assessments.api.labels import label_of
from services.assessments.domain.referral_messages import (
    ClosedAs,
    ConsentTold,
    OutsideService,
    ReferralClosed,
    ReferralConsentRecorded,
    ReferralKind,
    ReferralReceived,
    ReferralReported,
    ReferralSent,
    SaidBy,
)
from services.assessments.domain.referral_states import Awaited, ReferralState


class ConsentSchema(Schema):
    """Who consented or refused, how and when."""

    given = fields.Boolean(required=True)
    said_by = fields.Enum(SaidBy, by_value=True, required=True)
    person_id = fields.UUID(required=True, allow_none=True)
    told_by = fields.Enum(ConsentTold, by_value=True, required=True)
    words = fields.String(required=True, allow_none=True)
    consented_on = fields.Date(required=True)


class SendingSchema(Schema):
    """When it went to the service."""

    sent_on = fields.Date(required=True)


class ReceiptSchema(Schema):
    """When the service acknowledged it, and its reference."""

    received_on = fields.Date(required=True)
    reference = fields.String(required=True, allow_none=True)


class ReportSchema(Schema):
    """The report: of whom, what it says, where it is kept, and the results that belong to it."""

    reported_on = fields.Date(required=True)
    author = fields.String(required=True)
    summary = fields.String(required=True)
    document = fields.String(required=True, allow_none=True)
    result_ids = fields.List(fields.UUID(), required=True)


class EndingSchema(Schema):
    """Why it ended without a report."""

    closed_as = fields.Enum(ClosedAs, by_value=True, required=True)
    said_by = fields.Enum(SaidBy, by_value=True, required=True, allow_none=True)
    reason = fields.String(required=True)
    closed_on = fields.Date(required=True)


_STEPS: dict[type, tuple[str, Schema]] = {
    ReferralConsentRecorded: ("consent", ConsentSchema()),
    ReferralSent: ("sending", SendingSchema()),
    ReferralReceived: ("receipt", ReceiptSchema()),
    ReferralReported: ("report", ReportSchema()),
    ReferralClosed: ("ending", EndingSchema()),
}


def _taken(row: Any) -> list[dict[str, Any]]:
    return [_step(one) for one in row.steps]


def _step(taken: Any) -> dict[str, Any]:
    kind, schema = _STEPS[type(taken.step)]
    said: Any = schema.dump(taken.step)
    recorded = RecordedSchema().dump(taken)
    return {"kind": kind, **said, **recorded}


class RecordedSchema(Schema):
    """When, and by whom, a step was put on record."""

    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class ReferralInListSchema(Schema):
    """A screening or referral, how far it has come, and what is awaited."""

    referral_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True, allow_none=True)
    kind = fields.Enum(ReferralKind, by_value=True, required=True)
    kind_name = label_of("kind")
    service = fields.Enum(OutsideService, by_value=True, required=True)
    service_label = label_of("service")
    service_name = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)
    proposed_on = fields.Date(required=True)
    state = fields.Enum(ReferralState, by_value=True, required=True)
    state_name = label_of("state")
    awaiting = fields.Enum(Awaited, by_value=True, required=True, allow_none=True)
    awaiting_name = label_of("awaiting")
    last_step_on = fields.Date(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)


class ReferralSchema(ReferralInListSchema):
    """The same with every step, in the order they were taken."""

    steps = fields.Function(
        _taken,
        metadata={
            "type": "array",
            "items": {"type": "object"},
            "description": "Each with its `kind`: consent, sending, receipt, report or ending",
        },
    )
