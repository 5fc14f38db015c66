"""Putting consent to a screening or referral on record, or its refusal."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.domain.referral_messages import (
    ConsentTold,
    HasTheSay,
    RecordReferralConsent,
    SaidBy,
)
from shared.relationships.ties import TieKind
from shared.runtime.execute import Outcome
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, accepted, caller
from shared.runtime.problems import Problem
from shared.runtime.request_fields import Flag, narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

_TIED_AS = {
    SaidBy.PARENT: TieKind.PARENT,
    SaidBy.YOUNG_PERSON: TieKind.YOUNG_PERSON,
    SaidBy.REPRESENTATIVE: TieKind.REPRESENTATIVE,
}


class ConsentRequest(Schema):
    """Consent or its refusal: of a parent for a child, of a young person themself."""

    given = Flag(required=True, metadata={"description": "false where it was refused"})
    said_by = fields.Enum(SaidBy, by_value=True, required=True)
    person_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Who that is, where they are known as that to the learner"},
    )
    told_by = fields.Enum(ConsentTold, by_value=True, required=True)
    words = narrative("What they said, in their words", load_default=None)
    consented_on = fields.Date(required=True, metadata={"description": "Today or earlier"})


def referral_consent(
    execute: Callable[[Cause, Stream, object], Outcome],
    find: Callable[[UUID], Any | None],
    ties: Callable[[dict[str, Any]], Sequence[Any]],
) -> Blueprint:
    blueprint = Blueprint("referral_consent", __name__, url_prefix="/referrals")

    @blueprint.put("/<uuid:referral_id>/consent")
    @blueprint.allows("record_referral_step")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(ConsentRequest)
    @blueprint.response(201, Accepted)
    def put_consent(body: dict[str, Any], referral_id: UUID) -> Any:
        """Record who consented, or refused, how and when."""
        known = find(referral_id)
        if known is None:
            raise Problem(404, "not_found")
        of_learner = ties({"learner_id": known.learner_id})
        _refuse_stranger(body, of_learner)
        command = RecordReferralConsent(
            has_the_say=_has_the_say(of_learner), today=caller().now.date(), **body
        )
        stream = Stream("referral", referral_id)
        return accepted(referral_id, execute(caller().matching(), stream, command))

    return blueprint


def _has_the_say(ties: Sequence[Any]) -> HasTheSay:
    kinds = {tie.kind for tie in ties}
    if TieKind.RIGHTS_PASSED not in kinds:
        return HasTheSay.PARENTS
    lacks = TieKind.LACKS_CAPACITY in kinds
    return HasTheSay.REPRESENTATIVES if lacks else HasTheSay.YOUNG_PERSON


def _refuse_stranger(body: dict[str, Any], ties: Sequence[Any]) -> None:
    if body["person_id"] is None:
        return
    known = {(tie.kind, tie.person_id) for tie in ties}
    if (_TIED_AS[body["said_by"]], body["person_id"]) not in known:
        raise Problem(404, "person_unknown", field="person_id")
