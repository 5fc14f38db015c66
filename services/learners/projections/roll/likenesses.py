"""Which learners could be one child? An index of digests for imports, which compare all at once.

It names no one and has no subject: to compare digests is not to look at a learner's record.
"""

from dataclasses import dataclass
from uuid import UUID

from services.learners.domain.roll.learner_messages import LearnerDetailsCorrected, LearnerEnrolled
from services.learners.domain.roll.likeness import likeness
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class Likeness:
    learner_id: UUID
    likeness: str


Row = Likeness | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    tells_names = isinstance(fact.event, LearnerEnrolled | LearnerDetailsCorrected)
    return (fact.stream_id,) if tells_names else None


def project(_: Row, fact: Recorded) -> Row:
    return Likeness(fact.stream_id, likeness(fact.event.details))


LIKENESSES = Projection(
    table="likenesses",
    row=Likeness,
    key=("learner_id",),
    key_of=key_of,
    project=project,
)
