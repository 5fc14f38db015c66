"""What is in a person's inbox, and what is the evidence that each notice was given?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.notifications.domain.delivery import EmailState
from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import (
    About,
    Channel,
    EmailDelayed,
    EmailRefused,
    NoticeGiven,
    NoticeOpened,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class GivenNotice:
    """A recipient's copy; `email_failure` is why the e-mail was not taken last time."""

    notice_id: UUID
    recipient_id: UUID
    learner_id: UUID
    about: About
    about_id: UUID
    language: Language
    template_version: int
    given_at: datetime
    opened_at: datetime | None
    email: EmailState
    email_attempts: int
    email_address_number: int | None
    email_failure: str | None
    email_retry_at: datetime | None
    email_given_at: datetime | None
    email_message_id: str | None


Row = GivenNotice | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case NoticeGiven() | EmailDelayed() | EmailRefused() | NoticeOpened():
            return (fact.stream_id, fact.event.recipient_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case NoticeGiven(channel=Channel.INBOX):
            return _in_the_inbox(fact)
        case NoticeOpened(opened_at=opened_at):
            return row and replace(row, opened_at=opened_at)
        case _:
            return row and _by_email(row, fact.event)


def _in_the_inbox(fact: Recorded) -> GivenNotice:
    return GivenNotice(
        notice_id=fact.stream_id,
        recipient_id=fact.event.recipient_id,
        learner_id=fact.subject,
        about=fact.event.about,
        about_id=fact.event.about_id,
        language=fact.event.language,
        template_version=fact.event.template_version,
        given_at=fact.event.given_at,
        opened_at=None,
        email=EmailState.DUE if fact.event.email_follows else EmailState.NOT_WANTED,
        email_attempts=0,
        email_address_number=None,
        email_failure=None,
        email_retry_at=None,
        email_given_at=None,
        email_message_id=None,
    )


def _by_email(row: GivenNotice, event: object) -> GivenNotice:
    match event:
        case NoticeGiven():
            return replace(
                row,
                email=EmailState.ACCEPTED,
                email_address_number=event.address_number,
                email_failure=None,
                email_retry_at=None,
                email_given_at=event.given_at,
                email_message_id=event.message_id,
            )
        case EmailDelayed():
            return replace(_tried(row, event), email_retry_at=event.retry_at)
        case EmailRefused():
            return replace(_tried(row, event), email=EmailState.REFUSED, email_retry_at=None)
        case _:
            return row


def _tried(row: GivenNotice, event: EmailDelayed | EmailRefused) -> GivenNotice:
    return replace(
        row,
        email=EmailState.DELAYED,
        email_attempts=event.attempt,
        email_address_number=event.address_number,
        email_failure=event.reason,
    )


DELIVERIES = Projection(
    table="deliveries",
    row=GivenNotice,
    key=("notice_id", "recipient_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
