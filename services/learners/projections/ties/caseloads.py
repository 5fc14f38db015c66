"""Which officers of the authority are responsible for a learner's case?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.learners.domain.ties.caseload import CaseloadEnded, CaseloadGiven
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class CaseOfOfficer:
    learner_id: UUID
    person_id: UUID
    given_at: datetime
    given_by: str


Row = CaseOfOfficer | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case CaseloadGiven(person_id=person_id) | CaseloadEnded(person_id=person_id):
            return (fact.stream_id, person_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case CaseloadGiven(person_id=person_id):
            return CaseOfOfficer(fact.stream_id, person_id, fact.occurred_at, fact.actor)
        case CaseloadEnded():
            return None
        case _:
            return row


CASELOADS = Projection(
    table="caseloads",
    row=CaseOfOfficer,
    key=("learner_id", "person_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
