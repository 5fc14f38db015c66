"""Who is a learner beside the roll: learner number, language, care, and second schools?"""

from dataclasses import dataclass, replace
from uuid import UUID

from services.learners.domain.roll.identity_messages import Language, LookedAfter, Registration
from services.learners.domain.roll.learner_identity import (
    Identity,
    learner_identity,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class LearnerIdentity:
    learner_id: UUID
    uln: str | None = None
    language: Language | None = None
    looked_after: tuple[LookedAfter, ...] = ()
    registrations: tuple[Registration, ...] = ()
    told_apart: tuple[UUID, ...] = ()


Row = LearnerIdentity | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "learner_identity" else None


def project(row: Row, fact: Recorded) -> Row:
    """As the decider folds it: the row holds all that it knows."""
    it = row or LearnerIdentity(fact.stream_id)
    known = Identity(it.uln, it.language, it.looked_after, it.registrations, it.told_apart)
    return replace(it, **vars(learner_identity.evolve(known, fact.event)))


IDENTITIES = Projection(
    table="learner_identities",
    row=LearnerIdentity,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
