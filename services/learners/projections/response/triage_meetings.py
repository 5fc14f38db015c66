"""When did a school's staff meet for triage, and who was there?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.triage_meeting import TriageMeetingHeld
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class HeldMeeting:
    meeting_id: UUID
    school_id: UUID
    held_on: date
    attendee_ids: tuple[UUID, ...]
    recorded_at: datetime
    recorded_by: str


Row = HeldMeeting | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "triage_meeting" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case TriageMeetingHeld() as event:
            return HeldMeeting(
                meeting_id=event.meeting_id,
                school_id=event.school_id,
                held_on=event.held_on,
                attendee_ids=event.attendee_ids,
                recorded_at=fact.occurred_at,
                recorded_by=fact.actor,
            )
        case _:
            return row


TRIAGE_MEETINGS = Projection(
    table="triage_meetings",
    row=HeldMeeting,
    key=("meeting_id",),
    key_of=key_of,
    project=project,
    school="school_id",
)
