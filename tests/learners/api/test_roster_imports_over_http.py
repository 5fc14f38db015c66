"""Importing a roster: all of it, or nothing and a report."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests import relating
from tests.learners.ctf_files import SOUND as CTF
from tests.learners.roster_zips import FILES as SOUND_FILES
from tests.learners.roster_zips import SOUND, changed, packed, with_file


def put(officer: FlaskClient, body: bytes, path: str | None = None) -> Any:
    place = path or f"/roster-imports/{uuid4()}"
    return officer.put(place, data=body, content_type="application/zip")


def names(officer: FlaskClient) -> list[str]:
    return [one["given_name"] for one in officer.get("/learners").get_json()["items"]]


@pytest.mark.usefixtures("imported")
def test_learners_schools_and_classes_are_there_after_an_import(officer: FlaskClient) -> None:
    assert names(officer) == ["Owain", "Llŷr", "Siân"]
    schools = officer.get("/schools").get_json()["items"]
    assert {one["name"] for one in schools} >= {"Ysgol Glan-y-dŵr", "St Oswin's"}
    classes = officer.get("/classes").get_json()["items"]
    assert {one["title"] for one in classes} == {"Dosbarth Ŵyn", "Ffoneg"}


def test_an_import_tells_what_it_held_when_and_by_whom(officer: FlaskClient, imported: str) -> None:
    told = officer.get(imported).get_json()
    assert told["counts"]["learners"] == 3
    assert told["imported_by"] == str(relating.person("a-la_officer"))
    assert [one["import_id"] for one in officer.get("/roster-imports").get_json()["items"]] == [
        told["import_id"]
    ]


def test_an_unknown_import_is_not_found(officer: FlaskClient) -> None:
    answer = officer.get(f"/roster-imports/{uuid4()}")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "roster_import_unknown")


def test_a_retry_gets_the_first_answer(officer: FlaskClient, imported: str) -> None:
    first = officer.get(imported).get_json()
    again = put(officer, SOUND, imported)
    assert again.status_code == 201
    assert officer.get(imported).get_json() == first
    other = put(officer, changed("users.csv", "Llŷr", "Llew"), imported)
    assert (other.status_code, other.get_json()["code"]) == (409, "command_id_reused")


@pytest.mark.usefixtures("imported")
def test_a_later_roster_changes_only_what_changed(
    officer: FlaskClient, alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    assert put(officer, changed("users.csv", "Llŷr", "Llywelyn")).status_code == 201
    assert names(officer) == ["Owain", "Llywelyn", "Siân"]
    record = alnco.get(f"/learners/{person('l1')}/record").get_json()
    [stream] = [one for one in record["streams"] if one["kind"] == "learner"]
    types = [one["type"] for one in stream["events"]]
    assert types.count("LearnerEnrolled") == 1
    assert types[-1] == "LearnerDetailsCorrected"
    untouched = alnco.get(f"/learners/{person('l2')}/record").get_json()["streams"][0]
    assert "LearnerDetailsCorrected" not in [one["type"] for one in untouched["events"]]


@pytest.mark.parametrize(
    ("body", "file", "line", "code"),
    [
        (b"not a zip", None, None, "archive_not_zip"),
        (SOUND[: len(SOUND) // 2], None, None, "archive_truncated"),
        (with_file("users.csv", None), "manifest.csv", 12, "file_missing"),
        (changed("users.csv", "givenName", "firstName"), "users.csv", 1, "column_missing"),
        (
            changed("users.csv", "J66530242400A", "G681213425001"),
            "users.csv",
            3,
            "upn_duplicate",
        ),
        (changed("users.csv", "G681213425001", "A681213425001"), "users.csv", 2, None),
        (changed("enrollments.csv", "e1,,,c1,s1", "e1,,,c1,s9"), "enrollments.csv", 2, None),
        (changed("demographics.csv", "2019-03-01", "2019-02-30"), "demographics.csv", 2, None),
    ],
)
def test_a_bad_roster_is_reported_by_line_and_imports_nothing(
    officer: FlaskClient, body: bytes, file: str | None, line: int | None, code: str | None
) -> None:
    answer = put(officer, body)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "roster_rejected")
    fault = problem["errors"][0]
    assert (fault.get("file"), fault.get("line")) == (file, line)
    assert code in (None, fault["code"])
    assert fault["detail"]
    assert problem["total"] >= 1
    assert names(officer) == []
    assert officer.get("/roster-imports").get_json()["items"] == []


@pytest.mark.usefixtures("imported")
def test_a_number_somebody_on_the_roll_has_is_reported(officer: FlaskClient) -> None:
    other = changed("users.csv", "l1,,,true,l1", "l9,,,true,l9")
    answer = put(officer, other)
    assert answer.status_code == 422
    assert names(officer) == ["Owain", "Llŷr", "Siân"]


def test_a_delta_needs_something_that_it_changes(officer: FlaskClient) -> None:
    answer = put(officer, changed("manifest.csv", "file.users,bulk", "file.users,delta"))
    assert (answer.status_code, answer.get_json()["code"]) == (422, "roster_rejected")
    assert answer.get_json()["errors"][0]["code"] == "roster_base_missing"


def test_what_is_not_sent_as_a_zip_is_refused(officer: FlaskClient) -> None:
    answer = officer.put(f"/roster-imports/{uuid4()}", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (415, "zip_expected")


def kinds(told: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """Of each kind: named, new, changed, unchanged, ended."""
    fields = ("named", "new", "changed", "unchanged", "ended")
    return {one["kind"]: tuple(one[name] for name in fields) for one in told["counts"]["kinds"]}


FIRST = {
    "school": (2, 2, 0, 0, 0),
    "staff_member": (2, 2, 0, 0, 0),
    "school_class": (2, 2, 0, 0, 0),
    "learner": (3, 3, 0, 0, 0),
}


def test_an_import_tells_what_became_of_each_kind(officer: FlaskClient) -> None:
    path = f"/roster-imports/{uuid4()}"
    told = put(officer, SOUND, path).get_json()
    assert kinds(told) == kinds(officer.get(path).get_json()) == FIRST
    assert (told["dry_run"], told["refused"], told["done"]) == (False, [], told["steps"])


@pytest.mark.usefixtures("imported")
def test_a_repeated_import_changes_only_what_changed_and_says_so(officer: FlaskClient) -> None:
    same = kinds(put(officer, SOUND).get_json())
    assert {kind: (one[0], *one[1:]) for kind, one in same.items()} == {
        kind: (one[0], 0, 0, one[0], 0) for kind, one in FIRST.items()
    }
    without_a_class = SOUND_FILES | {
        "users.csv": SOUND_FILES["users.csv"].replace("Llŷr", "Llywelyn"),
        "classes.csv": SOUND_FILES["classes.csv"].replace("c1,,,Dosbarth", "c9,,,Dosbarth"),
        "enrollments.csv": SOUND_FILES["enrollments.csv"].replace(",c1,", ",c9,"),
    }
    other = kinds(put(officer, packed({**without_a_class})).get_json())
    assert other["learner"] == (3, 0, 2, 1, 0)  # renamed and placed anew, placed anew, as before
    assert other["school_class"] == (2, 1, 0, 1, 1)


def test_a_dry_run_tells_the_effect_and_changes_nothing(officer: FlaskClient) -> None:
    path = f"/roster-imports/{uuid4()}"
    answer = officer.put(
        path, data=SOUND, content_type="application/zip", query_string={"dry_run": "true"}
    )
    told = answer.get_json()
    assert (answer.status_code, told["dry_run"], kinds(told)) == (200, True, FIRST)
    assert names(officer) == []
    assert officer.get(path).status_code == officer.get(f"{path}/progress").status_code == 404
    done = put(officer, SOUND, path)
    assert (done.status_code, done.get_json()["counts"]) == (201, told["counts"])


def test_an_import_shows_how_far_it_has_got(officer: FlaskClient) -> None:
    answer = put(officer, SOUND)
    told = officer.get(answer.headers["Location"]).get_json()
    assert told["finished_at"] is not None
    assert told["effect"]["LearnerEnrolled"] == 3


def test_a_new_learner_who_may_be_known_already_is_a_row_to_look_at(officer: FlaskClient) -> None:
    put(officer, SOUND)
    twice = (
        SOUND_FILES["users.csv"]
        + "l7,,,true,l7,{UPN:D664213026002},LLYR,Wyn Jones,,,,,,,2,,,,,,,,\n"
        + "l8,,,true,l8,{UPN:P664213026001},Newydd,Puw,,,,,,,2,,,,,,,,\n"
        + "l9,,,true,l9,{UPN:T664213026003},newydd,PUW,,,,,,,2,,,,,,,,\n"
    )
    more = {
        "users.csv": twice,
        "roles.csv": SOUND_FILES["roles.csv"]
        + "".join(f"x{n},,,l{n},primary,student,,,s1,\n" for n in (7, 8, 9)),
        "demographics.csv": SOUND_FILES["demographics.csv"]
        + "l7,,,2019-03-01,,,,,,,,,,,,\nl8,,,2019-05-01,,,,,,,,,,,,\n"
        + "l9,,,2019-05-01,,,,,,,,,,,,\n",
    }
    told = put(officer, packed({**SOUND_FILES, **more})).get_json()
    alike = [one["line"] for one in told["warnings"] if one["code"] == "like_another"]
    assert alike == [10, 12]


def test_who_came_by_a_transfer_file_is_the_same_learner_in_the_next_roster(
    officer: FlaskClient,
) -> None:
    put(officer, SOUND)
    ctf = officer.put(f"/ctf-imports/{uuid4()}", data=CTF, content_type="application/xml")
    assert ctf.status_code == 201
    [tomos] = [
        one for one in officer.get("/learners").get_json()["items"] if one["given_name"] == "Tomos"
    ]
    number = CTF[CTF.index("<UPN>") + 5 :][:13]
    more = {
        "users.csv": SOUND_FILES["users.csv"]
        + f"l7,,,true,l7,{{UPN:{number}}},Tomos,Siôn,,,,,,,3,,,,,,,,\n",
        "roles.csv": SOUND_FILES["roles.csv"] + "x7,,,l7,primary,student,,,s1,\n",
        "demographics.csv": SOUND_FILES["demographics.csv"] + "l7,,,2018-05-06,male,,,,,,,,,,,\n",
    }
    told = put(officer, packed({**SOUND_FILES, **more})).get_json()
    assert kinds(told)["learner"][:2] == (4, 0)
    assert tomos["learner_id"] in {
        one["learner_id"] for one in officer.get("/learners").get_json()["items"]
    }
    assert names(officer).count("Tomos") == 1
