"""A notice is given to each parent once, in the inbox and, where wanted, by e-mail."""

from datetime import timedelta

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from services.notifications.domain.notice import notice
from services.notifications.domain.notice_messages import (
    About,
    Command,
    Event,
    GiveNotice,
    NoticeGiven,
    NoticeGivenToAll,
    NoticeOpened,
    NoticeReopened,
    OpenNotice,
    RaiseNotice,
    ReopenNotice,
)
from services.notifications.domain.retries import LAST_ATTEMPT, LONGEST_PAUSE, pause_after
from shared.contracts import codec
from shared.modelling.decider import CommandRefused, replay
from shared.testing.scenario import given
from tests.notifications.builders import (
    FATHER,
    GIVEN_AT,
    LEARNER,
    MOTHER,
    RAISED,
    SHARED_AT,
    TARGET,
    addressee,
    by_email,
    delayed,
    give,
    give_by_email,
    in_inbox,
    refused,
    report,
)

RAISE = RaiseNotice(
    learner_id=LEARNER,
    about=About.SMALL_STEP_TARGET_SHARED,
    about_id=TARGET,
    happened_at=SHARED_AT,
)
OPEN = OpenNotice(recipient_id=MOTHER, opened_at=GIVEN_AT)
OPENED = NoticeOpened(recipient_id=MOTHER, opened_at=GIVEN_AT)
TO_ALL = NoticeGivenToAll(given_at=GIVEN_AT)
HALF_A_MINUTE = timedelta(seconds=30)


def test_a_notice_is_raised_once() -> None:
    given(notice).when(RAISE).then(RAISED)
    given(notice, RAISED).when(RAISE).then_nothing()


def test_it_is_open_again_for_a_parent_who_became_known_late() -> None:
    reopen, reopened = ReopenNotice(parent_id=FATHER), NoticeReopened(parent_id=FATHER)
    mothers = (RAISED, in_inbox(), TO_ALL)
    given(notice, *mothers).when(reopen).then(reopened)
    given(notice, RAISED).when(reopen).then(reopened)
    given(notice, *mothers, reopened).when(give(to_all=True)).then(TO_ALL)
    given(notice, RAISED, in_inbox(FATHER)).when(reopen).then_nothing()


def test_it_is_given_to_both_parents_at_the_same_time() -> None:
    (
        given(notice, RAISED)
        .when(give(addressee(), addressee(FATHER, by_email=False), to_all=True))
        .then(in_inbox(), in_inbox(FATHER, email_follows=False), TO_ALL)
    )


def test_a_parent_named_twice_gets_one_copy() -> None:
    given(notice, RAISED).when(give(addressee(), addressee())).then(in_inbox())


def test_a_parent_who_becomes_known_later_is_given_it_then() -> None:
    (
        given(notice, RAISED, in_inbox())
        .when(give(addressee(), addressee(FATHER), to_all=True))
        .then(in_inbox(FATHER), TO_ALL)
    )


def test_giving_it_again_changes_nothing() -> None:
    given(notice, RAISED, in_inbox(), TO_ALL).when(give(addressee(), to_all=True)).then_nothing()


def test_what_was_not_raised_cannot_be_given() -> None:
    given(notice).when(give(addressee())).then_refused("notice_not_raised")


@pytest.mark.parametrize("command", [give_by_email(), report(), OPEN])
def test_the_inbox_comes_first(command: Command) -> None:
    given(notice, RAISED, in_inbox(FATHER)).when(command).then_refused("notice_not_given")


def test_an_email_the_server_took_is_evidence() -> None:
    given(notice, RAISED, in_inbox()).when(give_by_email()).then(by_email())


def test_a_second_acceptance_is_no_second_evidence() -> None:
    given(notice, RAISED, in_inbox(), by_email()).when(give_by_email()).then_nothing()


def test_after_acceptance_no_failure_counts() -> None:
    given(notice, RAISED, in_inbox(), by_email()).when(report()).then_nothing()


def test_a_temporary_failure_is_tried_again_after_half_a_minute() -> None:
    (given(notice, RAISED, in_inbox()).when(report()).then(delayed(1, GIVEN_AT + HALF_A_MINUTE)))


def test_each_pause_is_twice_the_one_before() -> None:
    (
        given(notice, RAISED, in_inbox(), delayed(1, GIVEN_AT + HALF_A_MINUTE))
        .when(report())
        .then(delayed(2, GIVEN_AT + 2 * HALF_A_MINUTE))
    )


def test_after_the_last_attempt_the_address_is_given_up() -> None:
    (
        given(notice, RAISED, in_inbox(), delayed(LAST_ATTEMPT - 1, GIVEN_AT))
        .when(report())
        .then(refused(LAST_ATTEMPT))
    )


def test_a_refused_address_is_given_up_at_once() -> None:
    given(notice, RAISED, in_inbox()).when(report(permanent=True)).then(refused())
    given(notice, RAISED, in_inbox(), refused()).when(report(permanent=True)).then_nothing()


def test_another_address_starts_afresh() -> None:
    (
        given(notice, RAISED, in_inbox(), refused(LAST_ATTEMPT))
        .when(report(address_number=2))
        .then(delayed(1, GIVEN_AT + HALF_A_MINUTE, address_number=2))
    )
    given(notice, RAISED, in_inbox(), refused()).when(give_by_email(2)).then(by_email(2))


def test_a_notice_is_opened_once() -> None:
    given(notice, RAISED, in_inbox()).when(OPEN).then(OPENED)
    given(notice, RAISED, in_inbox(), OPENED).when(OPEN).then_nothing()


@forall(st.integers(1, 10_000))
def test_no_pause_is_longer_than_an_hour_nor_shorter_than_the_one_before(attempt: int) -> None:
    assert HALF_A_MINUTE <= pause_after(attempt) <= pause_after(attempt + 1) <= LONGEST_PAUSE


COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.just(RAISE),
    st.builds(
        lambda people, to_all: give(*people, to_all=to_all),
        st.lists(st.builds(addressee, st.sampled_from([MOTHER, FATHER])), max_size=2),
        st.booleans(),
    ),
    st.builds(give_by_email, st.integers(1, 2)),
    st.builds(report, st.integers(1, 2), permanent=st.booleans()),
    st.just(OPEN),
    st.just(ReopenNotice(parent_id=FATHER)),
)


def once(past: list[Event], command: Command) -> list[Event]:
    try:
        return notice.decide(replay(notice, past), command)
    except CommandRefused:
        return []


@forall(st.lists(COMMANDS, max_size=12))
def test_nobody_is_given_a_notice_twice_whatever_is_asked(commands: list[Command]) -> None:
    past: list[Event] = []
    for command in commands:
        past += once(past, command)
        if isinstance(command, RaiseNotice | GiveNotice):
            assert once(past, command) == []
    copies = [
        (event.recipient_id, event.channel) for event in past if isinstance(event, NoticeGiven)
    ]
    assert len(copies) == len(set(copies))
    stored = [codec.decode(type(event), codec.encode(event)) for event in past]
    assert replay(notice, stored) == replay(notice, past)
