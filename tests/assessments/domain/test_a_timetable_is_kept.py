from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from services.assessments.domain.assessment_timetable import (
    AssessmentTimetableKept,
    KeepTimetable,
    TimetableEntry,
    WindowState,
    assessment_timetable,
    school_year_of,
    timetable_id,
    window_state,
)
from services.assessments.domain.year_group import YearGroup
from shared.testing.scenario import given
from tests.assessments.result_facts import SCHOOL

ENTRY = TimetableEntry(
    entry_id=UUID(int=61),
    instrument="sight_words",
    year_groups=(YearGroup.YEAR_1, YearGroup.YEAR_2),
    opens_on=date(2026, 11, 2),
    closes_on=date(2026, 11, 27),
)
OTHER = replace(ENTRY, entry_id=UUID(int=62), instrument="hertfordshire_reading")


def keep(*entries: TimetableEntry, amends: bool = False) -> KeepTimetable:
    return KeepTimetable(
        school_id=SCHOOL,
        school_year=2026,
        entries=entries,
        own_instruments=("book_bands",),
        amends=amends,
    )


def kept(*entries: TimetableEntry) -> AssessmentTimetableKept:
    return AssessmentTimetableKept(school_id=SCHOOL, school_year=2026, entries=entries)


def test_a_timetable_is_kept_once() -> None:
    given(assessment_timetable).when(keep(ENTRY)).then(kept(ENTRY))
    given(assessment_timetable, kept(ENTRY)).when(keep(ENTRY)).then_nothing()


def test_who_has_not_read_a_timetable_does_not_replace_it() -> None:
    given(assessment_timetable, kept(ENTRY)).when(keep(OTHER)).then_refused(
        "timetable_already_kept", "school_year"
    )
    given(assessment_timetable, kept(ENTRY)).when(keep(OTHER, amends=True)).then(kept(OTHER))


def test_a_timetable_may_hold_a_schools_own_instruments() -> None:
    own = replace(ENTRY, instrument="book_bands")
    given(assessment_timetable).when(keep(own)).then(kept(own))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"instrument": "tea_leaves"}, "instrument_unknown", "instrument"),
        ({"year_groups": (YearGroup.N1, YearGroup.N1)}, "year_group_repeated", "year_groups"),
        ({"opens_on": date(2026, 8, 31)}, "not_in_school_year", "opens_on"),
        ({"closes_on": date(2027, 9, 1)}, "not_in_school_year", "closes_on"),
        ({"closes_on": date(2026, 11, 1)}, "closes_before_it_opens", "closes_on"),
        ({"entry_id": ENTRY.entry_id}, "entry_repeated", "entry_id"),
    ],
)
def test_an_entry_that_cannot_be_is_named_by_its_place(
    changes: dict[str, Any], code: str, field: str
) -> None:
    wrong = replace(OTHER, **changes)
    given(assessment_timetable).when(keep(ENTRY, wrong)).then_refused(code, f"entries.1.{field}")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 11, 1), WindowState.UPCOMING),
        (date(2026, 11, 2), WindowState.OPEN),
        (date(2026, 11, 20), WindowState.OPEN),
        (date(2026, 11, 21), WindowState.CLOSING_SOON),
        (date(2026, 11, 27), WindowState.CLOSING_SOON),
        (date(2026, 11, 28), WindowState.CLOSED),
    ],
)
def test_a_window_says_where_it_is(on: date, state: WindowState) -> None:
    assert window_state(ENTRY, on) is state


@given_any(st.dates(date(2026, 9, 1), date(2027, 6, 1)), st.integers(0, 90), st.integers(0, 500))
def test_a_window_never_goes_back(opens_on: date, lasts: int, day: int) -> None:
    entry = replace(ENTRY, opens_on=opens_on, closes_on=opens_on + timedelta(lasts))
    order = list(WindowState)
    first = date(2026, 8, 1) + timedelta(day)
    today, tomorrow = (window_state(entry, first + timedelta(after)) for after in (0, 1))
    assert order.index(today) <= order.index(tomorrow)


def test_a_school_year_starts_in_september() -> None:
    assert school_year_of(date(2026, 8, 31)) == 2025
    assert school_year_of(date(2026, 9, 1)) == 2026


def test_each_year_has_a_timetable_of_its_own() -> None:
    assert timetable_id(SCHOOL, 2026) != timetable_id(SCHOOL, 2027)
