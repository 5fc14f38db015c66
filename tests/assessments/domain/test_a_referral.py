from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from services.assessments.domain.referral import referral
from services.assessments.domain.referral_messages import (
    ClosedAs,
    Event,
    HasTheSay,
    OutsideService,
    ReferralConsentRecorded,
    ReferralKind,
    ReferralSent,
    SaidBy,
)
from services.assessments.domain.referral_states import Awaited, ReferralState, awaited
from shared.modelling.decider import CommandRefused, replay
from shared.testing.scenario import given
from tests.assessments.referral_facts import (
    REFUSED,
    TODAY,
    close,
    closed,
    consent,
    consented,
    day,
    propose,
    proposed,
    receive,
    received,
    report,
    reported,
    screening,
    send,
    sent,
)

WHOLE: tuple[Event, ...] = (proposed(), consented(), sent(), received(), reported())
COMMANDS = (propose(), consent(), send(), receive(), report())
DECLINED = ClosedAs.DECLINED


@pytest.mark.parametrize("step", range(5))
def test_a_referral_goes_from_a_proposal_to_a_report_step_by_step(step: int) -> None:
    given(referral, *WHOLE[:step]).when(COMMANDS[step]).then(WHOLE[step])


@pytest.mark.parametrize("step", range(5))
def test_a_step_taken_again_changes_nothing(step: int) -> None:
    given(referral, *WHOLE).when(COMMANDS[step]).then_nothing()


@pytest.mark.parametrize(
    ("past", "command", "code"),
    [
        (WHOLE, propose(reason="Arall"), "referral_already_proposed"),
        (WHOLE, consent(words=None), "consent_already_recorded"),
        (WHOLE, send(sent_on=day(7)), "sending_already_recorded"),
        (WHOLE, receive(reference=None), "receipt_already_recorded"),
        (WHOLE, report(summary="Arall"), "report_already_recorded"),
        ((proposed(), closed()), close(reason="Arall"), "referral_already_closed"),
    ],
)
def test_a_step_taken_otherwise_is_refused(
    past: tuple[Event, ...], command: Any, code: str
) -> None:
    given(referral, *past).when(command).then_refused(code, "referral_id")


def test_nothing_is_sent_without_consent() -> None:
    given(referral, proposed()).when(send()).then_refused("consent_missing", "referral_id")
    given(referral, proposed(), REFUSED).when(send()).then_refused(
        "referral_already_refused", "referral_id"
    )


_ANY_COMMAND = st.sampled_from(
    [*COMMANDS, consent(given=False), close(), close(closed_as=DECLINED, said_by=None)]
)


@given_any(st.lists(_ANY_COMMAND, max_size=10))
def test_whatever_is_asked_in_whatever_order_consent_comes_before_sending(
    commands: list[Any],
) -> None:
    events: list[Event] = []
    for command in [propose(), *commands]:
        try:
            events += referral.decide(replay(referral, events), command)
        except CommandRefused:
            continue
    kinds = [type(event) for event in events]
    assert len(set(kinds)) == len(kinds)
    if ReferralSent in kinds:
        before = events[: kinds.index(ReferralSent)]
        assert [one.given for one in before if isinstance(one, ReferralConsentRecorded)] == [True]


@pytest.mark.parametrize(
    ("say", "allowed"),
    [
        (HasTheSay.PARENTS, {SaidBy.PARENT}),
        (HasTheSay.YOUNG_PERSON, {SaidBy.YOUNG_PERSON}),
        (HasTheSay.REPRESENTATIVES, {SaidBy.REPRESENTATIVE, SaidBy.PARENT}),
    ],
)
@pytest.mark.parametrize("said_by", SaidBy)
def test_only_who_has_the_say_consents(
    say: HasTheSay, allowed: set[SaidBy], said_by: SaidBy
) -> None:
    asked = given(referral, proposed()).when(consent(said_by=said_by, has_the_say=say))
    if said_by in allowed:
        asked.then(consented(said_by=said_by))
    else:
        asked.then_refused("consent_is_not_theirs", "said_by")


def test_consent_refused_ends_it() -> None:
    given(referral, proposed()).when(consent(given=False)).then(REFUSED)
    given(referral, proposed(), REFUSED).when(close()).then_refused(
        "referral_already_refused", "referral_id"
    )


def test_a_report_may_come_from_a_service_that_acknowledged_nothing() -> None:
    given(referral, *WHOLE[:3]).when(report()).then(reported())


