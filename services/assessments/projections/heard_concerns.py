"""About whom was a concern raised? A copy of what `learners` publishes: no area, no words."""

from dataclasses import dataclass
from uuid import UUID

from shared.contracts.learners import ConcernRaised
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class HeardConcern:
    concern_id: UUID
    learner_id: UUID


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.event.concern_id,) if isinstance(fact.event, ConcernRaised) else None


def project(row: HeardConcern | None, fact: Recorded) -> HeardConcern | None:
    match fact.event:
        case ConcernRaised(concern_id=concern_id, learner_id=learner_id):
            return HeardConcern(concern_id, learner_id)
        case _:
            return row


HEARD_CONCERNS = Projection(
    table="heard_concerns",
    row=HeardConcern,
    key=("concern_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
