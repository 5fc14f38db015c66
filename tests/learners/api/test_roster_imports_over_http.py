"""Importing a roster: all of it, or nothing and a report."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests import relating
from tests.learners.roster_zips import SOUND, changed, with_file


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


def test_a_delta_is_refused_by_name(officer: FlaskClient) -> None:
    answer = put(officer, changed("manifest.csv", "file.users,bulk", "file.users,delta"))
    assert (answer.status_code, answer.get_json()["code"]) == (422, "roster_delta_unsupported")


def test_what_is_not_sent_as_a_zip_is_refused(officer: FlaskClient) -> None:
    answer = officer.put(f"/roster-imports/{uuid4()}", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (415, "zip_expected")
