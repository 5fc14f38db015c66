"""Facts as the log and other services tell them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from shared.modelling.recorded import Recorded
from tests.notifications.builders import LEARNER, NOTICE, SHARED_AT

SCHOOL = UUID(int=8)
AUTHORITY = "665"


def fact(
    event: Any,
    kind: str = "notice",
    stream_id: UUID = NOTICE,
    subject: UUID = LEARNER,
    at: datetime = SHARED_AT,
) -> Recorded:
    return Recorded(
        authority=AUTHORITY,
        source="notifications",
        stream_kind=kind,
        stream_id=stream_id,
        version=1,
        event_id=uuid5(stream_id, repr(event)),
        subject=subject,
        school=SCHOOL,
        occurred_at=at,
        actor="service:notifications",
        event=event,
    )
