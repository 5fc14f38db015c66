"""The authority's mail server, by SMTP: it takes a message, or says why not."""

import smtplib
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage

TIMEOUT_SECONDS = 10.0
PERMANENT = 500  # RFC 5321 §4.2.1: from here on, the same message to the same address is no use


class MailServerAway(Exception):
    """The server cannot be reached, breaks off, or will take nothing from us."""


@dataclass(frozen=True)
class NotTaken:
    """Refused, for good or for now. The reason is a code: a server's text may tell the address."""

    permanent: bool
    reason: str


@dataclass
class MailServer:
    """Connects when there is something to send, and stays connected until `close`."""

    address: str
    own_host: str
    _smtp: smtplib.SMTP | None = field(default=None, init=False)

    def send(self, message: EmailMessage) -> NotTaken | None:
        """Hand over a message; None once the server is responsible. Raises `MailServerAway`."""
        try:
            self._connected().send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            return _not_taken(next(iter(refused.recipients.values()))[0])
        except smtplib.SMTPDataError as refused:
            return _not_taken(refused.smtp_code)
        except smtplib.SMTPNotSupportedError:
            return NotTaken(permanent=True, reason="address_needs_smtputf8")
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise MailServerAway(type(error).__name__) from error
        return None

    def close(self) -> None:
        """Say goodbye; what was accepted stays accepted, however that goes."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            host, _, port = self.address.rpartition(":")
            self._smtp = smtplib.SMTP(
                host.strip("[]"), int(port), local_hostname=self.own_host, timeout=TIMEOUT_SECONDS
            )
        return self._smtp


def _not_taken(code: int) -> NotTaken:
    return NotTaken(permanent=code >= PERMANENT, reason=f"smtp_{code}")
