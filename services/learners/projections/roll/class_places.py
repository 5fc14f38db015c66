"""Who is in which class? An index for the roster import, and for who teaches a learner."""

from dataclasses import dataclass
from uuid import UUID

from services.learners.domain.roll.learner_messages import (
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
)
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class PlaceInClass:
    learner_id: UUID
    class_id: UUID
    is_own_class: bool


Row = PlaceInClass | None


def key_of(fact: Recorded) -> tuple[UUID, UUID] | None:
    match fact.event:
        case LearnerPlacedInClass(place=place) | LearnerRemovedFromClass(place=place):
            return (fact.stream_id, place.class_id)
        case _:
            return None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case LearnerPlacedInClass(place=place):
            return PlaceInClass(fact.stream_id, place.class_id, place.is_own_class)
        case LearnerRemovedFromClass(place=place):
            was_another = row is not None and row.is_own_class != place.is_own_class
            return row if was_another else None
        case _:
            return row


CLASS_PLACES = Projection(
    table="class_places",
    row=PlaceInClass,
    key=("learner_id", "class_id"),
    key_of=key_of,
    project=project,
)