def test_a_screening_in_school_is_sent_nowhere_and_needs_consent() -> None:
    past = (screening(), consented())
    given(referral, *past).when(send()).then_refused("screening_is_not_sent", "referral_id")
    given(referral, *past).when(report()).then(reported())
    given(referral, screening()).when(report()).then_refused(
        "referral_awaits_no_report", "referral_id"
    )


@pytest.mark.parametrize(
    ("past", "command", "code"),
    [
        ((proposed(), closed()), consent(), "referral_already_withdrawn"),
        ((proposed(), consented(), closed()), send(), "referral_already_withdrawn"),
        ((proposed(), consented()), receive(), "referral_not_with_service"),
        ((proposed(), consented()), report(), "referral_awaits_no_report"),
        (
            (proposed(), consented()),
            close(closed_as=DECLINED, said_by=None),
            "referral_not_with_service",
        ),
        (WHOLE, close(), "referral_already_reported"),
        ((), send(), "referral_not_proposed"),
    ],
)
def test_steps_keep_their_order(past: tuple[Event, ...], command: Any, code: str) -> None:
    given(referral, *past).when(command).then_refused(code, "referral_id")


@pytest.mark.parametrize("steps", range(1, 5))
def test_it_may_be_withdrawn_until_the_report_has_come(steps: int) -> None:
    given(referral, *WHOLE[:steps]).when(close()).then(closed())
    given(referral, *WHOLE[:steps], closed()).when(close()).then_nothing()


@pytest.mark.parametrize("steps", [3, 4])
def test_a_service_declines_what_it_was_sent(steps: int) -> None:
    given(referral, *WHOLE[:steps]).when(close(closed_as=DECLINED, said_by=None)).then(
        closed(closed_as=DECLINED, said_by=None)
    )


@pytest.mark.parametrize(
    ("past", "command", "code", "field"),
    [
        ((), propose(reason=" "), "reason_missing", "reason"),
        (
            (),
            propose(service=OutsideService.OTHER),
            "service_name_missing",
            "service_name",
        ),
        ((), propose(proposed_on=day(25)), "proposed_on_in_future", "proposed_on"),
        (WHOLE[:1], consent(consented_on=day(25)), "consented_on_in_future", "consented_on"),
        (WHOLE[:1], consent(consented_on=day(1)), "before_the_step_before", "consented_on"),
        (WHOLE[:2], send(sent_on=day(3)), "before_the_step_before", "sent_on"),
        (WHOLE[:3], receive(received_on=day(5)), "before_the_step_before", "received_on"),
        (WHOLE[:4], report(reported_on=day(9)), "before_the_step_before", "reported_on"),
        (WHOLE[:4], report(author=" "), "author_missing", "author"),
        (WHOLE[:4], report(summary=" "), "summary_missing", "summary"),
        (WHOLE[:4], close(reason=" "), "reason_missing", "reason"),
        (
            WHOLE[:4],
            close(closed_as=DECLINED),
            "declining_is_the_services",
            "said_by",
        ),
        (WHOLE[:4], close(closed_on=day(25)), "closed_on_in_future", "closed_on"),
    ],
)
def test_a_step_that_cannot_be_is_refused_with_the_field_at_fault(
    past: tuple[Event, ...], command: Any, code: str, field: str
) -> None:
    given(referral, *past).when(command).then_refused(code, field)


def test_a_service_without_a_code_has_a_name() -> None:
    other = {"service": OutsideService.OTHER, "service_name": "Canolfan Serendipedd"}
    given(referral).when(propose(**other, today=TODAY)).then(proposed(**other))


@pytest.mark.parametrize(
    ("steps", "state", "next_step"),
    [
        (1, ReferralState.PROPOSED, Awaited.CONSENT),
        (2, ReferralState.CONSENTED, Awaited.SENDING),
        (3, ReferralState.SENT, Awaited.RECEIPT),
        (4, ReferralState.RECEIVED, Awaited.REPORT),
        (5, ReferralState.REPORTED, None),
    ],
)
def test_where_it_has_come_to_and_what_it_waits_for_is_told(
    steps: int, state: ReferralState, next_step: Awaited | None
) -> None:
    at = replay(referral, WHOLE[:steps])
    assert at is not None
    assert (at.state, awaited(at.proposed.kind, at.state)) == (state, next_step)


def test_a_screening_with_consent_waits_for_its_report() -> None:
    assert awaited(ReferralKind.SCREENING, ReferralState.CONSENTED) is Awaited.REPORT
