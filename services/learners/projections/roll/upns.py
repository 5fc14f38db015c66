"""Which UPNs are taken? An index for the roster import, which asks for all of them at once.

It names no one and has no subject: to compare numbers is not to look at a learner's record.
"""

from dataclasses import dataclass
from uuid import UUID

from services.learners.domain.roll.learner_messages import LearnerEnrolled, UpnReplaced
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class UpnHeld:
    learner_id: UUID
    upn: str


Row = UpnHeld | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    changes_upn = isinstance(fact.event, LearnerEnrolled | UpnReplaced)
    return (fact.stream_id,) if changes_upn else None


def project(_: Row, fact: Recorded) -> Row:
    return UpnHeld(fact.stream_id, fact.event.upn)


UPNS = Projection(table="upns", row=UpnHeld, key=("learner_id",), key_of=key_of, project=project)
