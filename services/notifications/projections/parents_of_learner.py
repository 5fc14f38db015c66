"""Whose parents are they, and since when do we know?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.learners import ParentLinked, ParentUnlinked
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class ParentOfLearner:
    learner_id: UUID
    parent_id: UUID
    linked_at: datetime


Row = ParentOfLearner | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case ParentLinked() | ParentUnlinked():
            return (fact.event.learner_id, fact.event.parent_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case ParentLinked(learner_id=learner_id, parent_id=parent_id):
            return row or ParentOfLearner(learner_id, parent_id, fact.occurred_at)
        case ParentUnlinked():
            return None
        case _:
            return row


PARENTS_OF_LEARNER = Projection(
    table="parents_of_learner",
    row=ParentOfLearner,
    key=("learner_id", "parent_id"),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
