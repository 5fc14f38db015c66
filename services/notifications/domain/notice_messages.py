"""What may be asked of a notice, and what may have happened to it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.notifications.domain.language import Language
from shared.modelling.message import message


class About(StrEnum):
    """What a notice is about; each has its words in `templates`."""

    SMALL_STEP_TARGET_SHARED = "small_step_target_shared"
    SMALL_STEP_TARGET_REVIEWED = "small_step_target_reviewed"
    EMERGENCY_ACCESS_OPENED = "emergency_access_opened"


class Audience(StrEnum):
    """Who is told, and whose the evidence of it is to read."""

    FAMILY = "family"
    PRIVACY_OFFICERS = "privacy_officers"


def audience_of(about: About) -> Audience:
    """Of an emergency, those who guard privacy; of everything else, the family."""
    if about is About.EMERGENCY_ACCESS_OPENED:
        return Audience.PRIVACY_OFFICERS
    return Audience.FAMILY


class Channel(StrEnum):
    """By which a notice reaches a person. Every one reaches the inbox; some an address as well."""

    INBOX = "inbox"
    EMAIL = "email"


@message
class Addressee:
    """Who is to be told, in which language first, and whether an e-mail is to follow."""

    recipient_id: UUID
    language: Language
    by_email: bool


@message
class RaiseNotice:
    """Something happened that a learner's parents, or a privacy officer, are to be told of."""

    learner_id: UUID
    about: About
    about_id: UUID
    happened_at: datetime


@message
class GiveNotice:
    """Put it in these inboxes. `to_all`: then every parent now linked to the learner has it."""

    addressees: tuple[Addressee, ...]
    to_all: bool
    template_version: int
    given_at: datetime


@message
class GiveNoticeByEmail:
    """The mail server has taken responsibility for it."""

    recipient_id: UUID
    address_number: int
    message_id: str
    template_version: int
    given_at: datetime


@message
class ReportFailedEmail:
    """The mail server did not take it; `permanent`: and never will for this address."""

    recipient_id: UUID
    address_number: int
    permanent: bool
    reason: str
    failed_at: datetime


@message
class ReopenNotice:
    """Somebody who was a parent when it happened is known only now."""

    parent_id: UUID


@message
class OpenNotice:
    """A recipient reads it."""

    recipient_id: UUID
    opened_at: datetime


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class NoticeRaised:
    learner_id: UUID
    about: About
    about_id: UUID
    happened_at: datetime


@message
class NoticeGiven:
    """The evidence. An electronic notice counts as given on the day it is sent (domain.md C7).

    `address_number` tells which of the recipient's addresses, counted from 1: the address itself
    stays in the recipient's own stream, as this one is part of a child's record.
    """

    recipient_id: UUID
    channel: Channel
    about: About
    about_id: UUID
    language: Language
    template_version: int
    given_at: datetime
    email_follows: bool = False
    address_number: int | None = None
    message_id: str | None = None


@message
class NoticeGivenToAll:
    """Every parent linked to the learner at that time has it: nobody is owed it any more."""

    given_at: datetime


@message
class NoticeReopened:
    """A parent of that time, who became known late, is owed it as well."""

    parent_id: UUID


@message
class EmailDelayed:
    recipient_id: UUID
    address_number: int
    attempt: int
    reason: str
    retry_at: datetime


@message
class EmailRefused:
    """No more attempts at this address. Somebody has to ask for another one."""

    recipient_id: UUID
    address_number: int
    attempt: int
    reason: str
    refused_at: datetime


@message
class NoticeOpened:
    recipient_id: UUID
    opened_at: datetime


Command = (
    RaiseNotice | GiveNotice | ReopenNotice | GiveNoticeByEmail | ReportFailedEmail | OpenNotice
)
Event = (
    NoticeRaised
    | NoticeGiven
    | NoticeGivenToAll
    | NoticeReopened
    | EmailDelayed
    | EmailRefused
    | NoticeOpened
)
