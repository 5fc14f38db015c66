"""Who may be told things, and how?"""

from dataclasses import dataclass, replace
from uuid import UUID

from services.notifications.domain.language import Language
from services.notifications.domain.recipient import (
    EmailAddressGiven,
    EmailAddressWithdrawn,
    LanguageChoiceWithdrawn,
    LanguageChosen,
    NoticesByEmailAccepted,
    NoticesByEmailDeclined,
    RecipientNameCorrected,
    RecipientRegistered,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class KnownRecipient:
    """`address_number` counts the addresses given, so that evidence can name one without it."""

    recipient_id: UUID
    given_name: str
    family_name: str
    language: Language
    email: str | None
    address_number: int
    wants_email: bool


Row = KnownRecipient | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "recipient" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case RecipientRegistered(given_name=given_name, family_name=family_name):
            return KnownRecipient(
                fact.stream_id,
                given_name,
                family_name,
                Language.UNKNOWN,
                None,
                0,
                wants_email=False,
            )
        case RecipientNameCorrected(given_name=given_name, family_name=family_name):
            return row and replace(row, given_name=given_name, family_name=family_name)
        case LanguageChosen(language=language):
            return row and replace(row, language=language)
        case LanguageChoiceWithdrawn():
            return row and replace(row, language=Language.UNKNOWN)
        case _:
            return row and _by_email(row, fact.event)


def _by_email(row: KnownRecipient, event: object) -> KnownRecipient:
    match event:
        case EmailAddressGiven(email=email):
            return replace(row, email=email, address_number=row.address_number + 1)
        case EmailAddressWithdrawn():
            return replace(row, email=None)
        case NoticesByEmailAccepted():
            return replace(row, wants_email=True)
        case NoticesByEmailDeclined():
            return replace(row, wants_email=False)
        case _:
            return row


RECIPIENTS = Projection(
    table="recipients",
    row=KnownRecipient,
    key=("recipient_id",),
    key_of=key_of,
    project=project,
    subject="recipient_id",
)
