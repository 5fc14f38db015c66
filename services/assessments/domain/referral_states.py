"""How far a referral has come, and what it waits for."""

from datetime import date
from enum import StrEnum

from services.assessments.domain.referral_messages import (
    Event,
    ReferralClosed,
    ReferralConsentRecorded,
    ReferralKind,
    ReferralProposed,
    ReferralReceived,
    ReferralReported,
    ReferralSent,
)


class ReferralState(StrEnum):
    """How far it has come."""

    PROPOSED = "proposed"
    CONSENTED = "consented"
    REFUSED = "refused"
    SENT = "sent"
    RECEIVED = "received"
    REPORTED = "reported"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Awaited(StrEnum):
    """What comes next."""

    CONSENT = "consent"
    SENDING = "sending"
    RECEIPT = "receipt"
    REPORT = "report"


def reached(event: Event) -> tuple[ReferralState, date]:
    """How far it has come with this step, and on which day."""
    match event:
        case ReferralProposed():
            return ReferralState.PROPOSED, event.proposed_on
        case ReferralConsentRecorded():
            state = ReferralState.CONSENTED if event.given else ReferralState.REFUSED
            return state, event.consented_on
        case ReferralSent():
            return ReferralState.SENT, event.sent_on
        case ReferralReceived():
            return ReferralState.RECEIVED, event.received_on
        case ReferralReported():
            return ReferralState.REPORTED, event.reported_on
        case ReferralClosed():
            return ReferralState(event.closed_as.value), event.closed_on


def awaited(kind: ReferralKind, state: ReferralState) -> Awaited | None:
    """What such a referral waits for, that has come so far; None where it has ended."""
    if kind is ReferralKind.SCREENING and state is ReferralState.CONSENTED:
        return Awaited.REPORT
    return _NEXT.get(state)


_NEXT = {
    ReferralState.PROPOSED: Awaited.CONSENT,
    ReferralState.CONSENTED: Awaited.SENDING,
    ReferralState.SENT: Awaited.RECEIPT,
    ReferralState.RECEIVED: Awaited.REPORT,
}
