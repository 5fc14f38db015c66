"""What is asked about a school as a whole, and how: nobody's record is looked at, but for lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker, Pupil
from tests.matrix.cells import FORBIDDEN, NOBODY, Cell, Expected, Looks
from tests.matrix.records import OnRecord, day
from tests.matrix.ways import FOUND, STALE, TOO_LATE, Told
from tests.matrix.world import World

SCHOOLS = ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1"), (ABROAD, "s2"), (HOME, NOBODY))
PUPIL = {pupil.name: pupil for pupil in PUPILS}


def training(school: UUID, staff: UUID, title: str = "Niwroamrywiaeth") -> dict[str, Any]:
    """Training to come, of one of the staff."""
    return {
        "school_id": str(school),
        "title": title,
        "topics": ["neurodiversity"],
        "days": [day(9)],
        "provider": "GwE",
        "staff_ids": [str(staff)],
        "state": "planned",
    }


def lead(school: UUID, staff: UUID, until: str | None = None) -> dict[str, Any]:
    """One of the staff can lead an intervention from today."""
    return {
        "school_id": str(school),
        "staff_id": str(staff),
        "intervention": "lego_therapy",
        "since": day(0),
        "until": until,
    }


@dataclass(frozen=True)
class SchoolWay:
    """How an operation is asked about a school; `listed` tells that it names its learners.

    `body` is made from the school and one of the staff of the asker's authority.
    """

    path: str
    told: Told = FOUND
    body: Callable[[UUID, UUID], Any] | None = None
    listed: Callable[[Pupil], bool] | None = None

    def request(self, operation: str, school: UUID, staff: UUID) -> Request:
        """The request that asks it."""
        service, method, _ = operation.split(" ")
        ids = OnRecord(school)
        named = {name: ids.id(name) for name in ("training", "lead", "new")}
        path = self.path.format(school=school, **named)
        headers = STALE if self.told == TOO_LATE else {}
        body = None if self.body is None else self.body(school, staff)
        return Request(service, method, path, body, headers)


def _tiers(_school: UUID, _staff: UUID) -> dict[str, Any]:
    tiers = {"universal": "no_aln", "targeted": "no_aln", "alp": "aln_with_idp"}
    return {
        "tiers": [
            {
                "own_code": code,
                "name": {"cy": "Haen", "en": "Tier"},
                "code": code,
                "legal_meaning": meaning,
            }
            for code, meaning in tiers.items()
        ]
    }


def _everyone(_: Pupil) -> bool:
    return True


def _no_one(_: Pupil) -> bool:
    """Somebody raised a concern about everyone today, and no next step was due before."""
    return False


_OVERVIEW = "/schools/{school}/overview"
_OF_OVERVIEW = "learners GET /schools/{school_id}/overview"
ABOUT_A_SCHOOL = {
    "learners GET /schools/{school_id}/tiers": SchoolWay("/schools/{school}/tiers"),
    "learners PUT /schools/{school_id}/tiers": SchoolWay(
        "/schools/{school}/tiers", TOO_LATE, _tiers
    ),
    _OF_OVERVIEW: SchoolWay(_OVERVIEW),
    f"{_OF_OVERVIEW}/series": SchoolWay(f"{_OVERVIEW}/series?on={day(0)}&on={day(-30)}"),
    f"{_OF_OVERVIEW}/learners": SchoolWay(f"{_OVERVIEW}/learners?limit=200", listed=_everyone),
    f"{_OF_OVERVIEW}/concerns-without-outcome": SchoolWay(
        f"{_OVERVIEW}/concerns-without-outcome?limit=200", listed=_everyone
    ),
    f"{_OF_OVERVIEW}/next-steps-overdue": SchoolWay(
        f"{_OVERVIEW}/next-steps-overdue?limit=200", listed=_no_one
    ),
    f"{_OF_OVERVIEW}/unseen": SchoolWay(f"{_OVERVIEW}/unseen?limit=200", listed=_no_one),
    "learners PUT /staff-development/{training_id}": SchoolWay(
        "/staff-development/{new}",
        (409, "title_missing"),
        lambda school, staff: training(school, staff, " "),
    ),
    "learners PUT /staff-development/{training_id}/attendance": SchoolWay(
        "/staff-development/{training}/attendance",
        TOO_LATE,
        lambda _, staff: {"days": [day(0)], "staff_ids": [str(staff)]},
    ),
    "learners PUT /staff-development/{training_id}/cancellation": SchoolWay(
        "/staff-development/{training}/cancellation", TOO_LATE, lambda *_: {"reason": "Eira"}
    ),
    "learners GET /staff-development/{training_id}": SchoolWay("/staff-development/{training}"),
    "learners PUT /intervention-leads/{lead_id}": SchoolWay(
        "/intervention-leads/{new}",
        (409, "until_before_since"),
        lambda school, staff: lead(school, staff, day(-9)),
    ),
    "learners PUT /intervention-leads/{lead_id}/end": SchoolWay(
        "/intervention-leads/{lead}/end", TOO_LATE, lambda *_: {"until": day(0)}
    ),
}


def about_schools(world: World, asker: Asker) -> Iterator[Cell]:
    """Every operation about a school, of each school of both authorities, and of none."""
    staff = world.about(asker, "own").staff
    for operation, way in ABOUT_A_SCHOOL.items():
        for of, name in SCHOOLS:
            school = world.cast.school(of, name)
            request = way.request(operation, school, staff)
            about = name if of == HOME else f"{name} {of}"
            expected = _expected(world, asker, (operation, way), (of, name))
            yield Cell(asker, operation, about, request, expected)


def _expected(
    world: World, asker: Asker, asked: tuple[str, SchoolWay], school: tuple[str, str]
) -> Expected:
    """A school is reached by whoever reaches one of its learners."""
    operation, way = asked
    if not oracle.is_admitted(asker.name, operation):
        return Expected(FORBIDDEN)
    reached = oracle.reached(asker.name, operation)
    there = [PUPIL[name] for name in reached if (PUPIL[name].of, PUPIL[name].school) == school]
    if not there:
        return Expected(None)
    if way.listed is None:
        return Expected(way.told)
    looks: Looks = {}
    for pupil in filter(way.listed, there):
        by = oracle.recorded_as(reached[pupil.name])
        looks.setdefault(by, set()).add(world.cast.learner(pupil.name))
    ids = frozenset(one for some in looks.values() for one in some)
    return Expected(way.told, lists="learner_id", ids=ids, looks=looks)
