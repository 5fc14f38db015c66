"""A mail server on the loopback that keeps what it takes, and refuses what it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"


@dataclass
class MailCatcher:
    """`answers` are given to the next recipients in turn, `verdicts` to the next messages.

    Where there is none, what comes is taken.
    """

    caught: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    address: str = ""

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 taken"

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if self.verdicts:
            return self.verdicts.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.caught.append(message)
        return "250 taken"


@contextmanager
def catching() -> Iterator[MailCatcher]:
    """A running one, on a free port; it knows addresses in ASCII only."""
    catcher = MailCatcher()
    controller = Controller(catcher, hostname=HOST, port=_free_port(), enable_SMTPUTF8=False)
    controller.start()
    catcher.address = f"{HOST}:{controller.port}"
    try:
        yield catcher
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
