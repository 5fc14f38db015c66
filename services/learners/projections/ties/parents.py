"""Who is whose parent, guardian or relative?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.learners.domain.roll.learner_messages import (
    ParentLinked,
    ParentUnlinked,
    Relationship,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class ParentOfLearner:
    learner_id: UUID
    person_id: UUID
    relationship: Relationship
    since: datetime


Row = ParentOfLearner | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case ParentLinked(parent=parent) | ParentUnlinked(parent=parent):
            return (fact.stream_id, parent.parent_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ParentLinked(parent=parent):
            since = fact.occurred_at
            return ParentOfLearner(fact.stream_id, parent.parent_id, parent.relationship, since)
        case ParentUnlinked(parent=parent):
            was_another = row is not None and row.relationship is not parent.relationship
            return row if was_another else None
        case _:
            return row


PARENTS = Projection(
    table="parents",
    row=ParentOfLearner,
    key=("learner_id", "person_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
