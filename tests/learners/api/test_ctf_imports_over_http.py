"""Importing a transfer file: all of it, or nothing and a report."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.ctf_files import SOUND, changed, line_of
from tests.relating import person as person_named

UPN, FORMER = "P664213026001", "D664213026002"
pytestmark = pytest.mark.usefixtures("imported")


def put(officer: FlaskClient, body: str | bytes = SOUND, path: str = "", **query: str) -> Any:
    place = path or f"/ctf-imports/{uuid4()}"
    return officer.put(place, data=body, content_type="application/xml", query_string=query)


def roll(officer: FlaskClient) -> dict[str, dict[str, Any]]:
    return {one["given_name"]: one for one in officer.get("/learners").get_json()["items"]}


@pytest.fixture
def st_oswins(authority: str) -> UUID:
    return roster_id(authority, Named.ORG, "s2")


def test_who_is_new_is_enrolled_and_who_is_known_moves(
    officer: FlaskClient, person: Callable[[str], UUID], st_oswins: UUID
) -> None:
    answer = put(officer)
    assert answer.status_code == 201, answer.text
    told = answer.get_json()["counts"]
    assert (told["pupils"], told["new"], told["moved"]) == (2, 1, 1)
    learners = roll(officer)
    assert learners["Llŷr"]["learner_id"] == str(person("l1"))
    assert learners["Llŷr"]["school_id"] == learners["Tomos"]["school_id"] == str(st_oswins)
    assert learners["Llŷr"]["sex"] == "male"  # the file does not tell it


def test_status_needs_and_learner_number_come_with_the_learner(officer: FlaskClient) -> None:
    put(officer)
    tomos = roll(officer)["Tomos"]["learner_id"]
    assert officer.get(f"/learners/{tomos}/identity").get_json()["uln"] == "1000000000"
    listed = officer.get(f"/learners/{tomos}/census-needs").get_json()["items"]
    assert [(one["provision"], one["needs"]) for one in listed] == [
        ("school_action", []),
        ("school_maintained_idp", ["ASD", "SLCD"]),
    ]


def test_a_file_is_carried_out_once(officer: FlaskClient) -> None:
    path = f"/ctf-imports/{uuid4()}"
    first, again = put(officer, path=path), put(officer, path=path)
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    other = put(officer, changed("Tomos", "Twm"), path)
    assert (other.status_code, other.get_json()["code"]) == (409, "command_id_reused")


def test_a_retry_under_a_key_of_its_own_is_known(officer: FlaskClient) -> None:
    path, key = f"/ctf-imports/{uuid4()}", {"Idempotency-Key": "ctf-1"}
    answers = [
        officer.put(path, data=SOUND, content_type="application/xml", headers=key) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].get_json() == answers[1].get_json()


def test_the_same_file_again_changes_nothing(officer: FlaskClient) -> None:
    put(officer)
    before = roll(officer)
    counts = put(officer).get_json()["counts"]
    assert (counts["unchanged"], counts["pupils"]) == (2, 2)
    assert roll(officer) == before


def test_a_dry_run_tells_the_effect_and_changes_nothing(
    officer: FlaskClient, person: Callable[[str], UUID]
) -> None:
    before, path = roll(officer), f"/ctf-imports/{uuid4()}"
    answer = put(officer, path=path, dry_run="true")
    told = answer.get_json()
    assert (answer.status_code, told["dry_run"], told["position"]) == (200, True, None)
    assert [(one["outcome"], one["matched_by"]) for one in told["pupils"]] == [
        ("new", None),
        ("moved", "upn"),
    ]
    assert told["pupils"][1]["learner_id"] == str(person("l1"))
    assert roll(officer) == before
    assert officer.get(path).status_code == 404
    assert put(officer, path=path).get_json()["counts"] == told["counts"]


def test_a_learner_is_found_by_a_number_from_before(officer: FlaskClient) -> None:
    put(officer)
    tomos = roll(officer)["Tomos"]["learner_id"]
    old = changed(UPN, FORMER)
    old = old.replace(f"<FormerUPN>{FORMER}</FormerUPN>".encode(), b"")
    told = put(officer, old, dry_run="true").get_json()
    assert (told["pupils"][0]["learner_id"], told["pupils"][0]["matched_by"]) == (
        tomos,
        "former_upn",
    )
    assert told["counts"]["unchanged"] == 2  # the number of today stands


def test_what_was_imported_is_listed_with_when_and_by_whom(
    officer: FlaskClient, st_oswins: UUID
) -> None:
    path = f"/ctf-imports/{uuid4()}"
    put(officer, path=path)
    told = officer.get(path).get_json()
    assert (told["source"], told["school_id"]) == ("6642130", str(st_oswins))
    assert told["imported_by"] == str(person_named("a-la_officer"))
    listed = officer.get("/ctf-imports", query_string={"school_id": str(st_oswins)})
    assert listed.get_json()["items"] == [told]
    elsewhere = officer.get("/ctf-imports", query_string={"school_id": str(uuid4())})
    assert elsewhere.get_json()["items"] == []


def test_what_is_not_kept_is_told_and_so_is_a_child_who_may_be_here_already(
    officer: FlaskClient,
) -> None:
    put(officer)
    twin = changed(UPN, "B801200005001").replace(f"<FormerUPN>{FORMER}</FormerUPN>".encode(), b"")
    twin = twin.replace("Siôn".encode(), b"SION")
    held = put(officer, twin, dry_run="true")
    assert held.get_json()["code"] == "ctf_rejected"  # Owain has that number
    twin = twin.replace(b"B801200005001", b"T664213026003")
    told = put(officer, twin, dry_run="true").get_json()
    assert {one["code"] for one in told["warnings"]} == {"element_not_kept", "like_another"}


@pytest.mark.parametrize(
    ("body", "line", "code"),
    [
        (b"not xml", 1, "xml_malformed"),
        (SOUND.encode()[:900], 23, "xml_malformed"),
        (changed("<CTfile>", "<!DOCTYPE CTfile><CTfile>"), 2, "xml_doctype_refused"),
        (
            changed("<CTfile>", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><CTfile>'),
            2,
            "xml_doctype_refused",
        ),
        (changed("<DOB>2018-05-06", "<DOB>06/05/2018"), line_of("<DOB>2018"), "date_malformed"),
        (changed("<DOB>2018-05-06", "<DOB>2999-05-06"), line_of("<Pupil>"), "born_in_future"),
        (
            changed("<DOB>2018-05-06", "<DOB>1918-05-06"),
            line_of("<Pupil>"),
            "birth_date_implausible",
        ),
        (changed(">1000000000<", ">1000000001<"), line_of(">1000000000"), "uln_check_digit"),
        (changed("<UPN>G", "<UPN>A"), line_of("<UPN>G"), "upn_check_letter"),
        (changed("<Forename>Tomos</Forename>", ""), line_of("<Pupil>"), "value_missing"),
        (changed("<Gender>M", "<Gender>?"), line_of("<Gender>"), "value_unknown"),
        (changed("<NCyearActual>3", "<NCyearActual>15"), line_of("<NCy"), "year_group_unknown"),
        (changed("<NCyearActual>3</NCyearActual>", ""), line_of("<Pupil>"), "value_missing"),
        (changed("SLCD", "SLCN"), line_of("SLCD"), "value_unknown"),
        (
            changed("<SENtypeRank>2", "<SENtypeRank>1"),
            line_of(">1</SENtypeRank>"),
            "need_ranked_twice",
        ),
        (changed("2026-01-12", "2024-09-02"), line_of("<Pupil>"), "start_date_repeated"),
        (changed("2026-01-12", "2999-01-12"), line_of("2026-01-12"), "starts_in_future"),
        (changed("2024-09-02", "2025-09-02"), line_of("2024-09-02"), "census_code_not_in_use"),
        (
            changed("school_maintained_idp", "none"),
            line_of("<SENneed>"),
            "needs_without_provision",
        ),
        (
            changed("<Attendance>", "<Plan/><Attendance>"),
            line_of("<Attendance>"),
            "element_unknown",
        ),
        (changed("<Estab>3983", "<Estab>9999"), line_of("<DestSchool>"), "school_not_ours"),
        (changed("<Estab>3983", "<Estab>LLLL"), line_of("<DestSchool>"), "school_number_malformed"),
        (
            changed("<Surname>Wyn-Jones", "<Surname>Puw").replace(b"2019-03-01", b"2019-04-01"),
            line_of("<UPN>G") - 1,
            "upn_of_another",
        ),
    ],
)
def test_a_bad_file_is_reported_by_line_and_imports_nothing(
    officer: FlaskClient, body: bytes, line: int, code: str
) -> None:
    before = roll(officer)
    answer = put(officer, body)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "ctf_rejected")
    assert (problem["errors"][0]["line"], problem["errors"][0]["code"]) == (line, code)
    assert "subset" in problem["detail"]
    assert roll(officer) == before
    assert officer.get("/ctf-imports").get_json()["items"] == []


def test_every_bad_pupil_of_a_broken_file_is_reported_at_once(officer: FlaskClient) -> None:
    body = changed("<UPN>G", "<UPN>A").replace(b"SLCD", b"SLCN").replace(b"2018-05-06", b"May")
    body = body.replace(b"<Attendance>", b"<Secret/><Attendance>").replace(b"ASD", b"SEMH")
    problem = put(officer, body).get_json()
    assert problem["total"] == 5
    assert sorted((one["line"], one["field"]) for one in problem["errors"]) == [
        (line_of("<DOB>2018"), "DOB"),
        (line_of("SLCD"), "SENtype"),
        (line_of(">ASD<"), "SENtype"),
        (line_of("<Attendance>"), "Secret"),
        (line_of("<UPN>G"), "UPN"),
    ]
    assert set(roll(officer)) == {"Owain", "Llŷr", "Siân"}


def test_what_is_not_sent_as_xml_is_refused(officer: FlaskClient) -> None:
    answer = officer.put(f"/ctf-imports/{uuid4()}", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (415, "xml_expected")


def test_an_unknown_import_is_not_found(officer: FlaskClient) -> None:
    answer = officer.get(f"/ctf-imports/{uuid4()}")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "ctf_import_unknown")
