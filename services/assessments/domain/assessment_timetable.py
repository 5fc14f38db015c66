"""A school's assessment timetable of one school year: what is taken when, and by which years."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.year_group import YearGroup
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message

FIRST_MONTH = 9  # a school year starts on 1 September
CLOSING_SOON_DAYS = 7


class WindowState(StrEnum):
    """Where a window is on a day; `closing_soon` is open, for a week at most."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class TimetableEntry:
    """An instrument, taken by these year groups from the first day of a window to the last."""

    entry_id: UUID
    instrument: str
    year_groups: tuple[YearGroup, ...]
    opens_on: date
    closes_on: date


@message
class AssessmentTimetableKept:
    """The whole timetable of a school year, named by the year it starts in; replaces any before."""

    school_id: UUID
    school_year: int
    entries: tuple[TimetableEntry, ...]


@message
class KeepTimetable:
    """Set the timetable or, where it `amends`, replace the one that was read.

    `own_instruments` are the codes in use that the school has added to the catalogue.
    """

    school_id: UUID
    school_year: int
    entries: tuple[TimetableEntry, ...]
    own_instruments: tuple[str, ...]
    amends: bool


Command = KeepTimetable
Event = AssessmentTimetableKept


@dataclass(frozen=True)
class AssessmentTimetable:
    kept: AssessmentTimetableKept


State = AssessmentTimetable | None  # None until there is one


def timetable_id(school_id: UUID, school_year: int) -> UUID:
    """The id of the stream of a school's timetable."""
    return uuid5(school_id, f"assessment timetable {school_year}")


def school_year_of(day: date) -> int:
    """The school year of a day, named by the calendar year it starts in."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def window_state(entry: TimetableEntry, on: date) -> WindowState:
    """Where the window is on this day: the first day and the last are within."""
    if on < entry.opens_on:
        return WindowState.UPCOMING
    if on > entry.closes_on:
        return WindowState.CLOSED
    days_left = (entry.closes_on - on).days
    return WindowState.CLOSING_SOON if days_left < CLOSING_SOON_DAYS else WindowState.OPEN


def decide(timetable: State, command: Command) -> list[Event]:
    kept = AssessmentTimetableKept(
        school_id=command.school_id, school_year=command.school_year, entries=command.entries
    )
    if timetable is not None and timetable.kept == kept:
        return []
    if timetable is not None and not command.amends:
        raise CommandRefused("timetable_already_kept", "school_year")
    known = {*CATALOGUES[CURRENT], *command.own_instruments}
    for code, field in _faults_of(kept, known):
        raise CommandRefused(code, field)
    return [kept]


def _faults_of(kept: AssessmentTimetableKept, known: Collection[str]) -> Iterator[tuple[str, str]]:
    seen: set[UUID] = set()
    for place, entry in enumerate(kept.entries):
        for code, field in _faults_of_entry(entry, kept.school_year, known):
            yield code, f"entries.{place}.{field}"
        if entry.entry_id in seen:
            yield "entry_repeated", f"entries.{place}.entry_id"
        seen.add(entry.entry_id)


def _faults_of_entry(
    entry: TimetableEntry, school_year: int, known: Collection[str]
) -> Iterator[tuple[str, str]]:
    if entry.instrument not in known:
        yield "instrument_unknown", "instrument"
    if len(set(entry.year_groups)) < len(entry.year_groups):
        yield "year_group_repeated", "year_groups"
    if school_year_of(entry.opens_on) != school_year:
        yield "not_in_school_year", "opens_on"
    if school_year_of(entry.closes_on) != school_year:
        yield "not_in_school_year", "closes_on"
    if entry.closes_on < entry.opens_on:
        yield "closes_before_it_opens", "closes_on"


def evolve(_: State, event: Event) -> State:
    return AssessmentTimetable(event)


assessment_timetable: Decider[State, Command, Event] = Decider(None, decide, evolve)
