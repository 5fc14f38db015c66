"""Whose rights have passed? An index for the roster import, which asks for all of them at once.

It has no subject: an import that finds nothing to do has not looked at anybody's record.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.learners.domain.ties.young_person_messages import RightsPassed
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class PassedRights:
    learner_id: UUID
    passed_on: date


Row = PassedRights | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if isinstance(fact.event, RightsPassed) else None


def project(_: Row, fact: Recorded) -> Row:
    return PassedRights(fact.stream_id, fact.event.passed_on)


RIGHTS_PASSED = Projection(
    table="rights_passed",
    row=PassedRights,
    key=("learner_id",),
    key_of=key_of,
    project=project,
)
