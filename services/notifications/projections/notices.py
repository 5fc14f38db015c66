"""Which notices are there about a learner, and which of them still wait for somebody?"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.notifications.domain.notice_messages import (
    About,
    Audience,
    NoticeGiven,
    NoticeGivenToAll,
    NoticeRaised,
    NoticeReopened,
    audience_of,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


class NoticeState(StrEnum):
    """Waiting: nobody has it. Partly given: a parent who is linked to the learner lacks it."""

    WAITING = "waiting"
    PARTLY_GIVEN = "partly_given"
    GIVEN = "given"


@dataclass(frozen=True)
class RaisedNotice:
    notice_id: UUID
    learner_id: UUID
    audience: Audience
    about: About
    about_id: UUID
    happened_at: datetime
    raised_at: datetime
    state: NoticeState


Row = RaisedNotice | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "notice" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case NoticeRaised() as event:
            return RaisedNotice(
                notice_id=fact.stream_id,
                learner_id=event.learner_id,
                audience=audience_of(event.about),
                about=event.about,
                about_id=event.about_id,
                happened_at=event.happened_at,
                raised_at=fact.occurred_at,
                state=NoticeState.WAITING,
            )
        case NoticeGiven() if row is not None and row.state is NoticeState.WAITING:
            return replace(row, state=NoticeState.PARTLY_GIVEN)
        case NoticeReopened() if row is not None and row.state is NoticeState.GIVEN:
            return replace(row, state=NoticeState.PARTLY_GIVEN)
        case NoticeGivenToAll():
            return row and replace(row, state=NoticeState.GIVEN)
        case _:
            return row


NOTICES = Projection(
    table="notices",
    row=RaisedNotice,
    key=("notice_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
