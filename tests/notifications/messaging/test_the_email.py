"""The e-mail to a parent: bilingual, and silent about whom and what it concerns."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.notifications.domain.language import Language
from services.notifications.domain.owed import OwedEmail
from services.notifications.messaging.email_notice import compose
from tests.notifications.builders import FATHER, MOTHER, NOTICE

AT = datetime(2026, 11, 24, 9, 1, tzinfo=UTC)
URL = "https://llwybr.example.test/sign-in"
NAMELESS = re.compile(
    r"target|targed|review|adolyg|share|rhann|school|ysgol|aln|ady|learner|dysgwr|parent|rhiant",
    re.IGNORECASE,
)


def owed(
    language: Language = Language.WELSH,
    address: str = "canary-4711@example.test",
    recipient_id: UUID = MOTHER,
) -> OwedEmail:
    return OwedEmail(
        authority="665",
        notice_id=NOTICE,
        correlation=UUID(int=4),
        causation=UUID(int=5),
        recipient_id=recipient_id,
        language=language,
        address=address,
        address_number=1,
    )


@pytest.mark.parametrize("language", Language)
def test_it_says_that_there_is_an_update_and_nothing_of_what(language: Language) -> None:
    message = compose(owed(language), URL, AT)
    text = f"{message['Subject']}\n{message.get_content()}"
    assert "Mae diweddariad. Mewngofnodwch." in text
    assert "There is an update. Sign in." in text
    assert URL in text
    assert not NAMELESS.search(text)
    assert not re.search(r"[{}%]|\(\(|None", text)


def test_no_id_and_no_part_of_the_address_is_in_the_text() -> None:
    one = owed()
    message = compose(one, URL, AT)
    text = f"{message['Subject']}\n{message.get_content()}"
    for secret in (one.notice_id, one.recipient_id, one.correlation, "canary-4711", "665"):
        assert str(secret) not in text
    assert str(one.notice_id) not in message.as_string()


def test_a_repeat_bears_the_same_message_id_and_another_parent_another() -> None:
    later = datetime(2026, 12, 1, tzinfo=UTC)
    first, again = compose(owed(), URL, AT), compose(owed(), URL, later)
    other = compose(owed(recipient_id=FATHER), URL, AT)
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert re.fullmatch(r"<[0-9a-f-]{36}@llwybr\.example\.test>", first["Message-ID"])


def test_a_welsh_domain_is_written_as_the_dns_has_it() -> None:
    message = compose(owed(address="sian@tŷgwyn.cymru"), URL, AT)
    assert message["To"] == "sian@xn--tgwyn-nhb.cymru"


def test_it_comes_from_where_people_sign_in() -> None:
    assert compose(owed(), URL, AT)["From"] == "Llwybr <no-reply@llwybr.example.test>"
    assert compose(owed(), "http://127.0.0.1:8090/", AT)["From"] == "Llwybr <no-reply@127.0.0.1>"


def test_it_is_marked_as_sent_by_a_machine_in_two_languages() -> None:
    message = compose(owed(), URL, AT)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "cy, en"
