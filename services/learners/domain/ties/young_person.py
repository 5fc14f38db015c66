"""A learner in their own right: an account, the rights that pass, capacity, representatives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.ties.compulsory_school_age import rights_pass_on
from services.learners.domain.ties.young_person_messages import (
    Capacity,
    CapacityRecorded,
    Command,
    Event,
    NameRepresentative,
    PassRights,
    RecordCapacity,
    ReleaseRepresentative,
    RepresentativeNamed,
    RepresentativeReleased,
    RightsPassed,
    SetAccount,
    YoungPersonAccountClosed,
    YoungPersonAccountOpened,
)
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class YoungPerson:
    """Capacity is presumed until it is found to be lacking (Mental Capacity Act 2005 s.1)."""

    account: UUID | None = None
    passed_on: date | None = None
    capacity: Capacity = Capacity.HAS_CAPACITY
    finding_ids: tuple[UUID, ...] = ()
    representatives: tuple[UUID, ...] = ()


State = YoungPerson


def decide(young: State, command: Command) -> list[Event]:
    match command:
        case SetAccount():
            return _set_account(young, command.person_id)
        case PassRights():
            return _pass_rights(young, command)
        case RecordCapacity():
            return _record_capacity(young, command)
        case NameRepresentative():
            return _name(young, command)
        case ReleaseRepresentative():
            return _released(each for each in young.representatives if each == command.person_id)


def _set_account(young: State, person_id: UUID | None) -> list[Event]:
    if person_id == young.account:
        return []
    events: list[Event] = []
    if young.account is not None:
        events.append(YoungPersonAccountClosed(person_id=young.account))
    if person_id is not None:
        events.append(YoungPersonAccountOpened(person_id=person_id))
    return events


def _pass_rights(young: State, command: PassRights) -> list[Event]:
    if young.passed_on is not None:
        return []
    passes_on = rights_pass_on(command.born_on)
    if command.today < passes_on:
        raise CommandRefused("rights_not_due")
    return [RightsPassed(passed_on=passes_on)]


def _record_capacity(young: State, command: RecordCapacity) -> list[Event]:
    if command.finding_id in young.finding_ids:
        return []
    if young.passed_on is None:
        raise CommandRefused("rights_not_passed")
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if command.found_on > command.today:
        raise CommandRefused("found_on_in_future", "found_on")
    recorded = CapacityRecorded(
        finding_id=command.finding_id,
        capacity=command.capacity,
        found_on=command.found_on,
        reason=command.reason,
    )
    if command.capacity is Capacity.LACKS_CAPACITY:
        return [recorded]
    return [recorded, *_released(young.representatives)]


def _name(young: State, command: NameRepresentative) -> list[Event]:
    if young.capacity is Capacity.HAS_CAPACITY:
        raise CommandRefused("capacity_not_lacking")
    if command.person_id in young.representatives:
        return []
    return [RepresentativeNamed(person_id=command.person_id, standing=command.standing)]


def _released(representatives: Iterable[UUID]) -> list[Event]:
    return [RepresentativeReleased(person_id=each) for each in representatives]


def evolve(young: State, event: Event) -> State:
    match event:
        case YoungPersonAccountOpened():
            return replace(young, account=event.person_id)
        case YoungPersonAccountClosed():
            return replace(young, account=None)
        case RightsPassed():
            return replace(young, passed_on=event.passed_on)
        case CapacityRecorded():
            findings = (*young.finding_ids, event.finding_id)
            return replace(young, capacity=event.capacity, finding_ids=findings)
        case RepresentativeNamed():
            return replace(young, representatives=(*young.representatives, event.person_id))
        case RepresentativeReleased():
            left = tuple(each for each in young.representatives if each != event.person_id)
            return replace(young, representatives=left)


young_person: Decider[State, Command, Event] = Decider(YoungPerson(), decide, evolve)
