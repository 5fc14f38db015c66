"""Notices and e-mails of the real history, damaged in each way that the rules forbid."""

import shutil
from pathlib import Path

import pytest

from tests.checking.damage import copied
from tests.checking.emails import repeated
from tests.checking.world import World

AS_JSON = "convert_from(body, 'UTF8')::jsonb"
BY_INBOX = f"""position IN (SELECT position FROM payloads
  WHERE authority = %(a)s AND {AS_JSON} ->> 'channel' = 'inbox')"""  # noqa: S608 - our own
BY_EMAIL = BY_INBOX.replace("inbox", "email")
TO_A_STRANGER = (
    f"convert_to(jsonb_set({AS_JSON}, '{{recipient_id}}',"
    " to_jsonb(gen_random_uuid()::text))::text, 'UTF8')"
)
A_NOTICE = """stream_id IN (SELECT stream_id FROM events
  WHERE authority = %(a)s AND type = 'NoticeRaised' ORDER BY position LIMIT 1)"""
OTHERWISE = "UPDATE payloads SET body = convert_to(jsonb_set({}, '{{{}}}', '{}')::text, 'UTF8')"
WITHHELD = (
    "UPDATE inbox SET type = 'wales.llwybr.withheld.v1', body = NULL"
    " WHERE authority = %(a)s AND type LIKE '%%shared.v1'"
)
DAMAGE = {
    "no notice": (f"DELETE FROM events WHERE authority = %(a)s AND {A_NOTICE}", "notice_missing"),  # noqa: S608
    "two notices": (
        copied("NoticeRaised", stream_id="gen_random_uuid()", version="1"),
        "notice_twice",
    ),
    "a notice of nothing": (
        copied("NoticeRaised", stream_id="gen_random_uuid()", causation="gen_random_uuid()"),
        "notice_undue",
    ),
    "a notice about another thing": (
        OTHERWISE.format(AS_JSON, "about_id", '"another"')
        + f" WHERE authority = %(a)s AND {AS_JSON} ? 'happened_at'",
        "notice_undue",
    ),
    "a message that said nothing": (WITHHELD, "notice_missing"),
    "a notice given and never raised": (
        "DELETE FROM events WHERE authority = %(a)s AND type = 'NoticeRaised'",
        "notice_missing",
    ),
    "nothing in an inbox": (
        f"DELETE FROM events WHERE authority = %(a)s AND {BY_INBOX}",  # noqa: S608 - our own
        "not_given",
    ),
    "an inbox twice": (copied("NoticeGiven", BY_INBOX), "given_twice"),
    "an e-mail twice": (copied("NoticeGiven", BY_EMAIL), "given_twice"),
    "an inbox of a stranger": (copied("NoticeGiven", BY_INBOX, TO_A_STRANGER), "given_undue"),
    "an e-mail to a stranger": (copied("NoticeGiven", BY_EMAIL, TO_A_STRANGER), "given_undue"),
    "an e-mail nobody wished": (
        OTHERWISE.format(AS_JSON, "email_follows", "true")
        + f" WHERE authority = %(a)s AND {BY_INBOX}",
        "email_wish",
    ),
    "an e-mail not accepted": (
        f"DELETE FROM events WHERE authority = %(a)s AND {BY_EMAIL}",  # noqa: S608 - our own
        "email_missing",
    ),
    "an e-mail on no record": (
        f"DELETE FROM events WHERE authority = %(a)s AND {BY_EMAIL}",  # noqa: S608 - our own
        "email_unrecorded",
    ),
    "an e-mail to another address": (
        OTHERWISE.format(AS_JSON, "address_number", "2")
        + f" WHERE authority = %(a)s AND {BY_EMAIL}",
        "email_astray",
    ),
    "one Message-ID for two": (
        OTHERWISE.format(AS_JSON, "message_id", '"<one@example.test>"')
        + f" WHERE authority = %(a)s AND {BY_EMAIL}",
        "email_shared",
    ),
}


@pytest.mark.parametrize(("damage", "rule"), DAMAGE.values(), ids=DAMAGE)
def test_a_notice_not_given_as_it_is_due_shows(world: World, damage: str, rule: str) -> None:
    assert world.fault_of(rule, "notifications", damage).story


@pytest.fixture
def mail(world: World, tmp_path: Path) -> list[Path]:
    """A copy of the mail that was sent."""
    shutil.copytree(world.mail, tmp_path / "mail")
    return sorted((tmp_path / "mail").glob("*.eml"))


def rules(world: World, mail: list[Path]) -> set[str]:
    nothing = "UPDATE events SET type = type WHERE authority = %(a)s"
    found = world.found("notifications", nothing, mail=mail[0].parent)
    return {fault.rule for fault in found}


def test_an_email_on_record_that_was_not_sent_shows(world: World, mail: list[Path]) -> None:
    mail[0].unlink()
    assert rules(world, mail) == {"email_unsent"}


def test_an_email_sent_to_another_address_shows(world: World, mail: list[Path]) -> None:
    mail[0].write_text(mail[0].read_text().replace("nerys@", "another@"))
    assert rules(world, mail) == {"email_astray"}


def test_an_email_that_is_on_no_record_shows(world: World, mail: list[Path]) -> None:
    text = mail[0].read_text().replace("Message-ID: <", "Message-ID: <another-")
    (mail[0].parent / "9.eml").write_text(text)
    assert rules(world, mail) == {"email_unrecorded"}


def test_an_email_sent_again_is_counted_and_no_fault(world: World, mail: list[Path]) -> None:
    assert repeated(mail[0].parent) == {}
    shutil.copy(mail[0], mail[0].parent / "9.eml")
    assert rules(world, mail) == set()
    assert list(repeated(mail[0].parent).values()) == [2]
