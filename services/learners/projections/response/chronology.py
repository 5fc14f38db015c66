"""What happened to a learner, step by step, across all four services?

A copy of what they published. It keeps codes and ids; the words to show are found when it is read.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts import learners
from shared.modelling.message import kind_of
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection

# A family may read a chronology: who is kept from what, and who looked in an emergency, are not
# for it. Posts and classes are about the school, and a place in a class is on the roll.
LEFT_OUT = (
    learners.PostTakenUp,
    learners.PostGivenUp,
    learners.ClassTeacherAssigned,
    learners.ClassTeacherReleased,
    learners.SchoolCalendarSet,
    learners.SchoolClosed,
    learners.SchoolReopened,
    learners.LearnerPlacedInClass,
    learners.LearnerRemovedFromClass,
    learners.RestrictionImposed,
    learners.RestrictionLifted,
    learners.EmergencyAccessOpened,
)
DETAILS = (
    *("tier", "outcome", "decision", "area", "instrument", "channel", "about", "profession"),
    *("service", "term"),
)


@dataclass(frozen=True)
class Step:
    """`thing_id` is the concern, target, result or notice; `detail` is the code that says most."""

    learner_id: UUID
    source: str
    position: int
    event_id: UUID
    kind: str
    thing_kind: str
    thing_id: UUID
    detail: str | None
    occurred_at: datetime
    recorded_at: datetime
    actor: str


def key_of(fact: Recorded) -> tuple[UUID, str, int | None] | None:
    if isinstance(fact.event, LEFT_OUT):
        return None
    return (fact.subject, fact.source, fact.position)


def project(_: Step | None, fact: Recorded) -> Step:
    assert fact.position is not None, "a message from another log has its place in it"
    assert fact.recorded_at is not None
    return Step(
        learner_id=fact.subject,
        source=fact.source,
        position=fact.position,
        event_id=fact.event_id,
        kind=kind_of(type(fact.event)),
        thing_kind=fact.stream_kind,
        thing_id=fact.stream_id,
        detail=_detail(fact.event),
        occurred_at=fact.occurred_at,
        recorded_at=fact.recorded_at,
        actor=fact.actor,
    )


def _detail(message: object) -> str | None:
    """The code that says most about a step; the fields that hold one are tried in turn."""
    return next((getattr(message, name) for name in DETAILS if hasattr(message, name)), None)


CHRONOLOGY = Projection(
    table="chronology",
    row=Step,
    key=("learner_id", "source", "position"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
