"""What is asked about a school, and about all of an authority: calendars, and the rollover."""

from collections.abc import Iterator
from typing import Any

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker
from tests.matrix.cells import FORBIDDEN, Cell, Expected
from tests.matrix.records import SCHOOL_YEAR
from tests.matrix.ways import FOUND, STALE, TOO_LATE, Told
from tests.matrix.world import World

_AT = {pupil.name: (pupil.of, pupil.school) for pupil in PUPILS}
_SCHOOLS = ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1"))
_UNKNOWN: Told = (404, "school_unknown")
_NO_SCHOOL_DAY: Told = (409, "day_is_no_school_day")
_FIRST_DAY, _CHRISTMAS = f"{SCHOOL_YEAR}-09-01", f"{SCHOOL_YEAR}-12-25"
_TERM = {"days": {"first": _FIRST_DAY, "last": f"{SCHOOL_YEAR}-12-18"}}
CALENDAR = {"terms": [_TERM]}
_ANOTHER_YEAR = SCHOOL_YEAR + 5
_SNOW = {"reason": "weather"}

# How each is asked of a school: the path after the school's, the body, and what those are told who
# may. Each school of the world has the calendar of this school year, and no closures.
_OF_A_SCHOOL: dict[str, tuple[str, Any, Told]] = {
    "PUT /schools/{school_id}/calendars/{school_year}": (
        f"/calendars/{SCHOOL_YEAR}",
        CALENDAR,
        TOO_LATE,
    ),
    "GET /schools/{school_id}/calendars/{school_year}": (f"/calendars/{SCHOOL_YEAR}", None, FOUND),
    "GET /schools/{school_id}/calendars": ("/calendars", None, FOUND),
    "PUT /schools/{school_id}/closures/{day}": (
        f"/closures/{_CHRISTMAS}",
        _SNOW,
        _NO_SCHOOL_DAY,
    ),
    "DELETE /schools/{school_id}/closures/{day}": (f"/closures/{_CHRISTMAS}", None, FOUND),
    "GET /schools/{school_id}/school-days": (
        f"/school-days?from={_FIRST_DAY}&count=35",
        None,
        FOUND,
    ),
}
_OF_THE_AUTHORITY: dict[str, tuple[str, Any, Told]] = {
    "PUT /calendars/{school_year}": (
        f"/calendars/{_ANOTHER_YEAR}",
        CALENDAR,
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
