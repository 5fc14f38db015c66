"""What has been said of a learner's needs for the census, and by whom?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.census_needs import CensusNeedsRecorded, SupportLevels
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class SaidOfNeeds:
    learner_id: UUID
    record_id: UUID
    provision: str | None
    needs: tuple[str, ...]
    support: SupportLevels
    effective_on: date
    recorded_at: datetime
    recorded_by: str


Row = SaidOfNeeds | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case CensusNeedsRecorded(learner_id=learner_id, record_id=record_id):
            return (learner_id, record_id)
        case _:
            return None


def project(_: Row, fact: Recorded) -> Row:
    return SaidOfNeeds(
        learner_id=fact.event.learner_id,
        record_id=fact.event.record_id,
        provision=fact.event.provision,
        needs=fact.event.needs,
        support=fact.event.support,
        effective_on=fact.event.effective_on,
        recorded_at=fact.occurred_at,
        recorded_by=fact.actor,
    )


CENSUS_NEEDS = Projection(
    table="census_needs",
    row=SaidOfNeeds,
    key=("learner_id", "record_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
