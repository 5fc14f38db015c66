"""Others hear who was told, how and when; nothing personal leaves the service."""

from dataclasses import replace
from typing import Any

import pytest

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import About, NoticeGivenToAll, NoticeOpened
from services.notifications.domain.recipient import (
    EmailAddressGiven,
    LanguageChosen,
    RecipientRegistered,
)
from services.notifications.messaging.published import publish
from shared.contracts import codec, notifications
from tests.notifications.builders import (
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


def test_that_a_notice_was_raised() -> None:
    assert publish(fact(RAISED)) == notifications.NoticeRaised(
        notice_id=NOTICE, learner_id=LEARNER, about="small_step_target_shared"
    )


@pytest.mark.parametrize("given", [in_inbox(), by_email()])
def test_that_it_was_given_and_by_which_channel(given: Any) -> None:
    message = publish(fact(given))
    assert message == notifications.NoticeGiven(
        notice_id=NOTICE,
        learner_id=LEARNER,
        recipient_id=MOTHER,
        channel=given.channel.value,
        given_at=GIVEN_AT,
    )
    assert b"example.test" not in codec.encode(message)


@pytest.mark.parametrize("event", [RAISED, in_inbox(), by_email()])
def test_nobody_else_hears_of_a_notice_that_a_record_was_opened_in_an_emergency(event: Any) -> None:
    assert publish(fact(replace(event, about=About.EMERGENCY_ACCESS_OPENED))) is None


@pytest.mark.parametrize(
    "event",
    [
        RecipientRegistered(given_name="Siân", family_name="Ŵyn"),
        EmailAddressGiven(email="sian@example.test"),
        LanguageChosen(language=Language.WELSH),
        delayed(1, GIVEN_AT),
        refused(),
        NoticeGivenToAll(given_at=GIVEN_AT),
        NoticeOpened(recipient_id=MOTHER, opened_at=GIVEN_AT),
    ],
)
def test_all_else_stays_here(event: Any) -> None:
    assert publish(fact(event)) is None
