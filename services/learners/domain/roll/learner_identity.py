"""Who a learner is beside name and UPN: their number, language, care, and second schools."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.learners.domain.roll import uln
from services.learners.domain.roll.identity_messages import (
    ChooseLanguage,
    Command,
    EnrolmentStatus,
    Event,
    Language,
    LanguageChosen,
    LearnerToldApart,
    LookedAfter,
    LookedAfterEnded,
    LookedAfterRecorded,
    RecordLookedAfter,
    RecordUln,
    RegisterAtSecondSchool,
    Registration,
    SecondRegistrationEnded,
    SecondRegistrationRecorded,
    TellApart,
    UlnRecorded,
)
from shared.modelling.decider import CommandRefused, Decider

Period = LookedAfter | Registration


@dataclass(frozen=True)
class Identity:
    uln: str | None = None
    language: Language | None = None
    looked_after: tuple[LookedAfter, ...] = ()
    registrations: tuple[Registration, ...] = ()
    told_apart: tuple[UUID, ...] = ()


def decide(identity: Identity, command: Command) -> list[Event]:
    match command:
        case RecordUln():
            return _record_uln(identity, command)
        case ChooseLanguage(language=language):
            is_new = language is not identity.language
            return [LanguageChosen(language=language)] if is_new else []
        case RecordLookedAfter(period=period):
            return _look_after(identity, period)
        case RegisterAtSecondSchool():
            return _register(identity, command)
        case TellApart():
            return _tell_apart(identity, command)


def _record_uln(identity: Identity, command: RecordUln) -> list[Event]:
    if (fault := uln.fault_of(command.uln)) is not None:
        raise CommandRefused(fault, "uln")
    return [] if command.uln == identity.uln else [UlnRecorded(uln=command.uln)]


def _look_after(identity: Identity, period: LookedAfter) -> list[Event]:
    _refuse_backwards(period)
    others = (one for one in identity.looked_after if one.period_id != period.period_id)
    if any(_overlap(period, one) for one in others):
        raise CommandRefused("looked_after_periods_overlap", "starts_on")
    known = next((p for p in identity.looked_after if p.period_id == period.period_id), None)
    if known is None:
        return [LookedAfterRecorded(period=period)]
    ends_on = _end_of(known, period, "looked_after_already_recorded")
    return [] if ends_on is None else [LookedAfterEnded(period_id=known.period_id, ends_on=ends_on)]


def _register(identity: Identity, command: RegisterAtSecondSchool) -> list[Event]:
    said = command.registration
    _refuse_registration(identity, command)
    every = identity.registrations
    known = next((one for one in every if one.registration_id == said.registration_id), None)
    if known is None:
        return [SecondRegistrationRecorded(registration=said)]
    ends_on = _end_of(known, said, "registration_already_recorded")
    if ends_on is None:
        return []
    return [SecondRegistrationEnded(registration_id=known.registration_id, ends_on=ends_on)]


def _end_of(known: Period, said: Period, code: str) -> date | None:
    """The end that is said of what had none; None where nothing is new. The rest must agree."""
    if known == said:
        return None
    if known.ends_on or said.ends_on is None or replace(known, ends_on=said.ends_on) != said:
        raise CommandRefused(code, "ends_on")
    return said.ends_on


def _refuse_registration(identity: Identity, command: RegisterAtSecondSchool) -> None:
    registration = command.registration
    _refuse_backwards(registration)
    if registration.status in (EnrolmentStatus.CURRENT, EnrolmentStatus.MAIN):
        raise CommandRefused("registration_is_of_the_roll", "status")
    if registration.school_id == command.roll_school_id:
        raise CommandRefused("registration_at_own_school", "school_id")
    others = (
        one
        for one in identity.registrations
        if one.registration_id != registration.registration_id
        and one.school_id == registration.school_id
    )
    if any(_overlap(registration, one) for one in others):
        raise CommandRefused("registrations_overlap", "starts_on")


def _tell_apart(identity: Identity, command: TellApart) -> list[Event]:
    if command.pair_id in identity.told_apart:
        return []
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    return [LearnerToldApart(pair_id=command.pair_id, reason=command.reason)]


def _refuse_backwards(period: Period) -> None:
    if period.ends_on is not None and period.ends_on < period.starts_on:
        raise CommandRefused("ends_before_it_starts", "ends_on")


def _overlap(one: LookedAfter | Registration, other: Period) -> bool:
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (
        one.ends_on or date.max
    )


def runs_on(periods: Iterable[Period], day: date) -> bool:
    """Is the day within one of the periods?"""
    return any(one.starts_on <= day <= (one.ends_on or date.max) for one in periods)


def roll_status(registrations: Iterable[Registration], day: date) -> EnrolmentStatus:
    """How a learner is registered where they are on the roll: main, beside a subsidiary school."""
    beside = (one for one in registrations if one.status is EnrolmentStatus.SUBSIDIARY)
    return EnrolmentStatus.MAIN if runs_on(beside, day) else EnrolmentStatus.CURRENT


def evolve(identity: Identity, event: Event) -> Identity:
    match event:
        case UlnRecorded():
            return replace(identity, uln=event.uln)
        case LanguageChosen():
            return replace(identity, language=event.language)
        case LookedAfterRecorded() | LookedAfterEnded():
            return replace(identity, looked_after=_looked_after(identity.looked_after, event))
        case SecondRegistrationRecorded() | SecondRegistrationEnded():
            return replace(identity, registrations=_registered(identity.registrations, event))
        case LearnerToldApart():
            return replace(identity, told_apart=(*identity.told_apart, event.pair_id))


def _looked_after(
    periods: tuple[LookedAfter, ...], event: LookedAfterRecorded | LookedAfterEnded
) -> tuple[LookedAfter, ...]:
    match event:
        case LookedAfterRecorded():
            return (*periods, event.period)
        case LookedAfterEnded():
            return tuple(
                replace(one, ends_on=event.ends_on) if one.period_id == event.period_id else one
                for one in periods
            )


def _registered(
    registrations: tuple[Registration, ...],
    event: SecondRegistrationRecorded | SecondRegistrationEnded,
) -> tuple[Registration, ...]:
    match event:
        case SecondRegistrationRecorded():
            return (*registrations, event.registration)
        case SecondRegistrationEnded():
            return tuple(
                replace(one, ends_on=event.ends_on)
                if one.registration_id == event.registration_id
                else one
                for one in registrations
            )


learner_identity: Decider[Identity, Command, Event] = Decider(Identity(), decide, evolve)
