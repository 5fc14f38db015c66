"""A whole file that no longer names a post, a class or a learner's place ends it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from services.learners.wiring import SERVICE
from shared.contracts.learners import (
    ClassTeacherAssigned,
    ClassTeacherReleased,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    ParentUnlinked,
    PostGivenUp,
    PostHeld,
    PostTakenUp,
    RightsPassed,
)
from shared.runtime.log_reader import log_page, own_fact
from tests.learners.api.relationships import done, ties
from tests.learners.api.test_roster_imports_over_http import put
from tests.learners.roster_zips import FILES, SOUND, changed, packed, with_staff
from tests.stores import Store

Person = Callable[[str], UUID]
Told = Callable[[], list[Any]]
GONE_TEACHER = {
    "users.csv": ("t1,,,true,t1,,Ffion,Parry,,,,,,,,,,,,,,,\n", ""),
    "roles.csv": ("r7,,,t1,primary,teacher,2020-09-01,,s1,\n", ""),
    "enrollments.csv": ("e4,,,c1,s1,t1,teacher,true,,\n", ""),
}


def without(*changes: dict[str, tuple[str, str]]) -> bytes:
    """The sound roster with pieces of text replaced in several files."""
    files: dict[str, str | bytes] = {**FILES}
    for change in changes:
        for name, (old, new) in change.items():
            text = files[name]
            assert isinstance(text, str)
            assert old in text
            files[name] = text.replace(old, new)
    return packed(files)


@pytest.fixture
def told(store: Callable[[str], Store], authority: str) -> Told:
    """What other services are told by the log since it was asked before."""
    seen = [0]

    def since() -> list[Any]:
        with store("learners").database("worker").transaction() as connection:
            page = log_page(connection, "learners", authority, seen[0], 1_000)
        seen[0] = page[-1].position if page else seen[0]
        messages = (SERVICE.publish(own_fact(SERVICE, each)) for each in page)
        return [each for each in messages if each is not None]

    return since


@pytest.fixture
def school(authority: str) -> Callable[[str], UUID]:
    return lambda sourced_id: roster_id(authority, Named.ORG, sourced_id)


@pytest.fixture
def class_(authority: str) -> Callable[[str], UUID]:
    return lambda sourced_id: roster_id(authority, Named.CLASS, sourced_id)


@pytest.mark.usefixtures("imported")
def test_an_import_tells_posts_classes_and_places(
    told: Told, person: Person, school: Person, class_: Person
) -> None:
    messages = told()
    posts = [each for each in messages if isinstance(each, PostTakenUp)]
    assert {(each.person_id, each.school_id, each.post) for each in posts} == {
        (person("t1"), school("s1"), PostHeld.CLASS_TEACHER),
        (person("a1"), school("s1"), PostHeld.ALNCO),
        (person("a1"), school("s2"), PostHeld.CLASS_TEACHER),
    }
    assert [each for each in messages if isinstance(each, ClassTeacherAssigned)] == [
        ClassTeacherAssigned(
            class_id=class_("c1"),
            school_id=school("s1"),
            person_id=person("t1"),
            post=PostHeld.CLASS_TEACHER,
        )
    ]
    placed = [each for each in messages if isinstance(each, LearnerPlacedInClass)]
    assert {(each.learner_id, each.class_id) for each in placed} == {
        (person("l1"), class_("c1")),
        (person("l1"), class_("c2")),
        (person("l2"), class_("c1")),
    }


@pytest.mark.usefixtures("imported")
def test_the_same_file_again_tells_nothing(told: Told, officer: FlaskClient) -> None:
    told()
    done(put(officer, SOUND))
    assert told() == []


@pytest.mark.usefixtures("imported")
def test_a_teacher_who_has_gone_gives_up_the_post_and_the_class_and_may_come_back(
    told: Told, officer: FlaskClient, person: Person, school: Person, class_: Person
) -> None:
    before = told()
    done(put(officer, without(GONE_TEACHER)))
    post = (person("t1"), school("s1"), PostHeld.CLASS_TEACHER)
    assert told() == [
        ClassTeacherReleased(class_id=class_("c1"), school_id=school("s1"), person_id=person("t1")),
        PostGivenUp(person_id=post[0], school_id=post[1], post=post[2]),
    ]
    done(put(officer, SOUND))
    back = told()
    assert len(back) == 2
    assert all(message in before for message in back)


@pytest.mark.usefixtures("imported")
def test_a_class_that_has_gone_has_no_teacher_and_nobody_in_it(
    told: Told, officer: FlaskClient, person: Person, school: Person, class_: Person
) -> None:
    told()
    gone = {
        "classes.csv": ("c1,,,Dosbarth Ŵyn,2,,,homeroom,,s1,t1,,,\n", ""),
        "enrollments.csv": (FILES["enrollments.csv"].split("\n", 1)[1], "e3,,,c2,s1,l1,student,,,"),
    }
    done(put(officer, without(gone)))
    assert set(told()) == {
        ClassTeacherReleased(class_id=class_("c1"), school_id=school("s1"), person_id=person("t1")),
        LearnerRemovedFromClass(learner_id=person("l1"), class_id=class_("c1")),
        LearnerRemovedFromClass(learner_id=person("l2"), class_id=class_("c1")),
    }


@pytest.mark.usefixtures("imported")
def test_a_learner_who_has_gone_is_in_no_class_and_keeps_their_parents(
    told: Told, officer: FlaskClient, alnco: FlaskClient, person: Person, class_: Person
) -> None:
    told()
    gone = {"roles.csv": ("l2,primary,student,,", "l2,primary,student,,2026-01-01")}
    gone["enrollments.csv"] = ("e2,,,c1,s1,l2,student,,,\n", "")
    done(put(officer, without(gone)))
    removed = LearnerRemovedFromClass(learner_id=person("l2"), class_id=class_("c1"))
    assert told() == [removed]
    assert len(ties(alnco, person("l2"))["parents"]) == 1


@pytest.mark.usefixtures("imported")
def test_a_parent_who_is_no_longer_named_is_one_no_longer(
    told: Told, officer: FlaskClient, alnco: FlaskClient, person: Person
) -> None:
    told()
    done(put(officer, changed("users.csv", ",,,,,,p1,2,", ",,,,,,,2,")))
    assert told() == [ParentUnlinked(learner_id=person("l1"), parent_id=person("p1"))]
    assert ties(alnco, person("l1"))["parents"] == []


@pytest.mark.usefixtures("imported")
def test_a_file_of_one_school_ends_nothing_at_another(
    told: Told, officer: FlaskClient, person: Person, school: Person
) -> None:
    done(put(officer, packed(with_staff("x2", "principal", "s2"))))
    told()
    only_s1 = {"roles.csv": ("r3,,,l3,primary,student,,,s2,\n", "")}
    only_s1["users.csv"] = (
        "l3,,,true,l3,{UPN:B801200005001},Owain,O'Neill,,,,,,n1,R,,,,,,,,\n",
        "",
    )
    only_s1["demographics.csv"] = ("l3,,,2021-12-24,,,,,,,,,,,,\n", "")
    done(put(officer, without(only_s1)))
    assert told() == []
    done(put(officer, SOUND))
    gone = PostGivenUp(person_id=person("x2"), school_id=school("s2"), post=PostHeld.HEADTEACHER)
    assert told() == [gone]


@pytest.mark.usefixtures("imported")
def test_a_file_that_names_no_post_with_the_authority_ends_none_there(
    told: Told, officer: FlaskClient, person: Person
) -> None:
    done(put(officer, packed(with_staff("o1", "ext:privacyOfficer", "la"))))
    post: dict[str, Any] = {"school_id": None, "post": PostHeld.PRIVACY_OFFICER}
    assert PostTakenUp(person_id=person("o1"), **post) in told()
    done(put(officer, SOUND))
    assert told() == []
    done(put(officer, packed(with_staff("o2", "districtAdministrator", "la"))))
    assert set(told()) == {
        PostGivenUp(person_id=person("o1"), **post),
        PostTakenUp(person_id=person("o2"), school_id=None, post=PostHeld.ALN_OFFICER),
    }


def test_a_teacher_of_no_school_is_told_of_to_nobody(
    told: Told, officer: FlaskClient, person: Person
) -> None:
    done(put(officer, packed(with_staff("x1", "teacher", "la"))))
    assert person("x1") not in {getattr(each, "person_id", None) for each in told()}


def test_an_assistant_in_a_class_is_told_of_as_one(
    told: Told, officer: FlaskClient, person: Person
) -> None:
    files = with_staff("x1", "aide", "s1")
    files["enrollments.csv"] = FILES["enrollments.csv"] + "e9,,,c1,s1,x1,teacher,false,,\n"
    done(put(officer, packed(files)))
    assigned = [each for each in told() if isinstance(each, ClassTeacherAssigned)]
    assert {(each.person_id, each.post) for each in assigned} == {
        (person("t1"), PostHeld.CLASS_TEACHER),
        (person("x1"), PostHeld.TEACHING_ASSISTANT),
    }


def test_rights_are_told_to_have_passed_once(
    told: Told, officer: FlaskClient, person: Person
) -> None:
    grown = changed("demographics.csv", "l1,,,2019-03-01", "l1,,,2007-03-01")
    done(put(officer, grown))
    done(put(officer, grown))
    passed = [each for each in told() if isinstance(each, RightsPassed)]
    assert passed == [RightsPassed(learner_id=person("l1"))]
