"""What the courier finds owed: a notice to inboxes, an e-mail to an address."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import Addressee


@dataclass(frozen=True)
class Owed:
    """A notice, and the trail of what led to it."""

    authority: str
    notice_id: UUID
    correlation: UUID
    causation: UUID


@dataclass(frozen=True)
class OwedNotice(Owed):
    """`to_all`: once these have it, every parent linked to the learner has it.

    `version` is of the notice that was looked at: what was found holds for that one only.
    """

    version: int
    addressees: tuple[Addressee, ...]
    to_all: bool


@dataclass(frozen=True)
class OwedEmail(Owed):
    """`address_number` tells which of the recipient's addresses `address` is."""

    recipient_id: UUID
    language: Language
    address: str
    address_number: int
