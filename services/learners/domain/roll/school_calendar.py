"""A school's calendar of one school year: set, set anew, and the days it was closed after all."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from uuid import UUID, uuid5

from services.learners.domain.roll.calendar_days import (
    CalendarDays,
    DayStatus,
    Span,
    planned_status,
)
from services.learners.domain.roll.school_days import school_year_of
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class SetFor(StrEnum):
    """Was a calendar made for all schools of the authority at once, or for this school?"""

    EVERY_SCHOOL = "every_school"
    THIS_SCHOOL = "this_school"


class ClosureReason(StrEnum):
    """Why a school has no session on a school day."""

    WEATHER = "weather"
    BUILDING = "building"
    UTILITIES = "utilities"
    STAFFING = "staffing"
    ILLNESS = "illness"
    ELECTION = "election"
    OTHER = "other"


@message
class SetSchoolCalendar:
    """These are the days of the school's year; a school's own stands unless it is replaced.

    `bank_holidays_by` names what knew the bank holidays, and its version.
    """

    school_id: UUID
    days: CalendarDays
    set_for: SetFor
    bank_holidays_by: str
    replaces_own: bool = False


@message
class CloseSchool:
    """There is no session on what was planned as a school day."""

    day: date
    reason: ClosureReason


@message
class ReopenSchool:
    """The closure was recorded in error, or is called off."""

    day: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class SchoolCalendarSet:
    school_id: UUID
    days: CalendarDays
    set_for: SetFor
    bank_holidays_by: str


@message
class SchoolClosed:
    school_id: UUID
    closed_on: date
    reason: ClosureReason


@message
class SchoolReopened:
    school_id: UUID
    closed_on: date


Command = SetSchoolCalendar | CloseSchool | ReopenSchool
Event = SchoolCalendarSet | SchoolClosed | SchoolReopened


@dataclass(frozen=True)
class Calendar:
    current: SchoolCalendarSet
    closures: tuple[SchoolClosed, ...] = ()


State = Calendar | None  # None until the calendar is set


def calendar_id(school_id: UUID, school_year: int) -> UUID:
    """The stream of a school's calendar of a school year."""
    return uuid5(school_id, f"calendar {school_year}")


def decide(calendar: State, command: Command) -> list[Event]:
    if isinstance(command, SetSchoolCalendar):
        return _set(calendar, command)
    if calendar is None:
        raise CommandRefused("calendar_unknown", "school_year")
    match command:
        case CloseSchool():
            return _close(calendar, command)
        case ReopenSchool():
            return _reopen(calendar, command)


def _set(calendar: State, command: SetSchoolCalendar) -> list[Event]:
    _refuse_what_cannot_be(command.days)
    chosen = SchoolCalendarSet(
        school_id=command.school_id,
        days=command.days,
        set_for=command.set_for,
        bank_holidays_by=command.bank_holidays_by,
    )
    if calendar is None:
        return [chosen]
    is_own = calendar.current.set_for is SetFor.THIS_SCHOOL
    is_kept = is_own and command.set_for is SetFor.EVERY_SCHOOL and not command.replaces_own
    return [] if is_kept or chosen == calendar.current else [chosen]


def _close(calendar: Calendar, command: CloseSchool) -> list[Event]:
    known = next((one for one in calendar.closures if one.closed_on == command.day), None)
    if known is not None and known.reason is not command.reason:
        raise CommandRefused("school_already_closed", "reason")
    if known is not None:
        return []
    if planned_status(calendar.current.days, command.day) is not DayStatus.SCHOOL_DAY:
        raise CommandRefused("day_is_no_school_day", "day")
    school_id = calendar.current.school_id
    return [SchoolClosed(school_id=school_id, closed_on=command.day, reason=command.reason)]


def _reopen(calendar: Calendar, command: ReopenSchool) -> list[Event]:
    if command.day not in (one.closed_on for one in calendar.closures):
        return []
    return [SchoolReopened(school_id=calendar.current.school_id, closed_on=command.day)]


def _refuse_what_cannot_be(days: CalendarDays) -> None:
    if not days.terms:
        raise CommandRefused("terms_missing", "terms")
    for term in days.terms:
        _refuse_span(term.days, days.school_year)
        if term.half_term is not None:
            _refuse_half_term(term.half_term, term.days)
    if any(one.days.last >= following.days.first for one, following in pairwise(days.terms)):
        raise CommandRefused("terms_overlap", "terms")
    _refuse_inset(days)


def _refuse_span(term: Span, school_year: int) -> None:
    if term.first > term.last:
        raise CommandRefused("term_ends_before_it_starts", "terms")
    if {school_year_of(term.first), school_year_of(term.last)} != {school_year}:
        raise CommandRefused("term_outside_school_year", "terms")


def _refuse_half_term(half_term: Span, term: Span) -> None:
    if half_term.first > half_term.last:
        raise CommandRefused("half_term_ends_before_it_starts", "terms")
    if half_term.first <= term.first or half_term.last >= term.last:
        raise CommandRefused("half_term_outside_term", "terms")


def _refuse_inset(days: CalendarDays) -> None:
    if len(set(days.inset_on)) < len(days.inset_on):
        raise CommandRefused("inset_day_twice", "inset_on")
    if any(planned_status(days, day) is not DayStatus.INSET for day in days.inset_on):
        raise CommandRefused("inset_day_outside_terms", "inset_on")


def evolve(calendar: State, event: Event) -> State:
    if isinstance(event, SchoolCalendarSet):
        return Calendar(event, calendar.closures if calendar else ())
    assert calendar is not None
    match event:
        case SchoolClosed():
            return replace(calendar, closures=(*calendar.closures, event))
        case SchoolReopened():
            left = (one for one in calendar.closures if one.closed_on != event.closed_on)
            return replace(calendar, closures=tuple(left))


school_calendar: Decider[State, Command, Event] = Decider(None, decide, evolve)
