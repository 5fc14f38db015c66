"""Who looks like whom? It names no one and has no subject, as to compare is not to look.

Which two are one pair is found when it is asked: a row belongs to one learner.
"""

from dataclasses import dataclass
from uuid import UUID

from services.learners.domain.roll.learner_messages import LearnerDetailsCorrected, LearnerEnrolled
from services.learners.domain.roll.likeness import likeness
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class LearnerLikeness:
    learner_id: UUID
    likeness: str


Row = LearnerLikeness | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    tells = isinstance(fact.event, LearnerEnrolled | LearnerDetailsCorrected)
    return (fact.stream_id,) if tells else None


def project(_: Row, fact: Recorded) -> Row:
    return LearnerLikeness(fact.stream_id, likeness(fact.event.details))


LIKENESSES = Projection(
    table="likenesses",
    row=LearnerLikeness,
    key=("learner_id",),
    key_of=key_of,
    project=project,
)
