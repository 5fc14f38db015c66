"""Which UPNs did learners have before? An index for transfer files, which may name an old one.

As the index of those in use, it names no one and has no subject.
"""

from dataclasses import dataclass
from uuid import UUID

from services.learners.domain.roll.learner_messages import UpnReplaced
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class FormerUpn:
    learner_id: UUID
    upn: str


Row = FormerUpn | None


def key_of(fact: Recorded) -> tuple[UUID, str] | None:
    match fact.event:
        case UpnReplaced(former_upn=former):
            return (fact.stream_id, former)
        case _:
            return None


def project(_: Row, fact: Recorded) -> Row:
    return FormerUpn(fact.stream_id, fact.event.former_upn)


FORMER_UPNS = Projection(
    table="former_upns",
    row=FormerUpn,
    key=("learner_id", "upn"),
    key_of=key_of,
    project=project,
)
