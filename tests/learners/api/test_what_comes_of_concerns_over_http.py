"""Deciding what is done about a concern, telling a parent, and finding what is left undone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.api.relationships import done, refused
from tests.learners.api.responding import concern, day, outcome

Person = Callable[[str], UUID]


@pytest.fixture
def place(imported: str, teacher: FlaskClient, person: Person) -> str:
    """The path of a concern about l1 of whom no parent was told."""
    assert imported
    path = f"/concerns/{uuid4()}"
    done(teacher.put(path, json=concern(person("l1"))))
    return path


def shown(client: FlaskClient, place: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(place).get_json()
    return found


def listed(client: FlaskClient, **query: Any) -> list[str]:
    answer = client.get("/concerns", query_string=query)
    assert answer.status_code == 200, answer.text
    return [f"/concerns/{one['concern_id']}" for one in answer.get_json()["items"]]


def test_a_concern_has_an_outcome_by_a_named_person_and_keeps_those_before(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    assert shown(alnco, place)["outcome"] is None
    assert shown(alnco, place)["outcome_label"] is None
    done(alnco.put(f"{place}/outcomes/{uuid4()}", json=outcome(person("a1"))))
    done(alnco.put(f"{place}/outcomes/{uuid4()}", json=outcome(person("t1"), outcome="targets")))
    found = shown(alnco, place)
    assert (found["has_outcome"], found["outcome"]) == (True, "targets")
    assert found["outcome_label"] == {"cy": "targedau camau bach", "en": "small step targets"}
    assert [(each["outcome"], each["decided_by"]) for each in found["outcomes"]] == [
        ("watch", str(person("a1"))),
        ("targets", str(person("t1"))),
    ]


def test_an_outcome_is_decided_upon_what_was_read(
    teacher: FlaskClient, person: Person, place: str
) -> None:
    read = {"If-Match": teacher.get(place).headers["ETag"]}
    first, second = (f"{place}/outcomes/{uuid4()}" for _ in range(2))
    done(teacher.put(first, json=outcome(person("t1")), headers=read))
    stale = teacher.put(second, json=outcome(person("t1")), headers=read)
    assert refused(stale) == (412, "version_stale")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"decided_by": str(uuid4())}, (404, "staff_member_unknown")),
        ({"reason": "  "}, (409, "reason_missing")),
        ({"decided_on": day(1)}, (409, "decided_on_in_future")),
        ({"decided_on": day(-8)}, (409, "decided_on_before_noticed")),
        ({"outcome": "lazy"}, (422, "request_invalid")),
    ],
)
def test_an_outcome_nobody_could_defend_is_refused(
    alnco: FlaskClient, person: Person, place: str, said: dict[str, Any], refusal: tuple[int, str]
) -> None:
    answer = alnco.put(f"{place}/outcomes/{uuid4()}", json=outcome(person("a1"), **said))
    assert refused(answer) == refusal


@pytest.mark.usefixtures("imported")
def test_nothing_comes_of_an_unknown_concern(alnco: FlaskClient, person: Person) -> None:
    path = f"/concerns/{uuid4()}"
    asked = alnco.put(f"{path}/outcomes/{uuid4()}", json=outcome(person("a1")))
    told = {"informed_on": day(0), "informed_by": "email"}
    assert asked.status_code == 404
    assert alnco.put(f"{path}/parent-informed/{uuid4()}", json=told).status_code == 404


def test_a_parent_is_told_later_and_the_first_time_is_what_shows(
    teacher: FlaskClient, place: str
) -> None:
    assert listed(teacher, is_parent_informed="false") == [place]
    for informed_on, informed_by in ((day(-1), "letter"), (day(-3), "telephone")):
        told = {"informed_on": informed_on, "informed_by": informed_by}
        done(teacher.put(f"{place}/parent-informed/{uuid4()}", json=told))
    found = shown(teacher, place)
    assert found["is_parent_informed"]
    assert (found["parent_informed_on"], found["parent_informed_by"]) == (day(-3), "telephone")
    assert [each["informed_by"] for each in found["informings"]] == ["letter", "telephone"]
    assert listed(teacher, is_parent_informed="false") == []


def test_nobody_is_told_of_a_concern_before_it_was_noticed(
    teacher: FlaskClient, place: str
) -> None:
    told = {"informed_on": day(-8), "informed_by": "letter"}
    answer = teacher.put(f"{place}/parent-informed/{uuid4()}", json=told)
    assert refused(answer) == (409, "informed_on_before_noticed")


def test_the_concerns_of_a_school_are_found_by_area_and_by_what_is_undone(
    alnco: FlaskClient, person: Person, place: str, authority: str
) -> None:
    other = f"/concerns/{uuid4()}"
    done(alnco.put(other, json=concern(person("l2"), area="number")))
    done(alnco.put(f"{other}/outcomes/{uuid4()}", json=outcome(person("a1"))))
    s1, s2 = (roster_id(authority, Named.ORG, name) for name in ("s1", "s2"))
    assert listed(alnco, school_id=str(s1)) == [place, other]
    assert listed(alnco, school_id=str(s2)) == []
    assert listed(alnco, area="number") == [other]
    assert listed(alnco, has_outcome="false") == [place]
    assert listed(alnco, has_outcome="true", outcome="watch") == [other]
    assert listed(alnco, outcome="targets") == []
    assert listed(alnco, learner_id=str(person("l1"))) == [place]


def test_a_school_wide_list_shows_a_teacher_the_children_they_teach(
    alnco: FlaskClient, teacher: FlaskClient, officer: FlaskClient, person: Person, place: str
) -> None:
    in_class, elsewhere = f"/concerns/{uuid4()}", f"/concerns/{uuid4()}"
    done(teacher.put(in_class, json=concern(person("l2"))))
    done(alnco.put(elsewhere, json=concern(person("l3"))))
    assert listed(teacher) == [place, in_class]
    assert refused(officer.get("/concerns")) == (403, "not_allowed")
