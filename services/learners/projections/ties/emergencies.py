"""Who opened whose record in an emergency, why, and until when? A privacy officer asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.learners.domain.ties.emergency_access import EmergencyAccessOpened, EmergencyReason
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class OpenedInEmergency:
    access_id: UUID
    learner_id: UUID
    person_id: UUID
    reason: EmergencyReason
    words: str
    opened_at: datetime
    expires_at: datetime


Row = OpenedInEmergency | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "emergency_access" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case EmergencyAccessOpened() as event:
            return OpenedInEmergency(
                access_id=event.access_id,
                learner_id=event.learner_id,
                person_id=event.person_id,
                reason=event.reason,
                words=event.words,
                opened_at=fact.occurred_at,
                expires_at=event.expires_at,
            )
        case _:
            return row


EMERGENCIES = Projection(
    table="emergencies",
    row=OpenedInEmergency,
    key=("access_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
