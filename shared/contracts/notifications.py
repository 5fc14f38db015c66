"""Published by `notifications`. Who was told, how and when; never what the notice says."""

from datetime import datetime
from uuid import UUID

from shared.modelling.message import message


@message
class NoticeRaised:
    """Something happened that a learner's parents are to be told of."""

    notice_id: UUID
    learner_id: UUID
    about: str


@message
class NoticeGiven:
    """A notice reached a recipient by a channel: `inbox` or `email`."""

    notice_id: UUID
    learner_id: UUID
    recipient_id: UUID
    channel: str
    given_at: datetime


MESSAGES = (NoticeRaised, NoticeGiven)
