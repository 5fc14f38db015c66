"""A learner: enrolment, details, classes, parents, and the tier of provision."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll import upn
from services.learners.domain.roll.learner_messages import (
    ChangeProvisionTier,
    ClassPlace,
    Command,
    Details,
    EnrolLearner,
    Event,
    LearnerDetailsCorrected,
    LearnerEnrolled,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    LinkParents,
    Parent,
    ParentLinked,
    ParentUnlinked,
    PlaceInClasses,
    ProvisionTierChanged,
    ReplaceUpn,
    UpnReplaced,
)
from services.learners.domain.roll.on_roll import OnRoll, decide_roll, enrol_again, evolve_roll
from services.learners.domain.roll.roll_messages import (
    LearnerLeft,
    LearnerMovedSchool,
    RollCommand,
    RollEvent,
)
from shared.modelling.decider import CommandRefused, Decider


@dataclass(frozen=True)
class Learner:
    upn: str
    details: Details
    roll: OnRoll
    tier: Tier = Tier.UNIVERSAL
    places: tuple[ClassPlace, ...] = ()
    parents: tuple[Parent, ...] = ()
    tier_change_ids: tuple[UUID, ...] = ()


State = Learner | None  # None until the learner is enrolled


def decide(learner: State, command: Command) -> list[Event]:
    if isinstance(command, EnrolLearner):
        return _enrol(learner, command)
    if learner is None:
        raise CommandRefused("learner_not_enrolled", "learner_id")
    match command:
        case PlaceInClasses():
            return _place(learner, command)
        case LinkParents():
            return _link(learner, command)
        case ChangeProvisionTier():
            return _change_tier(learner, command)
        case ReplaceUpn():
            return _replace_upn(learner, command)
        case _:
            return _on_roll(learner, command)


def _enrol(learner: State, command: EnrolLearner) -> list[Event]:
    if (fault := upn.fault_of(command.upn)) is not None:
        raise CommandRefused(fault, "upn")
    if learner is not None:
        return _differences(learner, command)
    return [
        LearnerEnrolled(
            upn=command.upn,
            details=command.details,
            year_group=command.year_group,
            school_id=command.school_id,
        )
    ]


def _differences(learner: Learner, command: EnrolLearner) -> list[Event]:
    events: list[Event] = []
    if command.upn != learner.upn:
        events.append(UpnReplaced(upn=command.upn, former_upn=learner.upn))
    if command.details != learner.details:
        events.append(LearnerDetailsCorrected(details=command.details))
    return [*events, *enrol_again(learner.roll, command.school_id, command.year_group)]


def _replace_upn(learner: Learner, command: ReplaceUpn) -> list[Event]:
    if (fault := upn.fault_of(command.upn)) is not None:
        raise CommandRefused(fault, "upn")
    is_new = command.upn != learner.upn
    return [UpnReplaced(upn=command.upn, former_upn=learner.upn)] if is_new else []


def _on_roll(learner: Learner, command: RollCommand) -> list[Event]:
    """Who goes, leaves the classes too; a roster tells the places of whom it moves."""
    events = decide_roll(learner.roll, command)
    goes = any(isinstance(event, LearnerMovedSchool | LearnerLeft) for event in events)
    gone = learner.places if goes else ()
    return [*events, *(LearnerRemovedFromClass(place=place) for place in gone)]


def _place(learner: Learner, command: PlaceInClasses) -> list[Event]:
    named = dict.fromkeys(command.places)  # in the order given, each once
    left = [LearnerRemovedFromClass(place=each) for each in learner.places if each not in named]
    joined = [LearnerPlacedInClass(place=each) for each in named if each not in learner.places]
    return [*left, *joined]


def _link(learner: Learner, command: LinkParents) -> list[Event]:
    named = dict.fromkeys(command.parents)
    gone = [ParentUnlinked(parent=each) for each in learner.parents if each not in named]
    new = [ParentLinked(parent=each) for each in named if each not in learner.parents]
    return [*gone, *new]


def _change_tier(learner: Learner, command: ChangeProvisionTier) -> list[Event]:
    if command.change_id in learner.tier_change_ids:
        return []
    if command.tier is learner.tier:
        raise CommandRefused("tier_unchanged", "tier")
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if command.effective_on > command.today:
        raise CommandRefused("effective_on_in_future", "effective_on")
    return [
        ProvisionTierChanged(
            change_id=command.change_id,
            tier=command.tier,
            previous_tier=learner.tier,
            reason=command.reason,
            effective_on=command.effective_on,
            decided_by=command.decided_by,
        )
    ]


def evolve(learner: State, event: Event) -> State:
    if isinstance(event, LearnerEnrolled):
        return Learner(event.upn, event.details, OnRoll(event.school_id, event.year_group))
    assert learner is not None
    match event:
        case LearnerPlacedInClass() | LearnerRemovedFromClass():
            return replace(learner, places=_places(learner.places, event))
        case ParentLinked() | ParentUnlinked():
            return replace(learner, parents=_parents(learner.parents, event))
        case ProvisionTierChanged():
            changes = (*learner.tier_change_ids, event.change_id)
            return replace(learner, tier=event.tier, tier_change_ids=changes)
        case _:
            return _with_new_details(learner, event)


def _with_new_details(
    learner: Learner, event: LearnerDetailsCorrected | UpnReplaced | RollEvent
) -> Learner:
    match event:
        case LearnerDetailsCorrected():
            return replace(learner, details=event.details)
        case UpnReplaced():
            return replace(learner, upn=event.upn)
        case _:
            return replace(learner, roll=evolve_roll(learner.roll, event))


def _places(
    places: tuple[ClassPlace, ...], event: LearnerPlacedInClass | LearnerRemovedFromClass
) -> tuple[ClassPlace, ...]:
    match event:
        case LearnerPlacedInClass():
            return (*places, event.place)
        case LearnerRemovedFromClass():
            return tuple(place for place in places if place != event.place)


def _parents(
    parents: tuple[Parent, ...], event: ParentLinked | ParentUnlinked
) -> tuple[Parent, ...]:
    match event:
        case ParentLinked():
            return (*parents, event.parent)
        case ParentUnlinked():
            return tuple(parent for parent in parents if parent != event.parent)


learner: Decider[State, Command, Event] = Decider(None, decide, evolve)
