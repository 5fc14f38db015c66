"""To another school, out of the authority and back: the record goes along."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.roster_zips import SOUND
from tests.stores import Store
from tests.web_client import WebClient

TODAY = datetime.now(UTC).date()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()


@pytest.fixture
def school(authority: str) -> Callable[[str], UUID]:
    return lambda sourced_id: roster_id(authority, Named.ORG, sourced_id)


@pytest.fixture
def heads(
    client: Callable[[str], WebClient], school: Callable[[str], UUID]
) -> dict[str, FlaskClient]:
    """The heads of both schools."""
    return {
        at: client("learners").acting("headteacher", f"head of {at}", at=school(at))
        for at in ("s1", "s2")
    }


def transfer(school_id: UUID) -> dict[str, Any]:
    return {
        "school_id": str(school_id),
        "moved_on": TODAY.isoformat(),
        "reason": "Symud tŷ / moved house",
    }


def concern(learner: UUID) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "area": "reading",
        "observation": "Yn colli ei le",
        "noticed_on": TODAY.isoformat(),
    }


LEAVING = {
    "left_on": YESTERDAY,
    "destination": "school_elsewhere_in_uk",
    "destination_name": "St Chad's",
}


@pytest.mark.usefixtures("imported")
def test_the_record_goes_along_and_the_old_school_sees_no_more(
    heads: dict[str, FlaskClient], school: Callable[[str], UUID], person: Callable[[str], UUID]
) -> None:
    learner, old, new = person("l1"), heads["s1"], heads["s2"]
    raised = f"/concerns/{uuid4()}"
    assert old.put(raised, json=concern(learner)).status_code == 201
    assert new.get(f"/learners/{learner}").status_code == 404
    put = old.put(f"/learners/{learner}/transfers/{uuid4()}", json=transfer(school("s2")))
    assert put.status_code == 201, put.text
    for path in (f"/learners/{learner}", raised, f"/learners/{learner}/roll-history"):
        assert old.get(path).status_code == 404
        assert new.get(path).status_code == 200
    shown = new.get(f"/learners/{learner}").get_json()
    assert (shown["school_id"], shown["class_id"]) == (str(school("s2")), None)
    assert str(learner) not in [
        one["learner_id"] for one in old.get("/learners").get_json()["items"]
    ]
    history = new.get(f"/learners/{learner}/roll-history").get_json()
    assert [stay["school_id"] for stay in history["stays"]] == [
        str(school("s1")),
        str(school("s2")),
    ]
    assert history["stays"][0]["reason"].startswith("Symud tŷ")
    assert [stay["until"] for stay in history["stays"]] == [TODAY.isoformat(), None]


@pytest.mark.usefixtures("imported")
def test_what_is_open_is_listed_at_the_school_where_the_learner_is_now(
    heads: dict[str, FlaskClient], school: Callable[[str], UUID], person: Callable[[str], UUID]
) -> None:
    learner, old, new = person("l1"), heads["s1"], heads["s2"]
    raised = str(uuid4())
    assert old.put(f"/concerns/{raised}", json=concern(learner)).status_code == 201
    old.put(f"/learners/{learner}/transfers/{uuid4()}", json=transfer(school("s2")))
    for head, at, expected in ((new, "s2", [raised]), (old, "s1", []), (new, "s1", [])):
        listed = head.get(f"/concerns?school_id={school(at)}").get_json()["items"]
        assert [one["concern_id"] for one in listed] == expected


@pytest.mark.usefixtures("imported")
def test_the_class_teacher_of_the_old_school_sees_no_more(
    heads: dict[str, FlaskClient],
    teacher: FlaskClient,
    school: Callable[[str], UUID],
    person: Callable[[str], UUID],
) -> None:
    assert teacher.get(f"/learners/{person('l1')}").status_code == 200
    heads["s1"].put(f"/learners/{person('l1')}/transfers/{uuid4()}", json=transfer(school("s2")))
    assert teacher.get(f"/learners/{person('l1')}").status_code == 404


@pytest.mark.usefixtures("imported")
def test_what_is_written_after_a_move_bears_the_new_school_and_what_was_before_the_old(
    heads: dict[str, FlaskClient],
    authority: str,
    store: Callable[[str], Store],
    school: Callable[[str], UUID],
    person: Callable[[str], UUID],
) -> None:
    learner = person("l1")
    place = f"/learners/{learner}"
    heads["s1"].put(f"{place}/language", json={"language": "cy"})
    heads["s1"].put(f"{place}/transfers/{uuid4()}", json=transfer(school("s2")))
    heads["s2"].put(f"{place}/language", json={"language": "both"})
    with store("learners").connect() as connection:
        rows = connection.execute(
            "SELECT type, school FROM events WHERE authority = %s AND subject = %s"
            " AND type IN ('LanguageChosen', 'LearnerMovedSchool') ORDER BY position",
            (authority, learner),
        ).fetchall()
    assert rows == [
        ("LanguageChosen", school("s1")),
        ("LearnerMovedSchool", school("s1")),
        ("LanguageChosen", school("s2")),
    ]


@pytest.mark.usefixtures("imported")
def test_the_authority_moves_a_learner_and_asking_again_changes_nothing(
    officer: FlaskClient, school: Callable[[str], UUID], person: Callable[[str], UUID]
) -> None:
    path = f"/learners/{person('l1')}/transfers/{uuid4()}"
    first = officer.put(path, json=transfer(school("s2")))
    again = officer.put(path, json=transfer(school("s2")))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_json()["version"] == first.get_json()["version"]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"school_id": str(UUID(int=1))}, (404, "school_unknown")),
        ({"moved_on": "2999-01-01"}, (409, "moved_on_in_future")),
        ({"reason": " "}, (409, "reason_missing")),
        ({"reason": ""}, (422, "request_invalid")),
    ],
)
def test_a_transfer_that_cannot_be_is_refused(
    officer: FlaskClient,
    school: Callable[[str], UUID],
    person: Callable[[str], UUID],
    said: dict[str, Any],
    told: tuple[int, str],
) -> None:
    path = f"/learners/{person('l1')}/transfers/{uuid4()}"
    answer = officer.put(path, json=transfer(school("s2")) | said)
    assert (answer.status_code, answer.get_json()["code"]) == told


@pytest.mark.usefixtures("imported")
def test_who_left_is_on_no_list_and_the_last_school_keeps_the_record(
    heads: dict[str, FlaskClient], person: Callable[[str], UUID]
) -> None:
    learner, head = str(person("l1")), heads["s1"]
    assert head.put(f"/learners/{learner}/leaving", json=LEAVING).status_code == 201
    assert head.put(f"/learners/{learner}/leaving", json=LEAVING).status_code == 201
    listed = head.get("/learners").get_json()["items"]
    assert learner not in [one["learner_id"] for one in listed]
    [gone] = head.get("/learners?on_roll=false").get_json()["items"]
    assert (gone["learner_id"], gone["left_on"]) == (learner, YESTERDAY)
    shown = head.get(f"/learners/{learner}").get_json()
    assert (shown["on_roll"], shown["class_id"]) == (False, None)
    assert head.get(f"/learners/{learner}/identity").get_json()["registrations"] == []
    [stay] = head.get(f"/learners/{learner}/roll-history").get_json()["stays"]
    assert stay["destination_label"]["cy"] == "Ysgol yn rhywle arall yn y Deyrnas Unedig"
    assert (stay["until"], stay["destination_name"]) == (YESTERDAY, "St Chad's")


@pytest.mark.usefixtures("imported")
def test_who_is_enrolled_again_is_back_with_the_record(
    heads: dict[str, FlaskClient], officer: FlaskClient, person: Callable[[str], UUID]
) -> None:
    learner = f"/learners/{person('l1')}"
    heads["s1"].put(f"{learner}/leaving", json=LEAVING)
    again = officer.put(f"/roster-imports/{uuid4()}", data=SOUND, content_type="application/zip")
    assert again.status_code == 201, again.text
    shown = heads["s1"].get(learner).get_json()
    assert (shown["on_roll"], shown["left_on"]) == (True, None)
    assert shown["class_id"] is not None
    stays = heads["s1"].get(f"{learner}/roll-history").get_json()["stays"]
    assert [stay["until"] for stay in stays] == [YESTERDAY, None]


@pytest.mark.usefixtures("imported")
def test_a_change_upon_what_has_changed_since_is_refused(
    heads: dict[str, FlaskClient], school: Callable[[str], UUID], person: Callable[[str], UUID]
) -> None:
    learner, stale = f"/learners/{person('l1')}", {"If-Match": '"999999999"'}
    for path, body in (
        (f"{learner}/transfers/{uuid4()}", transfer(school("s2"))),
        (f"{learner}/leaving", LEAVING),
    ):
        answer = heads["s1"].put(path, json=body, headers=stale)
        assert (answer.status_code, answer.get_json()["code"]) == (412, "version_stale")


@pytest.mark.usefixtures("imported")
def test_learners_are_listed_by_year_group(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    [found] = alnco.get("/learners?year_group=3").get_json()["items"]
    assert found["learner_id"] == str(person("l2"))
    assert isinstance(found["is_out_of_year"], bool)
