"""Who is kept from a learner's record, by whom, and when must that be looked at again?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.learners.domain.ties.restriction import (
    RestrictionImposed,
    RestrictionKind,
    RestrictionLifted,
    Scope,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class ImposedRestriction:
    restriction_id: UUID
    learner_id: UUID
    person_id: UUID
    kind: RestrictionKind
    scope: Scope
    reference: str
    reason: str
    review_on: date
    imposed_at: datetime
    imposed_by: str
    lifted_at: datetime | None
    lifted_because: str | None


Row = ImposedRestriction | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "restriction" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case RestrictionImposed() as event:
            return _imposed(event, fact)
        case RestrictionLifted(reason=reason):
            return row and replace(row, lifted_at=fact.occurred_at, lifted_because=reason)
        case _:
            return row


def _imposed(event: RestrictionImposed, fact: Recorded) -> ImposedRestriction:
    return ImposedRestriction(
        restriction_id=event.restriction_id,
        learner_id=event.learner_id,
        person_id=event.person_id,
        kind=event.kind,
        scope=event.scope,
        reference=event.reference,
        reason=event.reason,
        review_on=event.review_on,
        imposed_at=fact.occurred_at,
        imposed_by=fact.actor,
        lifted_at=None,
        lifted_because=None,
    )


RESTRICTIONS = Projection(
    table="restrictions",
    row=ImposedRestriction,
    key=("restriction_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
