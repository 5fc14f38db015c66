"""What a school keeps: its triage meetings, instruments, timetable, and thresholds."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker
from tests.matrix.cells import FORBIDDEN, Cell, Expected
from tests.matrix.records import (
    SCHOOL_YEAR,
    THRESHOLDS,
    day,
    meeting,
    own_instrument,
    timetable,
)
from tests.matrix.ways import FOUND, STALE, TOO_LATE, Told
from tests.matrix.world import World

PUPIL = {pupil.name: pupil for pupil in PUPILS}
_OWN_INSTRUMENT = "/schools/{school}/instruments/spelling_ladder"
_TIMETABLE = "/schools/{school}/timetables/{year}"
_UNKNOWN: Told = (404, "not_found")
_SCHOOL_LEVEL: tuple[tuple[str, str, Told, Told | None, Any], ...] = (
    (
        "assessments PUT /schools/{school_id}/instruments/{code}",
        _OWN_INSTRUMENT,
        TOO_LATE,
        _UNKNOWN,
        own_instrument(),
    ),
    (
        "assessments PUT /schools/{school_id}/instruments/{code}/retirement",
        _OWN_INSTRUMENT + "/retirement",
        (409, "reason_missing"),
        _UNKNOWN,
        {"reason": " "},
    ),
    (
        "assessments GET /schools/{school_id}/instruments/{code}",
        _OWN_INSTRUMENT,
        FOUND,
        (404, "instrument_unknown"),
        None,
    ),
    (
        "assessments PUT /schools/{school_id}/timetables/{school_year}",
        _TIMETABLE,
        TOO_LATE,
        _UNKNOWN,
        timetable(UUID(int=0)),
    ),
    (
        "assessments GET /schools/{school_id}/timetables/{school_year}",
        _TIMETABLE,
        FOUND,
        (404, "timetable_unknown"),
        None,
    ),
    (
        "assessments GET /assessment-windows",
        "/assessment-windows?school_id={school}",
        FOUND,
        None,  # an empty list, as of a school that there is not
        None,
    ),
)


def kept_by_schools(world: World, asker: Asker) -> Iterator[Cell]:
    """Every such operation, of schools at home and abroad."""
    yield from _meetings_to_come(world, asker)
    yield from _tested_with(world, asker)
    yield from _thresholds(world, asker)


def _meetings_to_come(world: World, asker: Asker) -> Iterator[Cell]:
    """A meeting to come has not been held: who leads the school is told so, nobody else."""
    operation = "learners PUT /triage-meetings/{meeting_id}"
    leads = {(PUPIL[name].of, PUPIL[name].school) for name in oracle.reached(asker.name, operation)}
    staff = world.about(asker, "own").staff
    for of, school in ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1"), (ABROAD, "s2")):
        told: Told = (409, "held_on_in_future")
        if (of, school) not in leads:
            told = (404, "school_unknown")
        if not oracle.is_admitted(asker.name, operation):
            told = FORBIDDEN
        school_id = world.cast.school(of, school)
        path, body = (
            f"/triage-meetings/{uuid5(school_id, 'to come')}",
            meeting(school_id, staff, day(9)),
        )
        request = Request("learners", "PUT", path, body)
        yield Cell(asker, operation, f"{of} {school}", request, Expected(told))


def _tested_with(world: World, asker: Asker) -> Iterator[Cell]:
    """Its own instruments and its timetable."""
    for name in ("s1", "s2"):
        school = world.cast.school(HOME, name)
        for operation, path, told, unknown, body in _SCHOOL_LEVEL:
            reached = _reaches(asker.name, operation, name)
            expected = Expected(told if reached else unknown)
            at = path.format(school=school, year=SCHOOL_YEAR)
            cell = _cell(asker, operation, name, at, expected)
            put = replace(cell.request, body=body, headers=STALE if body else {})
            yield replace(cell, request=put)


def _reaches(asker: str, operation: str, school: str) -> bool:
    """Does a relationship that opens the operation touch the school, by somebody there or all?"""
    may, stands = oracle.MAY[operation], oracle.STANDS[asker]
    at = {pupil.name for pupil in PUPILS if (pupil.of, pupil.school) == (HOME, school)}
    return any(at.intersection(stands.get(by, ())) for by in may)


def _thresholds(world: World, asker: Asker) -> Iterator[Cell]:
    """What each school has chosen: for who teaches or leads there, and nobody else."""
    path = "assessments {} /schools/{{school_id}}/thresholds"
    for of, school in ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1")):
        at = {pupil.name for pupil in PUPILS if (pupil.of, pupil.school) == (of, school)}
        for method, told in (("GET", FOUND), ("PUT", TOO_LATE)):
            operation = path.format(method)
            is_theirs = not at.isdisjoint(oracle.reached(asker.name, operation))
            missing = "thresholds_unknown" if method == "GET" else "not_found"
            is_known = is_theirs and (method == "PUT" or of == HOME)
            expected = Expected(told if is_known else (404, missing))
            at_school = f"/schools/{world.cast.school(of, school)}/thresholds"
            yield _cell(asker, operation, f"{of} {school}", at_school, expected)


def _cell(asker: Asker, operation: str, about: str, path: str, expected: Expected) -> Cell:
    service, method, _ = operation.split(" ")
    if not oracle.is_admitted(asker.name, operation):
        expected = Expected(FORBIDDEN)
    body = THRESHOLDS if method == "PUT" else None
    headers = STALE if body is not None else {}
    return Cell(asker, operation, about, Request(service, method, path, body, headers), expected)
