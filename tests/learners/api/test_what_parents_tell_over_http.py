"""What a parent tells the school: in their words, written down by the school or by themselves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.learners.api.relationships import done, refused
from tests.learners.api.responding import day, told
from tests.learners.api.test_roster_imports_over_http import put
from tests.learners.roster_zips import changed
from tests.web_client import WebClient

Person = Callable[[str], UUID]
BOTH_PARENTS = changed("users.csv", "Wyn-Jones,,,,,,p1,2,", 'Wyn-Jones,,,,,,"p1,p2",2,')


@pytest.fixture
def place(officer: FlaskClient, person: Person) -> str:
    """Where the words of l1's parents are: p1 and p2."""
    done(put(officer, BOTH_PARENTS))
    return f"/learners/{person('l1')}/parents-words"


@pytest.fixture
def mam(client: Callable[[str], WebClient], person: Person) -> FlaskClient:
    return client("learners").acting("parent", str(person("p1")))


@pytest.fixture
def dad(client: Callable[[str], WebClient], person: Person) -> FlaskClient:
    return client("learners").acting("parent", str(person("p2")))


def listed(client: FlaskClient, place: str) -> list[dict[str, Any]]:
    answer = client.get(place)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def test_what_a_parent_says_stands_in_their_words_with_how_it_was_told(
    teacher: FlaskClient, person: Person, place: str
) -> None:
    done(teacher.put(f"{place}/{uuid4()}", json=told(parent_id=str(person("p1")))))
    [found] = listed(teacher, place)
    assert found["needs"] == "Mae angen amser arno i ateb."
    assert (found["challenges"], found["language"]) == (None, "cy")
    assert found["told_by_label"] == {"cy": "sgwrs", "en": "conversation"}
    assert (found["parent_id"], found["written_by"]) == (str(person("p1")), None)


def test_a_parent_writes_and_is_named_as_who_did(
    mam: FlaskClient, alnco: FlaskClient, person: Person, place: str
) -> None:
    path = f"{place}/{uuid4()}"
    done(mam.put(path, json=told(told_by="form")))
    done(mam.put(path, json=told(told_by="form")))
    [found] = listed(alnco, place)
    assert (found["parent_id"], found["written_by"]) == (str(person("p1")), str(person("p1")))
    assert mam.get(path).get_json() == found


def test_a_parent_speaks_for_nobody_else(mam: FlaskClient, person: Person, place: str) -> None:
    said = told(parent_id=str(person("p2")))
    assert refused(mam.put(f"{place}/{uuid4()}", json=said)) == (404, "parent_unknown")


def test_a_parent_does_not_see_what_the_other_parent_said(
    mam: FlaskClient, dad: FlaskClient, teacher: FlaskClient, person: Person, place: str
) -> None:
    of_mam, of_dad, of_nobody = (f"{place}/{uuid4()}" for _ in range(3))
    done(mam.put(of_mam, json=told()))
    done(teacher.put(of_dad, json=told(parent_id=str(person("p2")))))
    done(teacher.put(of_nobody, json=told()))
    assert len(listed(teacher, place)) == 3
    assert [f"{place}/{one['words_id']}" for one in listed(dad, place)] == [of_dad]
    assert refused(dad.get(of_mam)) == (404, "parents_words_unknown")
    assert refused(dad.get(f"{place}/{uuid4()}")) == (404, "parents_words_unknown")
    correction = f"{of_mam}/corrections/{uuid4()}"
    asked = dad.put(correction, json=told(reason="Na"))
    assert refused(asked) == (404, "parents_words_unknown")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"parent_id": str(uuid4())}, (404, "parent_unknown")),
        ({"told_on": day(1)}, (409, "told_on_in_future")),
        ({"needs": None, "strengths": " "}, (409, "words_missing")),
        ({"told_by": "gossip"}, (422, "request_invalid")),
        ({"language": "Cymraeg"}, (422, "request_invalid")),
        ({"language": "cy\n"}, (422, "request_invalid")),
        ({"needs": "x" * 4_001}, (422, "request_invalid")),
    ],
)
def test_words_that_cannot_be_a_parents_are_refused(
    teacher: FlaskClient, place: str, said: dict[str, Any], refusal: tuple[int, str]
) -> None:
    assert refused(teacher.put(f"{place}/{uuid4()}", json=told(**said))) == refusal


def test_words_are_of_a_learner_on_the_roll(teacher: FlaskClient, place: str) -> None:
    assert place
    asked = teacher.put(f"/learners/{uuid4()}/parents-words/{uuid4()}", json=told())
    assert refused(asked) == (404, "learner_unknown")


def test_a_correction_shows_what_stood_before_and_is_made_upon_what_was_read(
    teacher: FlaskClient, mam: FlaskClient, person: Person, place: str
) -> None:
    path = f"{place}/{uuid4()}"
    done(teacher.put(path, json=told(parent_id=str(person("p1")))))
    read = {"If-Match": mam.get(path).headers["ETag"]}
    mended = told(needs="Mae angen mwy o amser arno.", reason="Camglywed")
    done(mam.put(f"{path}/corrections/{uuid4()}", json=mended, headers=read))
    found = teacher.get(path).get_json()
    assert found["needs"] == "Mae angen mwy o amser arno."
    [correction] = found["corrections"]
    assert correction["stood_before"]["needs"] == "Mae angen amser arno i ateb."
    assert correction["recorded_by"] == str(person("p1"))
    again = mended | {"needs": "Amser"}
    stale = mam.put(f"{path}/corrections/{uuid4()}", json=again, headers=read)
    assert refused(stale) == (412, "version_stale")


def test_the_school_does_not_correct_what_a_parent_wrote(
    mam: FlaskClient, alnco: FlaskClient, place: str
) -> None:
    path = f"{place}/{uuid4()}"
    done(mam.put(path, json=told()))
    mended = told(needs="Dim", reason="Gwell gen i")
    answer = alnco.put(f"{path}/corrections/{uuid4()}", json=mended)
    assert refused(answer) == (409, "words_of_another")


def test_words_may_go_on_naming_who_is_no_parent_any_more(
    teacher: FlaskClient, officer: FlaskClient, person: Person, place: str
) -> None:
    path, names_p2 = f"{place}/{uuid4()}", {"parent_id": str(person("p2"))}
    done(teacher.put(path, json=told(**names_p2)))
    done(put(officer, changed("users.csv", "Llŷr", "Llyr")))
    anew = teacher.put(f"{place}/{uuid4()}", json=told(**names_p2))
    assert refused(anew) == (404, "parent_unknown")
    mended = told(needs="Amser", reason="Camglywed", **names_p2)
    done(teacher.put(f"{path}/corrections/{uuid4()}", json=mended))


def test_words_are_found_with_their_own_learner_only(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    words = uuid4()
    done(alnco.put(f"{place}/{words}", json=told()))
    elsewhere = f"/learners/{person('l2')}/parents-words/{words}"
    assert refused(alnco.get(elsewhere)) == (404, "parents_words_unknown")
