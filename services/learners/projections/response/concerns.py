"""What has been raised about a learner?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.response.concern import ConcernArea, ConcernRaised, InformedBy
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class RaisedConcern:
    concern_id: UUID
    learner_id: UUID
    area: ConcernArea
    observation: str
    noticed_on: date
    parent_informed_on: date | None
    parent_informed_by: InformedBy | None
    raised_at: datetime
    raised_by: str


Row = RaisedConcern | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "concern" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ConcernRaised(parent_informed=informed) as event:
            return RaisedConcern(
                concern_id=event.concern_id,
                learner_id=event.learner_id,
                area=event.area,
                observation=event.observation,
                noticed_on=event.noticed_on,
                parent_informed_on=informed.informed_on if informed else None,
                parent_informed_by=informed.informed_by if informed else None,
                raised_at=fact.occurred_at,
                raised_by=fact.actor,
            )
        case _:
            return row


CONCERNS = Projection(
    table="concerns",
    row=RaisedConcern,
    key=("concern_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
