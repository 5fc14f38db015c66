"""A learner: enrolment, details, classes, parents, and the tier of provision."""

from dataclasses import dataclass, replace

from services.learners.domain.response import tier_history
from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll import upn
from services.learners.domain.roll.learner_messages import (
    ChangeProvisionTier,
    ClassPlace,
    Command,
    CorrectProvisionTier,
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
    ProvisionTierChangeCorrected,
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
    places: tuple[ClassPlace, ...] = ()
    parents: tuple[Parent, ...] = ()
    tiers: tier_history.History = ()

    @property
    def tier(self) -> Tier:
        """The tier that stands now: the one of the last day from which one holds."""
        return tier_history.standing(self.tiers).tier


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
        case ChangeProvisionTier() | CorrectProvisionTier():
            return [*tier_history.decide(learner.tiers, command)]
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
            enrolled_on=command.enrolled_on,
            year_group_since=command.year_group_since,
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
            return replace(learner, tiers=tier_history.with_change(learner.tiers, event))
        case ProvisionTierChangeCorrected():
            return replace(learner, tiers=tier_history.with_correction(learner.tiers, event))
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
