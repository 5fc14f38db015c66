"""Who is owed a notice, by rows made by hand: links, registrations and copies in any order."""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.checking import emails, notices
from tests.checking.notices import Giving
from tests.checking.rows import Records

LEARNER, NOTICE, MOTHER, FATHER = (UUID(int=number) for number in (1, 2, 11, 12))
SHARED_AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
BEFORE, AFTER = SHARED_AT - timedelta(days=1), SHARED_AT + timedelta(days=1)


class Days:
    """What notifications heard and did, in order."""

    def __init__(self) -> None:
        self.inbox: list[Any] = []
        self.events: list[Any] = []
        self.numbers = count(1)

    def hear(self, kind: str, parent: UUID, at: datetime = BEFORE) -> None:
        body = {"learner_id": str(LEARNER), "parent_id": str(parent)}
        self.inbox.append(
            SimpleNamespace(
                **self._named(f"wales.llwybr.learners.{kind}.v1", "learner", LEARNER, body),
                arrival=len(self.inbox) + 1,
                source="learners",
                occurred_at=at,
            )
        )

    def record(self, kind: str, stream: UUID, command: int = 0, **fields: Any) -> None:
        stream_kind = "recipient" if stream in (MOTHER, FATHER) else "notice"
        self.events.append(
            SimpleNamespace(
                **self._named(kind, stream_kind, stream, fields),
                actor="service:notifications",
                command_id=command or uuid4(),
                ordinal=0,
                causation=None,
            )
        )

    def register(self, parent: UUID, *, wants_email: bool = False) -> None:
        self.record("RecipientRegistered", parent, command=int(parent))
        self.record("EmailAddressGiven", parent, command=int(parent), email="n@example.test")
        if wants_email:
            self.record("NoticesByEmailAccepted", parent, command=int(parent))

    def share(self) -> None:
        self.record("NoticeRaised", NOTICE, happened_at=SHARED_AT.isoformat())

    def give(self, parent: UUID, command: int = 0, *, follows: bool = False) -> None:
        known = {"recipient_id": str(parent), "channel": "inbox", "email_follows": follows}
        self.record("NoticeGiven", NOTICE, command, **known)

    def refuse(self, parent: UUID, number: int) -> None:
        known: dict[str, Any] = {"recipient_id": str(parent), "address_number": number}
        self.record("EmailRefused", NOTICE, **known)

    def rules(self) -> list[str]:
        tables = {"inbox": self.inbox, "events": self.events}
        giving = Giving(Records("notifications", "665", tables))
        wrong = [
            *notices.given_once(giving),
            *notices.given_to_all(giving),
            *emails.follow_wishes(giving),
            *emails.accepted(giving),
        ]
        return [fault.rule for fault in wrong]

    def _named(self, kind: str, stream_kind: str, stream: UUID, body: Any) -> dict[str, Any]:
        return {
            "authority": "665",
            "position": next(self.numbers),
            "event_id": uuid4(),
            "type": kind,
            "stream_kind": stream_kind,
            "stream_id": stream,
            "version": 1,
            "subject": LEARNER,
            "body": json.dumps(body).encode(),
        }


@pytest.fixture
def days() -> Days:
    """A mother is linked and registered, and a target was shared."""
    made = Days()
    made.hear("parent_linked", MOTHER)
    made.register(MOTHER)
    made.share()
    return made


def test_a_parent_of_that_time_is_owed_it_once(days: Days) -> None:
    assert days.rules() == ["not_given"]
    days.give(MOTHER)
    assert days.rules() == []
    days.give(MOTHER)
    assert days.rules() == ["given_twice"]


def test_a_parent_who_is_not_registered_is_not_owed_it_yet(days: Days) -> None:
    days.give(MOTHER)
    days.hear("parent_linked", FATHER)
    assert days.rules() == []
    days.register(FATHER)
    assert days.rules() == ["not_given"]


def test_a_parent_linked_since_is_owed_it_while_nobody_has_it(days: Days) -> None:
    days.hear("parent_unlinked", MOTHER)
    days.hear("parent_linked", FATHER, AFTER)
    days.register(FATHER)
    assert days.rules() == ["not_given"]
    days.give(FATHER)
    assert days.rules() == []


def test_a_parent_linked_since_may_get_it_together_with_the_first_only(days: Days) -> None:
    days.hear("parent_linked", FATHER, AFTER)
    days.register(FATHER)
    days.give(MOTHER, command=7)
    assert days.rules() == []
    days.give(FATHER, command=7)
    assert days.rules() == []
    days.events.pop()
    days.give(FATHER, command=8)
    assert days.rules() == ["given_undue"]


def test_who_is_a_parent_no_more_may_have_it_or_not(days: Days) -> None:
    days.hear("parent_unlinked", MOTHER)
    assert days.rules() == []
    days.give(MOTHER)
    assert days.rules() == []


def test_who_never_was_a_parent_may_not_have_it(days: Days) -> None:
    days.give(MOTHER)
    days.register(FATHER)
    days.give(FATHER)
    assert days.rules() == ["given_undue"]


def test_an_email_is_owed_unless_the_address_of_now_was_refused(days: Days) -> None:
    days.record("NoticesByEmailAccepted", MOTHER)
    days.give(MOTHER, follows=True)
    assert days.rules() == ["email_missing"]
    days.refuse(MOTHER, number=1)
    assert days.rules() == []
    days.record("EmailAddressGiven", MOTHER, email="other@example.test")
    assert days.rules() == ["email_missing"]


def test_an_email_is_not_owed_to_whom_it_is_not_wanted_by_now(days: Days) -> None:
    days.record("NoticesByEmailAccepted", MOTHER)
    days.give(MOTHER, follows=True)
    days.record("NoticesByEmailDeclined", MOTHER)
    assert days.rules() == []


@pytest.mark.parametrize("wants_email", [False, True])
def test_an_email_follows_as_was_wished(*, wants_email: bool) -> None:
    days = Days()
    days.hear("parent_linked", MOTHER)
    days.register(MOTHER, wants_email=wants_email)
    days.share()
    days.give(MOTHER, follows=not wants_email)
    assert "email_wish" in days.rules()
