"""One recipient's copy of a notice: in the inbox, perhaps sent by e-mail, perhaps opened."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import (
    EmailDelayed,
    EmailRefused,
    Event,
    NoticeGiven,
    NoticeOpened,
    OpenNotice,
    ReportFailedEmail,
)
from services.notifications.domain.retries import LAST_ATTEMPT, pause_after


class EmailState(StrEnum):
    """How far the e-mail to one recipient has come."""

    NOT_WANTED = "not_wanted"
    DUE = "due"
    DELAYED = "delayed"
    REFUSED = "refused"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Delivery:
    """`address_number` is of the address tried last, and `attempts` counts those at it."""

    recipient_id: UUID
    language: Language
    email: EmailState
    address_number: int | None = None
    attempts: int = 0
    opened: bool = False


def report_failure(delivery: Delivery, command: ReportFailedEmail) -> list[Event]:
    same_address = command.address_number == delivery.address_number
    if delivery.email is EmailState.ACCEPTED:
        return []
    if delivery.email is EmailState.REFUSED and same_address:
        return []
    attempt = delivery.attempts + 1 if same_address else 1
    if command.permanent or attempt >= LAST_ATTEMPT:
        return [_refused(command, attempt)]
    return [_delayed(command, attempt)]


def _refused(command: ReportFailedEmail, attempt: int) -> EmailRefused:
    return EmailRefused(
        recipient_id=command.recipient_id,
        address_number=command.address_number,
        attempt=attempt,
        reason=command.reason,
        refused_at=command.failed_at,
    )


def _delayed(command: ReportFailedEmail, attempt: int) -> EmailDelayed:
    return EmailDelayed(
        recipient_id=command.recipient_id,
        address_number=command.address_number,
        attempt=attempt,
        reason=command.reason,
        retry_at=command.failed_at + pause_after(attempt),
    )


def open_it(delivery: Delivery, command: OpenNotice) -> list[Event]:
    if delivery.opened:
        return []
    return [NoticeOpened(recipient_id=command.recipient_id, opened_at=command.opened_at)]


DeliveryEvent = NoticeGiven | EmailDelayed | EmailRefused | NoticeOpened


def evolve(delivery: Delivery | None, event: DeliveryEvent) -> Delivery:
    if delivery is None:
        assert isinstance(event, NoticeGiven), "the inbox comes first"
        email = EmailState.DUE if event.email_follows else EmailState.NOT_WANTED
        return Delivery(event.recipient_id, event.language, email)
    match event:
        case NoticeGiven(address_number=number):
            return replace(delivery, email=EmailState.ACCEPTED, address_number=number)
        case EmailDelayed(address_number=number, attempt=attempt):
            return _tried(delivery, EmailState.DELAYED, number, attempt)
        case EmailRefused(address_number=number, attempt=attempt):
            return _tried(delivery, EmailState.REFUSED, number, attempt)
        case NoticeOpened():
            return replace(delivery, opened=True)


def _tried(delivery: Delivery, email: EmailState, number: int, attempt: int) -> Delivery:
    return replace(delivery, email=email, address_number=number, attempts=attempt)
