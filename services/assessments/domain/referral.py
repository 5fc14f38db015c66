"""A screening in school or a referral to an outside service: nothing is sent without consent.

A report may come from a service that never acknowledged the referral: it did come, and a rule
against it would be met by inventing an acknowledgement. A screening in school is sent nowhere.
"""

from dataclasses import dataclass, replace
from datetime import date

from services.assessments.domain.referral_messages import (
    ClosedAs,
    CloseReferral,
    Command,
    Event,
    HasTheSay,
    OutsideService,
    ProposeReferral,
    RecordReferralConsent,
    RecordReferralReceived,
    RecordReferralReport,
    RecordReferralSent,
    ReferralClosed,
    ReferralConsentRecorded,
    ReferralKind,
    ReferralProposed,
    ReferralReceived,
    ReferralReported,
    ReferralSent,
    SaidBy,
)
from services.assessments.domain.referral_states import ReferralState, awaited, reached
from services.assessments.domain.words import refuse_another, refuse_blank
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Referral:
    """`last_day` is that of the latest step."""

    proposed: ReferralProposed
    state: ReferralState
    last_day: date
    steps: tuple[Event, ...] = ()


State = Referral | None  # None until it is proposed

_WORDS_OF_CONSENT = {
    HasTheSay.PARENTS: {SaidBy.PARENT},
    HasTheSay.YOUNG_PERSON: {SaidBy.YOUNG_PERSON},
    # A young person who lacks capacity and has no representative is spoken for by a parent.
    HasTheSay.REPRESENTATIVES: {SaidBy.REPRESENTATIVE, SaidBy.PARENT},
}
_WITH_THE_SERVICE = {ReferralState.SENT, ReferralState.RECEIVED}


def decide(referral: State, command: Command) -> list[Event]:
    if isinstance(command, ProposeReferral):
        return _propose(referral, command)
    if referral is None:
        raise CommandRefused("referral_not_proposed", "referral_id")
    match command:
        case RecordReferralConsent():
            return _consent(referral, command)
        case RecordReferralSent():
            return _send(referral, command)
        case RecordReferralReceived():
            return _receive(referral, command)
        case RecordReferralReport():
            return _report(referral, command)
        case CloseReferral():
            return _close(referral, command)


def _propose(referral: State, command: ProposeReferral) -> list[Event]:
    proposed = ReferralProposed(
        referral_id=command.referral_id,
        learner_id=command.learner_id,
        kind=command.kind,
        service=command.service,
        service_name=command.service_name,
        reason=command.reason,
        proposed_on=command.proposed_on,
    )
    if referral is not None:
        refuse_another(referral.proposed, proposed, "referral_already_proposed", "referral_id")
        return []
    refuse_blank(proposed.reason, "reason", "reason")
    if proposed.service is OutsideService.OTHER:
        refuse_blank(proposed.service_name or "", "service_name", "service_name")
    if proposed.proposed_on > command.today:
        raise CommandRefused("proposed_on_in_future", "proposed_on")
    return [proposed]


def _consent(referral: Referral, command: RecordReferralConsent) -> list[Event]:
    recorded = ReferralConsentRecorded(
        given=command.given,
        said_by=command.said_by,
        person_id=command.person_id,
        told_by=command.told_by,
        words=command.words,
        consented_on=command.consented_on,
    )
    if _is_repeated(referral, recorded, "consent_already_recorded"):
        return []
    if referral.state is not ReferralState.PROPOSED:
        raise CommandRefused(f"referral_already_{referral.state.value}", "referral_id")
    if recorded.said_by not in _WORDS_OF_CONSENT[command.has_the_say]:
        raise CommandRefused("consent_is_not_theirs", "said_by")
    _refuse_wrong_day(referral, recorded.consented_on, "consented_on", command.today)
    return [recorded]


def _send(referral: Referral, command: RecordReferralSent) -> list[Event]:
    sent = ReferralSent(sent_on=command.sent_on)
    if _is_repeated(referral, sent, "sending_already_recorded"):
        return []
    if referral.proposed.kind is ReferralKind.SCREENING:
        raise CommandRefused("screening_is_not_sent", "referral_id")
    if referral.state is ReferralState.PROPOSED:
        raise CommandRefused("consent_missing", "referral_id")
    if referral.state is not ReferralState.CONSENTED:
        raise CommandRefused(f"referral_already_{referral.state.value}", "referral_id")
    _refuse_wrong_day(referral, sent.sent_on, "sent_on", command.today)
    return [sent]


def _receive(referral: Referral, command: RecordReferralReceived) -> list[Event]:
    received = ReferralReceived(received_on=command.received_on, reference=command.reference)
    if _is_repeated(referral, received, "receipt_already_recorded"):
        return []
    if referral.state is not ReferralState.SENT:
        raise CommandRefused("referral_not_with_service", "referral_id")
    _refuse_wrong_day(referral, received.received_on, "received_on", command.today)
    return [received]


def _report(referral: Referral, command: RecordReferralReport) -> list[Event]:
    reported = ReferralReported(
        reported_on=command.reported_on,
        author=command.author,
        summary=command.summary,
        document=command.document,
        result_ids=command.result_ids,
    )
    if _is_repeated(referral, reported, "report_already_recorded"):
        return []
    if referral.state not in _may_report(referral.proposed.kind):
        raise CommandRefused("referral_awaits_no_report", "referral_id")
    refuse_blank(reported.author, "author", "author")
    refuse_blank(reported.summary, "summary", "summary")
    _refuse_wrong_day(referral, reported.reported_on, "reported_on", command.today)
    return [reported]


def _may_report(kind: ReferralKind) -> set[ReferralState]:
    return {ReferralState.CONSENTED} if kind is ReferralKind.SCREENING else _WITH_THE_SERVICE


def _close(referral: Referral, command: CloseReferral) -> list[Event]:
    closed = ReferralClosed(
        closed_as=command.closed_as,
        said_by=command.said_by,
        reason=command.reason,
        closed_on=command.closed_on,
    )
    if _is_repeated(referral, closed, "referral_already_closed"):
        return []
    if awaited(referral.proposed.kind, referral.state) is None:
        raise CommandRefused(f"referral_already_{referral.state.value}", "referral_id")
    if closed.closed_as is ClosedAs.DECLINED and referral.state not in _WITH_THE_SERVICE:
        raise CommandRefused("referral_not_with_service", "referral_id")
    if closed.closed_as is ClosedAs.DECLINED and closed.said_by is not None:
        raise CommandRefused("declining_is_the_services", "said_by")
    refuse_blank(closed.reason, "reason", "reason")
    _refuse_wrong_day(referral, closed.closed_on, "closed_on", command.today)
    return [closed]


def _is_repeated(referral: Referral, step: Event, code: str) -> bool:
    """Each step is taken once: the same again changes nothing."""
    for earlier in referral.steps:
        if type(earlier) is type(step):
            refuse_another(earlier, step, code, "referral_id")
            return True
    return False


def _refuse_wrong_day(referral: Referral, day: date, field: str, today: date) -> None:
    if day > today:
        raise CommandRefused(f"{field}_in_future", field)
    if day < referral.last_day:
        raise CommandRefused("before_the_step_before", field)


def evolve(referral: State, event: Event) -> State:
    state, day = reached(event)
    if isinstance(event, ReferralProposed):
        return Referral(event, state, day)
    assert referral is not None
    return replace(referral, state=state, last_day=day, steps=(*referral.steps, event))


referral: Decider[State, Command, Event] = Decider(None, decide, evolve)
