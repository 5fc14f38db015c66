"""The e-mail that says there is something to read, and nothing else."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import uuid5

from services.notifications.domain.owed import OwedEmail
from services.notifications.domain.templates import EMAIL_VERSION, email_text


def message_id(owed: OwedEmail, host: str) -> str:
    """The same each time one notice is sent to one recipient: so a repeat can be recognised."""
    return f"<{uuid5(owed.notice_id, str(owed.recipient_id))}@{host}>"


def sender_host(sign_in_url: str) -> str:
    """The part after the @ of our own address: where people sign in."""
    return urlsplit(sign_in_url).hostname or "localhost"


def compose(owed: OwedEmail, sign_in_url: str, at: datetime) -> EmailMessage:
    """The whole message, in both languages; to an address, as a name would tell who it is about."""
    host = sender_host(sign_in_url)
    subject, body = email_text(EMAIL_VERSION, owed.language, sign_in_url)
    message = EmailMessage()
    message["From"] = f"Llwybr <no-reply@{host}>"
    message["To"] = _in_ascii(owed.address)
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(owed, host)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    message["Content-Language"] = "cy, en"
    return message


def _in_ascii(address: str) -> str:
    """The domain as it is in the DNS: some in Wales are written with ŵ or ŷ."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"
