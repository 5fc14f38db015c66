"""Which professionals work with a learner, as what, on which ground, and until when?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.ties.professional_engagement import (
    Basis,
    Profession,
    ProfessionalEngaged,
    ProfessionalReleased,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class EngagedProfessional:
    engagement_id: UUID
    learner_id: UUID
    person_id: UUID
    profession: Profession
    basis: Basis
    until: date
    engaged_at: datetime
    engaged_by: str
    released_at: datetime | None


Row = EngagedProfessional | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "professional_engagement" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ProfessionalEngaged() as event:
            return EngagedProfessional(
                engagement_id=event.engagement_id,
                learner_id=event.learner_id,
                person_id=event.person_id,
                profession=event.profession,
                basis=event.basis,
                until=event.until,
                engaged_at=fact.occurred_at,
                engaged_by=fact.actor,
                released_at=None,
            )
        case ProfessionalReleased():
            return row and replace(row, released_at=fact.occurred_at)
        case _:
            return row


PROFESSIONALS = Projection(
    table="professionals",
    row=EngagedProfessional,
    key=("engagement_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
