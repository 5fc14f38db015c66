"""Every notice is bilingual; an e-mail says that there is something, and nothing of what."""

import re

import pytest

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import About
from services.notifications.domain.templates import (
    EMAIL,
    EMAIL_VERSION,
    INBOX,
    INBOX_VERSION,
    email_text,
)

URL = "https://llwybr.example.test/"


@pytest.mark.parametrize("version", EMAIL)
def test_a_welsh_reader_reads_welsh_first(version: int) -> None:
    subject, body = email_text(version, Language.WELSH, URL)
    assert subject == "Mae diweddariad / There is an update"
    assert body == f"Mae diweddariad. Mewngofnodwch.\nThere is an update. Sign in.\n\n{URL}\n"


def test_an_english_reader_reads_english_first_and_welsh_too() -> None:
    subject, body = email_text(EMAIL_VERSION, Language.ENGLISH, URL)
    assert subject == "There is an update / Mae diweddariad"
    assert body == f"There is an update. Sign in.\nMae diweddariad. Mewngofnodwch.\n\n{URL}\n"


def test_whose_language_is_not_known_reads_welsh_first() -> None:
    unknown = email_text(EMAIL_VERSION, Language.UNKNOWN, URL)
    assert unknown == email_text(EMAIL_VERSION, Language.WELSH, URL)


@pytest.mark.parametrize("version", EMAIL)
@pytest.mark.parametrize("language", Language)
def test_no_placeholder_is_left_in_an_email(version: int, language: Language) -> None:
    for text in email_text(version, language, URL):
        assert not re.search(r"[{}%<>]|\(\(|None", text)


def test_every_kind_of_notice_has_words_in_both_languages() -> None:
    for about in About:
        wording = INBOX[about.value, INBOX_VERSION]
        assert wording.cy
        assert wording.en
        assert wording.cy != wording.en
