"""Carrying out what is owed: notices into inboxes, e-mails to the mail server.

Between the mail server's acceptance and our commit lies an instant: who crashes in it sends again.
No protocol avoids that; the message says nothing, and its Message-ID shows that it is the same.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid5

import structlog
from prometheus_client import Counter

from services.notifications.domain.notice_messages import (
    GiveNotice,
    GiveNoticeByEmail,
    ReportFailedEmail,
)
from services.notifications.domain.owed import Owed, OwedEmail, OwedNotice
from services.notifications.domain.templates import EMAIL_VERSION, INBOX_VERSION
from services.notifications.messaging.email_notice import compose
from services.notifications.messaging.mail_server import MailServer, MailServerAway, NotTaken
from shared.runtime.execute import Outcome, VersionStale
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

AWAY_SECONDS = 1.0
LONGEST_AWAY_SECONDS = 60.0

_emails = Counter("llwybr_emails", "E-mails tried, by what became of them", ["fate"])

Execute = Callable[[Cause, Stream, object], Outcome]
Clock = Callable[[], datetime]


@dataclass
class InboxGiver:
    """Puts notices into inboxes."""

    execute: Execute
    now: Clock

    def give(self, owed: Iterable[OwedNotice]) -> None:
        """Each in a transaction of its own; one that has changed meanwhile is looked at again."""
        for one in owed:
            command = GiveNotice(
                addressees=one.addressees,
                to_all=one.to_all,
                template_version=INBOX_VERSION,
                given_at=self.now(),
            )
            recipients = sorted(str(each.recipient_id) for each in one.addressees)
            name = f"give {one.version} {one.to_all} {recipients}"
            cause = replace(_cause(one, name, command.given_at), expected_version=one.version)
            with suppress(VersionStale):
                self.execute(cause, Stream("notice", one.notice_id), command)


@dataclass
class EmailGiver:
    """Sends e-mails; leaves the mail server alone for a while when it is away."""

    execute: Execute
    now: Clock
    server: MailServer
    sign_in_url: str
    _pause: float = field(default=AWAY_SECONDS, init=False)
    _again_at: float = field(default=0.0, init=False)

    @property
    def resting(self) -> bool:
        """Is the mail server being left alone?"""
        return time.monotonic() < self._again_at

    def give(self, owed: Iterable[OwedEmail]) -> None:
        """Send each and record what became of it, until the mail server is found away."""
        try:
            for one in owed:
                self._give_one(one)
                self._pause = AWAY_SECONDS
        except MailServerAway as away:
            self._again_at = time.monotonic() + self._pause
            structlog.get_logger().warning("mail_server_away", error=str(away), pause=self._pause)
            self._pause = min(self._pause * 2, LONGEST_AWAY_SECONDS)
        finally:
            self.server.close()

    def _give_one(self, owed: OwedEmail) -> None:
        message = compose(owed, self.sign_in_url, self.now())
        try:
            not_taken = self.server.send(message)
        except MailServerAway:
            self._failed(owed, NotTaken(permanent=False, reason="mail_server_away"))
            raise
        if not_taken is None:
            self._given(owed, message["Message-ID"])
        else:
            self._failed(owed, not_taken)

    def _given(self, owed: OwedEmail, message_id: str) -> None:
        command = GiveNoticeByEmail(
            recipient_id=owed.recipient_id,
            address_number=owed.address_number,
            message_id=message_id,
            template_version=EMAIL_VERSION,
            given_at=self.now(),
        )
        cause = _cause(owed, f"email {owed.recipient_id}", command.given_at)
        self.execute(cause, Stream("notice", owed.notice_id), command)
        _emails.labels("accepted").inc()

    def _failed(self, owed: OwedEmail, not_taken: NotTaken) -> None:
        command = ReportFailedEmail(
            recipient_id=owed.recipient_id,
            address_number=owed.address_number,
            permanent=not_taken.permanent,
            reason=not_taken.reason,
            failed_at=self.now(),
        )
        name = f"failed {owed.recipient_id} {command.failed_at.isoformat()}"
        self.execute(
            _cause(owed, name, command.failed_at), Stream("notice", owed.notice_id), command
        )
        _emails.labels("refused" if not_taken.permanent else "delayed").inc()


def _cause(owed: Owed, name: str, at: datetime) -> Cause:
    command_id = uuid5(owed.notice_id, name)
    return Cause(
        authority=owed.authority,
        actor="service:notifications",
        command_id=command_id,
        digest=command_id.bytes,
        correlation=owed.correlation,
        causation=owed.causation,
        occurred_at=at,
    )
