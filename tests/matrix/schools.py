"""What is asked about a school, and about all of an authority: calendars, and the rollover."""

from collections.abc import Iterator
from typing import Any

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker
from tests.matrix.cells import FORBIDDEN, Cell, Expected
from tests.matrix.ways import FOUND, STALE, TOO_LATE, Told
from tests.matrix.world import World

_AT = {pupil.name: (pupil.of, pupil.school) for pupil in PUPILS}
_SCHOOLS = ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1"))
_UNKNOWN: Told = (404, "school_unknown")
_NO_CALENDAR: Told = (409, "calendar_unknown")
_TERM = {"days": {"first": "2026-09-01", "last": "2026-12-18"}}
_CALENDAR = {"terms": [_TERM]}
_ANOTHER_YEAR = "2031"
_SNOW = {"reason": "weather"}

# How each is asked of a school: the path after the school's, the body, and what those are told who
# may. No school of the world has a calendar.
_OF_A_SCHOOL: dict[str, tuple[str, Any, Told]] = {
    "PUT /schools/{school_id}/calendars/{school_year}": ("/calendars/2026", _CALENDAR, TOO_LATE),
    "GET /schools/{school_id}/calendars/{school_year}": (
        "/calendars/2026",
        None,
        (404, "calendar_unknown"),
    ),
    "GET /schools/{school_id}/calendars": ("/calendars", None, FOUND),
    "PUT /schools/{school_id}/closures/{day}": ("/closures/2026-12-01", _SNOW, _NO_CALENDAR),
    "DELETE /schools/{school_id}/closures/{day}": ("/closures/2026-12-01", None, _NO_CALENDAR),
    "GET /schools/{school_id}/school-days": (
        "/school-days?from=2026-11-26&count=35",
        None,
        _NO_CALENDAR,
    ),
}
_OF_THE_AUTHORITY: dict[str, tuple[str, Any, Told]] = {
    "PUT /calendars/{school_year}": (
        f"/calendars/{_ANOTHER_YEAR}",
        _CALENDAR,
        (409, "term_outside_school_year"),
    ),
    "PUT /rollovers/{rollover_id}": (
        "/rollovers/{world.s1}",
        {"school_year": 2000},
        (409, "school_year_not_near"),
    ),
    "GET /rollovers/{rollover_id}": ("/rollovers/{world.s1}", None, (404, "rollover_unknown")),
}


def of_schools(world: World, asker: Asker) -> Iterator[Cell]:
    """Every such operation, of two schools at home and of one abroad."""
    for operation, (path, body, told) in _OF_A_SCHOOL.items():
        whole = f"learners {operation}"
        reached = {_AT[name] for name in oracle.reached(asker.name, whole)}
        for place in _SCHOOLS:
            expected = told if place in reached else _UNKNOWN
            at = f"/schools/{world.cast.school(*place)}{path}"
            yield _cell(asker, whole, (at, body), Expected(expected), " ".join(place))
    for operation, (path, body, told) in _OF_THE_AUTHORITY.items():
        at = path.format(world=world)
        yield _cell(asker, f"learners {operation}", (at, body), Expected(told))


def _cell(
    asker: Asker, operation: str, asked: tuple[str, Any], expected: Expected, about: str = ""
) -> Cell:
    service, method, _ = operation.split(" ")
    headers = STALE if expected.told == TOO_LATE else {}
    if not oracle.is_admitted(asker.name, operation):
        expected = Expected(FORBIDDEN)
    return Cell(asker, operation, about, Request(service, method, *asked, headers), expected)
