"""Who has opened a list cannot go on in it once the relationship has ended that opened it."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.issuing import Issuer
from tests.journeys.system import System
from tests.matrix import rosters
from tests.matrix.asking import Answer, Asking
from tests.matrix.building import give_notices, register_recipients, write_records
from tests.matrix.cast import HOME, PUPILS, Asker, Cast
from tests.matrix.records import concern, day
from tests.matrix.settling import case_of, engage, keep_away, open_in_emergency, release
from tests.matrix.world import World, head_of, officer_of

ALNCO, TEACHER = Asker("ex_alnco", "alnco"), Asker("ex_teacher", "class_teacher")
WORKER, RESCUER = Asker("engaged", "professional"), Asker("rescuer", "teaching_assistant")
OFFICER, PARENT = Asker("case_officer", "la_officer"), Asker("parent", "parent")
OWN_CLASS = ("own", "passed", "lacking", "barred")
SEVERAL = 3


@pytest.fixture
def started(
    webs: System, asking: Asking, issuer: Issuer, new_authority: Callable[[], str]
) -> World:
    """An authority after its first roster; several things are on record about each of a class."""
    world = World(webs.stores, asking, issuer, Cast(new_authority(), new_authority()))
    world.import_roster(HOME, rosters.FIRST)
    world.tell("learners")
    for pupil in PUPILS:
        if pupil.of == HOME and pupil.name in OWN_CLASS:
            write_records(world, pupil)
            _raise_more(world, pupil.name)
    return world


@pytest.fixture
def told(started: World) -> World:
    """The same, in which a parent of two was told about both."""
    (elsewhere,) = (pupil for pupil in PUPILS if pupil.name == "elsewhere")
    write_records(started, elsewhere)
    started.tell("targets")
    register_recipients(started)
    give_notices(started)
    return started


@pytest.fixture
def concerns(started: World) -> str:
    return f"/concerns?learner_id={started.cast.learner('own')}&limit=1"


def _raise_more(world: World, name: str) -> None:
    for number in range(SEVERAL):
        path = f"/concerns/{world.ids(name).id(f'concern {number}')}"
        body = concern(world.cast.learner(name), day(-number))
        world.put(head_of(HOME, "s1"), "learners", path, body)


TARGETS = "/small-step-targets?limit=1"


class Page:
    """The first page of a list, which has more."""

    def __init__(self, world: World, who: Asker, service: str, path: str) -> None:
        self._again = (who, service, path)
        self._world = world
        first = world.get(*self._again)
        assert (first.status, len(first.body["items"])) == (200, 1)
        self.learner = first.body["items"][0]["learner_id"]
        self._cursor = first.body["next"]
        assert self.beyond().status == 200

    def beyond(self) -> Answer:
        """The answer to asking for what comes after it."""
        who, service, path = self._again
        return self._world.get(who, service, f"{path}&cursor={self._cursor}")

    def ends_as(self, status: int, code: str) -> None:
        """Nobody can go on from it."""
        answer = self.beyond()
        assert (answer.status, answer.body["code"]) == (status, code)


def test_a_page_is_not_followed_by_another_once_the_post_is_given_up(started: World) -> None:
    roll = Page(started, ALNCO, "learners", "/learners?limit=1")
    targets = Page(started, ALNCO, "targets", TARGETS)
    started.import_roster(HOME, rosters.SECOND)
    roll.ends_as(403, "not_allowed")
    started.tell("learners")
    targets.ends_as(403, "not_allowed")


def test_a_page_is_not_followed_by_another_once_the_class_is_ended(
    started: World, concerns: str
) -> None:
    about_own = Page(started, TEACHER, "learners", concerns)
    targets = Page(started, TEACHER, "targets", TARGETS)
    started.import_roster(HOME, rosters.SECOND)
    about_own.ends_as(403, "not_allowed")
    started.tell("learners")
    targets.ends_as(403, "not_allowed")


def test_a_page_is_not_followed_by_another_once_a_professional_is_released(
    started: World, concerns: str
) -> None:
    works = [engage(started, "engaged", name) for name in ("own", "passed")]
    started.tell("learners")
    about_own = Page(started, WORKER, "learners", concerns)
    targets = Page(started, WORKER, "targets", TARGETS)
    for work in works:
        release(started, HOME, work)
    about_own.ends_as(403, "not_allowed")
    started.tell("learners")
    targets.ends_as(403, "not_allowed")


def test_a_page_is_not_followed_by_another_once_the_work_has_come_to_its_last_day(
    started: World, concerns: str
) -> None:
    for name in ("own", "passed"):
        engage(started, "engaged", name)
    started.tell("learners")
    pages = {
        "learners": Page(started, WORKER, "learners", concerns),
        "targets": Page(started, WORKER, "targets", TARGETS),
    }
    for service, page in pages.items():
        _let_a_year_pass(started, service)
        page.ends_as(403, "not_allowed")


def test_a_page_is_not_followed_by_another_once_emergency_access_has_run_out(
    started: World, concerns: str
) -> None:
    for name in ("own", "passed"):
        open_in_emergency(started, name, uuid4())
    started.tell("learners")
    pages = {
        "learners": Page(started, RESCUER, "learners", concerns),
        "targets": Page(started, RESCUER, "targets", TARGETS),
    }
    for service, page in pages.items():
        _let_a_year_pass(started, service)
        page.ends_as(403, "not_allowed")


def test_a_page_is_not_followed_by_another_once_the_case_is_taken_away(
    started: World, concerns: str
) -> None:
    cases = [case_of(started, name) for name in ("own", "passed")]
    for case in cases:
        started.put(officer_of(HOME), "learners", case)
    started.tell("learners")
    about_own = Page(started, OFFICER, "learners", concerns)
    targets = Page(started, OFFICER, "targets", TARGETS)
    for case in cases:
        started.delete(officer_of(HOME), "learners", case)
    about_own.ends_as(403, "not_allowed")
    started.tell("learners")
    targets.ends_as(403, "not_allowed")


def _let_a_year_pass(world: World, service: str) -> None:
    """For whoever is tied to somebody until a day: as if the clock had gone on."""
    with world.stores[service].connect() as connection:
        moved = connection.execute(
            "UPDATE ties SET until = until - interval '1 year'"
            " WHERE authority = %s AND until IS NOT NULL",
            (world.cast.home,),
        )
    assert moved.rowcount == 2


def test_a_page_is_not_followed_by_another_once_a_court_forbids_it(
    started: World, concerns: str
) -> None:
    about_own = Page(started, TEACHER, "learners", concerns)
    targets = Page(started, TEACHER, "targets", TARGETS)
    names = {str(started.cast.learner(name)): name for name in OWN_CLASS}
    for learner in {names[about_own.learner], names[targets.learner]}:
        keep_away(started, TEACHER.name, learner)
    about_own.ends_as(422, "cursor_invalid")
    started.tell("learners")
    targets.ends_as(422, "cursor_invalid")


def test_a_parent_cannot_go_on_in_the_inbox_from_a_notice_that_a_court_keeps_from_them(
    told: World,
) -> None:
    inbox = Page(told, PARENT, "notifications", "/inbox?limit=1")
    (name,) = (one for one in ("own", "elsewhere") if str(told.cast.learner(one)) == inbox.learner)
    keep_away(told, PARENT.name, name)
    told.tell("learners")
    inbox.ends_as(422, "cursor_invalid")
    left = told.get(PARENT, "notifications", "/inbox").body["items"]
    assert [notice["learner_id"] != inbox.learner for notice in left] == [True]
