"""What is kept of a notice and of each copy of it."""

from datetime import UTC, datetime
from functools import reduce
from typing import Any

from services.notifications.domain.delivery import EmailState
from services.notifications.domain.notice_messages import NoticeGivenToAll, NoticeOpened
from services.notifications.projections.deliveries import DELIVERIES, GivenNotice
from services.notifications.projections.notices import NOTICES, NoticeState
from shared.runtime.projection import Projection
from tests.notifications.builders import (
    FATHER,
    GIVEN_AT,
    LEARNER,
    MOTHER,
    NOTICE,
    RAISED,
    by_email,
    delayed,
    in_inbox,
    refused,
)
from tests.notifications.facts import fact

LATER = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def folded(model: Projection, *events: Any) -> Any:
    return reduce(model.project, map(fact, events), None)


def delivery(*events: Any) -> GivenNotice:
    row: GivenNotice = folded(DELIVERIES, *events)
    return row


def test_each_copy_is_a_row_of_its_own() -> None:
    assert DELIVERIES.key_of(fact(in_inbox())) == (NOTICE, MOTHER)
    assert DELIVERIES.key_of(fact(in_inbox(FATHER))) == (NOTICE, FATHER)
    assert DELIVERIES.key_of(fact(RAISED)) is None
    assert DELIVERIES.key_of(fact(None)) is None


def test_a_copy_in_the_inbox_waits_for_its_email_where_one_is_wanted() -> None:
    row = delivery(in_inbox())
    assert (row.learner_id, row.given_at, row.email) == (LEARNER, GIVEN_AT, EmailState.DUE)
    assert delivery(in_inbox(email_follows=False)).email is EmailState.NOT_WANTED


def test_a_delay_tells_why_and_until_when() -> None:
    row = delivery(in_inbox(), delayed(3, LATER))
    assert (row.email, row.email_attempts) == (EmailState.DELAYED, 3)
    assert (row.email_failure, row.email_retry_at) == ("smtp_451", LATER)


def test_a_refusal_is_not_tried_again() -> None:
    row = delivery(in_inbox(), delayed(1, LATER), refused(2))
    assert (row.email, row.email_attempts, row.email_retry_at) == (EmailState.REFUSED, 2, None)


def test_acceptance_clears_what_failed_before() -> None:
    row = delivery(in_inbox(), delayed(1, LATER), by_email(2))
    assert (row.email, row.email_given_at) == (EmailState.ACCEPTED, GIVEN_AT)
    assert (row.email_failure, row.email_retry_at, row.email_address_number) == (None, None, 2)
    assert row.email_message_id == "<1@example.test>"


def test_opening_is_dated() -> None:
    row = delivery(in_inbox(), NoticeOpened(recipient_id=MOTHER, opened_at=LATER))
    assert row.opened_at == LATER


def test_an_erased_fact_leaves_a_copy_as_it_was() -> None:
    assert delivery(in_inbox(), None) == delivery(in_inbox())


def test_a_notice_waits_until_somebody_has_it_and_is_given_once_all_have() -> None:
    states = [
        folded(NOTICES, *events).state
        for events in (
            (RAISED,),
            (RAISED, in_inbox()),
            (RAISED, in_inbox(), in_inbox(FATHER), by_email()),
            (RAISED, in_inbox(), NoticeGivenToAll(given_at=GIVEN_AT)),
            (RAISED, in_inbox(), NoticeGivenToAll(given_at=GIVEN_AT), by_email()),
        )
    ]
    assert states == [
        NoticeState.WAITING,
        NoticeState.PARTLY_GIVEN,
        NoticeState.PARTLY_GIVEN,
        NoticeState.GIVEN,
        NoticeState.GIVEN,
    ]
    assert NOTICES.key_of(fact(RAISED)) == (NOTICE,)
    assert NOTICES.key_of(fact(RAISED, kind="recipient")) is None
