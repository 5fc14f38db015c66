"""An event together with what is known about its recording."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """A fact of a log: the envelope a projection or publisher may read, and the event itself.

    `stream_kind` and `stream_id` name the aggregate; `subject` is whom the fact is about;
    `occurred_at` is when it was true, `recorded_at` when we learned it. `position` and
    `recorded_at` are given by the append, so they are None inside the transaction that appends.
    """

    authority: str
    source: str
    stream_kind: str
    stream_id: UUID
    version: int
    event_id: UUID
    subject: UUID
    school: UUID | None
    occurred_at: datetime
    actor: str
    event: Any
    position: int | None = None
    recorded_at: datetime | None = None
