"""The courier: looks for what is owed, and gives it, again and again.

One at a time in a database: a second one stands by, and takes over when the first one's connection
ends. What is owed is read through that very connection, so who has lost it finds nothing to do.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import psycopg
from psycopg import Connection

from services.notifications.domain.owed import OwedEmail, OwedNotice
from services.notifications.messaging.giving import Clock, EmailGiver, InboxGiver

NOTICES_AT_ONCE = 50
EMAILS_AT_ONCE = 10


@dataclass(frozen=True)
class Work:
    """How the courier finds what it has to do."""

    connect: Callable[[], Connection]
    claim: Callable[[Connection], bool]
    owed_notices: Callable[[Connection, int], Sequence[OwedNotice]]
    owed_emails: Callable[[Connection, datetime, int], Sequence[OwedEmail]]


@dataclass
class Courier:
    """Gives what is owed, by the inbox and by e-mail.

    Having found no notice owed, it rests so many times as long as it looked: so looking takes a
    twentieth of the time at most, however many wait for somebody to become known.
    """

    work: Work
    inboxes: InboxGiver
    emails: EmailGiver
    now: Clock
    rests: float = 20.0
    _connection: Connection | None = field(default=None, init=False)
    _claimed: bool = field(default=False, init=False)
    _look_at: float = field(default=0.0, init=False)

    def step(self) -> bool:
        """Give some of what is owed, inboxes before e-mails; tells whether there was anything."""
        try:
            connection = self._connected()
            if not self._claimed:
                return False
            return self._to_inboxes(connection) or self._by_email(connection)
        except psycopg.OperationalError:
            self.close()
            raise

    def close(self) -> None:
        """Let another courier take over."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._claimed = None, False

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self.work.connect()
        self._claimed = self._claimed or self.work.claim(self._connection)
        return self._connection

    def _to_inboxes(self, connection: Connection) -> bool:
        began = time.monotonic()
        if began < self._look_at:
            return False
        owed = self.work.owed_notices(connection, NOTICES_AT_ONCE)
        if not owed:
            self._look_at = time.monotonic() + (time.monotonic() - began) * self.rests
        self.inboxes.give(owed)
        return bool(owed)

    def _by_email(self, connection: Connection) -> bool:
        if self.emails.resting:
            return False
        owed = self.work.owed_emails(connection, self.now(), EMAILS_AT_ONCE)
        self.emails.give(owed)
        return bool(owed)
