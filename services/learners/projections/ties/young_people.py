"""Does a learner act for themself: with which account, which capacity, and who represents them?"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.ties.young_person_messages import (
    Capacity,
    CapacityRecorded,
    RepresentativeNamed,
    RepresentativeReleased,
    RightsPassed,
    Standing,
    YoungPersonAccountClosed,
    YoungPersonAccountOpened,
)
from shared.modelling.message import message
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@message
class Representative:
    person_id: UUID
    standing: Standing


@dataclass(frozen=True)
class YoungPerson:
    """`capacity` is None until anybody looked into it."""

    learner_id: UUID
    account_person_id: UUID | None
    passed_on: date | None
    capacity: Capacity | None
    capacity_found_on: date | None
    representatives: tuple[Representative, ...]


Row = YoungPerson | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "young_person" else None


def project(row: Row, fact: Recorded) -> Row:
    known = row or YoungPerson(fact.stream_id, None, None, None, None, ())
    match fact.event:
        case YoungPersonAccountOpened(person_id=person_id):
            return replace(known, account_person_id=person_id)
        case YoungPersonAccountClosed():
            return replace(known, account_person_id=None)
        case RightsPassed(passed_on=passed_on):
            return replace(known, passed_on=passed_on)
        case CapacityRecorded(capacity=capacity, found_on=found_on):
            return replace(known, capacity=capacity, capacity_found_on=found_on)
        case _:
            return replace(known, representatives=_represented_by(known.representatives, fact))


def _represented_by(
    known: tuple[Representative, ...], fact: Recorded
) -> tuple[Representative, ...]:
    match fact.event:
        case RepresentativeNamed(person_id=person_id, standing=standing):
            return (*known, Representative(person_id=person_id, standing=standing))
        case RepresentativeReleased(person_id=person_id):
            return tuple(each for each in known if each.person_id != person_id)
        case _:
            return known


YOUNG_PEOPLE = Projection(
    table="young_people",
    row=YoungPerson,
    key=("learner_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
