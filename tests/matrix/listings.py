"""What is asked about no learner in particular: lists, each with all it may show, and the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker, Pupil
from tests.matrix.cells import FORBIDDEN, Cell, Expected, Looks
from tests.matrix.questions import TIERS
from tests.matrix.records import (
    SCHOOL_YEAR,
    OnRecord,
    day,
    own_instrument,
    recipients,
    timetable,
)
from tests.matrix.ways import STALE, TOO_LATE, Told
from tests.matrix.world import World, import_id

PUPIL = {pupil.name: pupil for pupil in PUPILS}
_CLASSES = {"s1": ("c1", "c2"), "s2": ("c3",)}
Ids = Callable[[World, Asker, list[Pupil]], set[UUID]]


@dataclass(frozen=True)
class Listing:
    """A list, asked with a query: `field` names each row, `ids` gives those of some learners.

    `only` tells which of those who are reached the query asks for. Where the path names a window,
    it is that of the school at `place`; who does not reach the school is told of no window.
    """

    operation: str
    field: str
    ids: Ids
    query: str = ""
    only: Callable[[str, Pupil], bool] = lambda _asker, _pupil: True
    about_learners: bool = True
    place: str = ""

    def cell(self, world: World, asker: Asker) -> Cell:
        """The list as one asks for it, and what must be in it."""
        service, method, path = self.operation.split(" ")
        entry_id = window(world, self.place) if self.place else None
        path = f"{path}?limit=200&{self.query}".format(world=world, of=asker.of, entry_id=entry_id)
        request = Request(service, method, path)
        return Cell(asker, self.operation, self.query, request, self._expected(world, asker))

    def _expected(self, world: World, asker: Asker) -> Expected:
        if not oracle.is_admitted(asker.name, self.operation):
            return Expected(FORBIDDEN)
        by_name = oracle.reached(asker.name, self.operation)
        shown = [PUPIL[name] for name in by_name if self.only(asker.name, PUPIL[name])]
        if self.place and not shown:
            return Expected((404, "window_unknown"))
        looks: Looks = {}
        for pupil in shown if self.about_learners else ():
            by = oracle.recorded_as(by_name[pupil.name])
            looks.setdefault(by, set()).add(world.cast.learner(pupil.name))
        ids = frozenset(self.ids(world, asker, shown))
        return Expected((200, None), lists=self.field, ids=ids, looks=looks)


def window(world: World, school: str) -> UUID:
    """The window in the timetable of a school at home."""
    return OnRecord(world.cast.school(HOME, school)).id("window")


def _learners(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {world.cast.learner(pupil.name) for pupil in pupils}


def _targets(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {OnRecord(world.cast.learner(pupil.name)).id("target") for pupil in pupils}


def _notices(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    """Those to families; one of an emergency is for those who guard privacy alone."""
    return {world.notices[pupil.name] for pupil in pupils}


def _inbox(world: World, asker: Asker, pupils: list[Pupil]) -> set[UUID]:
    if asker.name == "privacy":
        return world.alerts
    return {world.notices[pupil.name] for pupil in pupils}


def _emergencies(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    kinds = ("emergency", "late emergency")
    return {world.ids(pupil.name).id(kind) for pupil in pupils for kind in kinds}


def _schools(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {world.cast.school(pupil.of, pupil.school) for pupil in pupils}


def _classes(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    at = {(pupil.of, pupil.school) for pupil in pupils}
    return {world.cast.class_(of, name) for of, school in at for name in _CLASSES[school]}


def _imports(world: World, asker: Asker, _: list[Pupil]) -> set[UUID]:
    return {import_id(world.cast, asker.of, which) for which in (1, 2)}


def _at(school: str) -> Callable[[str, Pupil], bool]:
    return lambda _, pupil: (pupil.of, pupil.school) == (HOME, school)


def _in_class(_asker: str, pupil: Pupil) -> bool:
    return (pupil.of, pupil.class_) == (HOME, "c1")


def _tier(tier: str) -> Callable[[str, Pupil], bool]:
    return lambda asker, pupil: (
        TIERS.get(pupil.name, "universal") == tier and oracle.sees_tier(asker, pupil.name)
    )


def _in_inbox(asker: str, pupil: Pupil) -> bool:
    return asker != "privacy" or _is_own(pupil)


def _opened_in_emergency(_asker: str, pupil: Pupil) -> bool:
    return _is_own(pupil)


def _is_own(pupil: Pupil) -> bool:
    return pupil.name == "own"


def _nobody(_asker: str, _pupil: Pupil) -> bool:
    return False


_MISSING = "assessments GET /assessment-windows/{entry_id}/missing"
_ROLL, _REVIEWS = "learners GET /learners", "targets GET /small-step-targets"
LISTINGS = (
    Listing(_ROLL, "learner_id", _learners),
    Listing(_ROLL, "learner_id", _learners, "school_id={world.s1}", _at("s1")),
    Listing(_ROLL, "learner_id", _learners, "school_id={world.s2}", _at("s2")),
    Listing(_ROLL, "learner_id", _learners, "class_id={world.c1}", _in_class),
    Listing(_ROLL, "learner_id", _learners, "tier=targeted", _tier("targeted")),
    Listing(_ROLL, "learner_id", _learners, "tier=universal", _tier("universal")),
    Listing(_REVIEWS, "target_id", _targets),
    Listing(_REVIEWS, "target_id", _targets, "school_id={world.s1}", _at("s1")),
    Listing(_REVIEWS, "target_id", _targets, "status=open"),
    Listing(_REVIEWS, "target_id", _targets, f"due_before={day(60)}"),
    Listing(_REVIEWS, "target_id", _targets, "status=achieved", _nobody),
    Listing(_MISSING, "learner_id", _learners, "school_id={world.s1}", _at("s1"), place="s1"),
    Listing(_MISSING, "learner_id", _learners, "school_id={world.s2}", _at("s2"), place="s2"),
    Listing("notifications GET /notices", "notice_id", _notices),
    Listing("notifications GET /notices", "notice_id", _notices, "state=given"),
    Listing("notifications GET /inbox", "notice_id", _inbox, only=_in_inbox),
    Listing("learners GET /emergencies", "access_id", _emergencies, only=_opened_in_emergency),
    Listing("learners GET /schools", "school_id", _schools, about_learners=False),
    Listing("learners GET /classes", "class_id", _classes, about_learners=False),
    Listing("learners GET /roster-imports", "import_id", _imports, about_learners=False),
)


def listed(world: World, asker: Asker) -> Iterator[Cell]:
    """Every list, with every query."""
    for listing in LISTINGS:
        yield listing.cell(world, asker)
    yield from _of_the_authority(world, asker)


def _of_the_authority(world: World, asker: Asker) -> Iterator[Cell]:
    """What is about an authority, or about parents: a learner's restrictions do not touch it."""
    people = frozenset(recipients(world.cast, asker.of))
    by = next((one for one in oracle.MAY[_PEOPLE] if one in oracle.STANDS[asker.name]), "")
    everybody = Expected(
        (200, None), lists="recipient_id", ids=people, looks={oracle.recorded_as(by): set(people)}
    )
    yield _cell(asker, _PEOPLE, "everybody", "/recipients?limit=200", everybody)
    yield _cell(asker, "assessments GET /instruments", "", "/instruments", Expected((200, None)))
    yield from _of_a_school(world, asker)
    for name in ("own", "abroad", "nobody"):  # there, or not: what is put is one's own authority's
        path = f"/recipients/{world.about(asker, name).recipient}"
        put = "notifications PUT /recipients/{recipient_id}"
        yield _cell(asker, put, name, path, Expected(TOO_LATE))
    whole = "learners PUT /roster-imports/{import_id}"
    for of in (HOME, ABROAD):
        path = f"/roster-imports/{import_id(world.cast, of, 1)}"
        yield _cell(asker, whole, of, path, Expected((415, "zip_expected")))
        known = Expected(_FOUND if of == asker.of else (404, "roster_import_unknown"))
        yield _cell(asker, "learners GET /roster-imports/{import_id}", of, path, known)


def _of_a_school(world: World, asker: Asker) -> Iterator[Cell]:
    """What a school keeps for itself: its instruments and its timetable."""
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


_FOUND: Told = (200, None)
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
        _FOUND,
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
        _FOUND,
        (404, "timetable_unknown"),
        None,
    ),
    (
        "assessments GET /assessment-windows",
        "/assessment-windows?school_id={school}",
        _FOUND,
        None,  # an empty list, as of a school that there is not
        None,
    ),
)
_PEOPLE = "notifications GET /recipients"


def _cell(asker: Asker, operation: str, about: str, path: str, expected: Expected) -> Cell:
    service, method, _ = operation.split(" ")
    if not oracle.is_admitted(asker.name, operation):
        expected = Expected(FORBIDDEN)
    is_put = service == "notifications" and method == "PUT"
    body = {"given_name": "Nerys", "family_name": "Wyn"} if is_put else None
    headers = STALE if is_put else {}
    return Cell(asker, operation, about, Request(service, method, path, body, headers), expected)
