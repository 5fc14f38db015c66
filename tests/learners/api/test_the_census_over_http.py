"""The ALN part of the January census: recorded by learner, returned by school, and checked."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.roster_zips import changed

TODAY = datetime.now(UTC).date()
ON = {"on": TODAY.isoformat()}
pytestmark = pytest.mark.usefixtures("imported")


@pytest.fixture
def glan_y_dwr(authority: str) -> UUID:
    return roster_id(authority, Named.ORG, "s1")


def needs(**other: Any) -> dict[str, Any]:
    return {
        "provision": "school_maintained_idp",
        "needs": ["DYSL", "SLCD"],
        "support": {"ct": 2, "aa": 1},
        "effective_on": TODAY.isoformat(),
    } | other


def record(alnco: FlaskClient, learner: UUID, **other: Any) -> Any:
    return alnco.put(f"/learners/{learner}/census-needs/{uuid4()}", json=needs(**other))


def lines(client: FlaskClient, **query: str) -> list[dict[str, str]]:
    answer = client.get("/census/plasc.csv", query_string=ON | query)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(answer.text.splitlines()))


def report(client: FlaskClient, **query: str) -> dict[str, Any]:
    answer = client.get("/census/plasc/report", query_string=ON | query)
    told: dict[str, Any] = answer.get_json()
    return told


def said(told: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["learner_id"], one["severity"], one["code"]) for one in told["findings"]}


def give_plan(alnco: FlaskClient, person: Callable[[str], UUID], name: str) -> None:
    change = f"/learners/{person(name)}/tier-changes/{uuid4()}"
    body = {
        "tier": "alp",
        "reason": "CDU",
        "effective_on": ON["on"],
        "decided_by": str(person("a1")),
    }
    assert alnco.put(change, json=body).status_code == 201


def test_a_learners_line_tells_provision_ranked_needs_and_levels(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    assert record(alnco, person("l1")).status_code == 201
    assert lines(alnco) == [
        {
            "LEA": "665",
            "Estab": "2981",
            "UPN": "G681213425001",
            "NCyearActual": "2",
            "Provision": "school_maintained_idp",
            "StartDate": TODAY.isoformat(),
            "Needs": "DYSL SLCD",
            "CT": "2",
            "GS": "",
            "SR": "",
            "AA": "1",
        }
    ]


def test_the_return_is_as_of_its_day(alnco: FlaskClient, person: Callable[[str], UUID]) -> None:
    record(alnco, person("l1"))
    record(alnco, person("l1"), provision=None, needs=[], support={})
    assert lines(alnco) == []
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    record(alnco, person("l1"), needs=["HI"])
    assert [line["Needs"] for line in lines(alnco, on=tomorrow)] == ["HI"]


def test_the_return_of_another_school_or_of_all(
    alnco: FlaskClient, officer: FlaskClient, person: Callable[[str], UUID], glan_y_dwr: UUID
) -> None:
    record(alnco, person("l1"))
    assert len(lines(officer, school_id=str(glan_y_dwr))) == len(lines(officer)) == 1
    assert lines(officer, school_id=str(uuid4())) == []


def test_only_those_who_are_listed_were_looked_at(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    record(alnco, person("l1"))
    lines(alnco)
    seen = {
        name: {
            one["action"]
            for one in alnco.get(f"/learners/{person(name)}/looks").get_json()["items"]
        }
        for name in ("l1", "l2")
    }
    assert "read_census" in seen["l1"]
    assert "read_census" not in seen["l2"]


def test_the_report_tells_what_must_be_mended_and_what_should_be_looked_at(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    give_plan(alnco, person, "l1")
    record(alnco, person("l2"), needs=[], support={})
    told, one, two = report(alnco), str(person("l1")), str(person("l2"))
    assert said(told) == {
        (one, "error", "provision_missing"),
        (two, "error", "needs_missing"),
        (two, "warning", "support_missing"),
        (two, "warning", "tier_differs"),
        (two, "warning", "upn_temporary"),
    }
    assert (told["learners"], told["errors"], told["warnings"]) == (1, 2, 3)
    assert [one["severity"] for one in told["findings"]] == ["error"] * 2 + ["warning"] * 3
    assert all(one["label"]["cy"] and one["label"]["en"] for one in told["findings"])


def test_a_sound_return_has_nothing_to_mend(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    give_plan(alnco, person, "l1")
    record(alnco, person("l1"))
    told = report(alnco)
    assert (told["learners"], told["findings"]) == (1, [])


def test_who_joined_after_the_day_of_the_census_is_not_in_it(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    record(alnco, person("l1"), effective_on="2026-01-01")
    before = {"on": "2026-01-20"}
    assert lines(alnco, **before) == []
    assert said(report(alnco, **before)) == {
        (str(person("l1")), "warning", "joined_after_census_day")
    }


def test_a_code_that_has_ended_since_must_be_mended(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    record(alnco, person("l1"), provision="statemented", effective_on="2025-01-01")
    assert ("provision_code_not_in_use", "error") in {
        (one["code"], one["severity"]) for one in report(alnco)["findings"]
    }


def test_a_school_without_a_number_cannot_return(
    officer: FlaskClient, alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    record(alnco, person("l1"))
    roster = changed("orgs.csv", "6652981", "")
    put = officer.put(f"/roster-imports/{uuid4()}", data=roster, content_type="application/zip")
    assert put.status_code == 201
    assert "school_number_missing" in {one["code"] for one in report(alnco)["findings"]}
    refused = alnco.get(f"/learners/{person('l1')}/ctf", query_string={"to": "6642130"})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "school_number_missing")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"needs": ["SEMH"]}, 409, "census_code_unknown"),
        ({"provision": "statemented"}, 409, "census_code_not_in_use"),
        ({"needs": ["HI", "HI"]}, 409, "need_ranked_twice"),
        ({"effective_on": "2999-01-01"}, 409, "effective_on_in_future"),
        ({"support": {"ct": 5}}, 422, "request_invalid"),
        ({"needs": ["HI"] * 16}, 422, "request_invalid"),
        ({"note": "x"}, 422, "request_invalid"),
    ],
)
def test_what_the_census_would_refuse_is_refused_when_it_is_recorded(
    alnco: FlaskClient, person: Callable[[str], UUID], body: dict[str, Any], status: int, code: str
) -> None:
    answer = record(alnco, person("l1"), **body)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_nothing_is_recorded_of_a_learner_who_is_not_known(alnco: FlaskClient) -> None:
    assert record(alnco, uuid4()).get_json()["code"] == "learner_unknown"


def test_the_codes_in_use_on_a_day_are_told_in_both_languages(alnco: FlaskClient) -> None:
    asked = {"table": "provision", "on": "2027-01-19"}
    told = alnco.get("/census/codes", query_string=asked).get_json()
    assert [(one["code"], one["valid_from"], one["confidence"]) for one in told] == [
        ("school_maintained_idp", "2021-09-01", "own_code"),
        ("la_maintained_idp", "2021-09-01", "own_code"),
    ]
    everything = alnco.get("/census/codes").get_json()
    assert len(everything) == 5 + 15 + 4
    assert all(one["name"]["cy"] and one["name"]["en"] for one in everything)
