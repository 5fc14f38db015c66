"""A school's overview: figures that name nobody, lists that name learners, and both as CSV."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from shared.contracts.assessments import AssessmentResultRecorded
from tests.hearing import Ear
from tests.learners.api.responding import discussion, meeting
from tests.web_client import WebClient

Person = Callable[[str], UUID]
NOW = datetime.now(UTC)
TODAY = NOW.date().isoformat()
YESTERDAY = (NOW.date() - timedelta(days=1)).isoformat()
CSV = {"Accept": "text/csv"}


@pytest.fixture
def school(authority: str) -> UUID:
    return roster_id(authority, Named.ORG, "s1")


@pytest.fixture
def head(client: Callable[[str], WebClient], school: UUID, imported: str) -> FlaskClient:
    assert imported
    return client("learners").acting("headteacher", "a-head", at=school)


@pytest.fixture
def place(school: UUID) -> str:
    return f"/schools/{school}/overview"


def raise_concern(client: FlaskClient, learner: UUID, area: str) -> UUID:
    concern_id = uuid4()
    body = {
        "learner_id": str(learner),
        "area": area,
        "observation": "Yn colli ei le",
        "noticed_on": TODAY,
    }
    assert client.put(f"/concerns/{concern_id}", json=body).status_code == 201
    return concern_id


def move(client: FlaskClient, learner: UUID, decider: UUID, tier: str) -> None:
    body = {"tier": tier, "reason": "?", "effective_on": TODAY, "decided_by": str(decider)}
    answer = client.put(f"/learners/{learner}/tier-changes/{uuid4()}", json=body)
    assert answer.status_code == 201


def table(answer: Any) -> list[dict[str, str]]:
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    text = answer.get_data().decode("utf-8")
    assert not text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_figures_of_today_are_of_those_on_the_roll_today(
    head: FlaskClient, place: str, person: Person, school: UUID
) -> None:
    move(head, person("l1"), person("a1"), "targeted")
    raise_concern(head, person("l1"), "reading")
    raise_concern(head, person("l1"), "reading")
    shown = head.get(place).get_json()
    assert (shown["school_id"], shown["on"], shown["learners"]) == (str(school), TODAY, 2)
    tiers = {one["tier"]["own_code"]: one["learners"] for one in shown["tiers"]}
    assert tiers == {"universal": 1, "targeted": 1, "alp": 0}
    years = {one["year_group"]: one["learners"] for one in shown["year_groups"]}
    assert years == {"2": 1, "3": 1}
    assert shown["areas"] == [
        {
            "area": {"code": "reading", "name": {"cy": "darllen", "en": "reading"}},
            "learners": 1,
            "concerns": 2,
            "without_outcome": 2,
            "outcomes": [],
        }
    ]
    assert (shown["concerns_without_outcome"], shown["unseen"]) == (2, 1)


def test_a_day_before_shows_what_was_true_then(head: FlaskClient, place: str) -> None:
    shown = head.get(f"{place}?on={YESTERDAY}").get_json()
    assert (shown["learners"], shown["year_groups"], shown["areas"]) == (0, [], [])


def test_the_first_day_there_is_can_be_asked_about(head: FlaskClient, place: str) -> None:
    shown = head.get(f"{place}?on=0001-01-01").get_json()
    assert (shown["learners"], shown["unseen_since"]) == (0, "0001-01-01")


def test_a_series_shows_each_day_once_and_in_order(head: FlaskClient, place: str) -> None:
    asked = f"{place}/series?on={TODAY}&on={YESTERDAY}&on={TODAY}"
    days = head.get(asked).get_json()["days"]
    assert [(one["on"], one["learners"]) for one in days] == [(YESTERDAY, 0), (TODAY, 2)]
    rows = table(head.get(asked, headers=CSV))
    assert [row["on"] for row in rows if row["figure"] == "learners"] == [YESTERDAY, TODAY]


def test_the_figures_as_csv_have_a_row_for_each(
    head: FlaskClient, place: str, person: Person
) -> None:
    raise_concern(head, person("l2"), "phonics")
    rows = table(head.get(place, headers=CSV))
    found = {(row["figure"], row["year_group"], row["code"]): row for row in rows}
    assert found["tier", "", "universal"]["learners"] == "2"
    assert found["tier", "", "universal"]["name_cy"] == "Darpariaeth Gyffredinol"
    assert found["year_group", "3", ""]["learners"] == "1"
    assert found["year_group_and_tier", "3", "alp"]["learners"] == "0"
    assert found["area", "", "phonics"]["concerns"] == "1"
    assert found["unseen", "", ""]["learners"] == "1"


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("?on=yesterday", 422, "request_invalid"),
        ("/series", 422, "request_invalid"),
        ("/series?on=today", 422, "request_invalid"),
        ("/series?" + "&".join(["on=2026-01-01"] * 61), 422, "request_invalid"),
        ("/learners?area=laziness", 422, "request_invalid"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    head: FlaskClient, place: str, asked: str, status: int, code: str
) -> None:
    answer = head.get(f"{place}{asked}")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_another_school_looks_like_one_that_there_is_not(head: FlaskClient, authority: str) -> None:
    for school in (roster_id(authority, Named.ORG, "s2"), uuid4()):
        for part in ("", f"/series?on={TODAY}", "/learners", "/unseen"):
            answer = head.get(f"/schools/{school}/overview{part}")
            assert (answer.status_code, answer.get_json()["code"]) == (404, "school_unknown")


def test_an_officer_sees_figures_and_no_names(
    officer: FlaskClient, head: FlaskClient, place: str
) -> None:
    assert head.get(f"{place}/learners").status_code == 200
    assert officer.get(place).get_json()["learners"] == 2
    assert officer.get(f"{place}/learners").status_code == 403


def looks_at(client: FlaskClient, learner: UUID) -> list[str]:
    listed = client.get(f"/learners/{learner}/looks").get_json()["items"]
    return [one["action"] for one in listed]


def test_figures_are_no_look_at_anyone_and_a_list_is_one_at_each_it_names(
    head: FlaskClient, place: str, person: Person
) -> None:
    before = looks_at(head, person("l1"))
    assert "read_overview_lists" not in before
    head.get(place)
    assert len(looks_at(head, person("l1"))) == len(before) + 1  # the look at looks
    listed = head.get(f"{place}/learners?year_group=2").get_json()["items"]
    assert [one["learner_id"] for one in listed] == [str(person("l1"))]
    assert "read_overview_lists" in looks_at(head, person("l1"))
    assert "read_overview_lists" not in looks_at(head, person("l2"))


def test_learners_are_listed_by_what_they_are_counted_by(
    head: FlaskClient, place: str, person: Person
) -> None:
    move(head, person("l1"), person("a1"), "alp")
    concern = raise_concern(head, person("l2"), "behaviour")
    for asked, found in (
        ("", ["l2", "l1"]),
        ("?own_tier=alp", ["l1"]),
        ("?year_group=3", ["l2"]),
        ("?area=behaviour", ["l2"]),
        ("?area=oracy", []),
        (f"?on={YESTERDAY}", []),
    ):
        listed = head.get(f"{place}/learners{asked}").get_json()["items"]
        assert {one["learner_id"] for one in listed} == {str(person(one)) for one in found}, asked
    [one] = head.get(f"{place}/learners?year_group=3").get_json()["items"]
    assert (one["given_name"], one["tier"]["own_code"]) == ("Siân", "universal")
    assert one["areas"][0]["name"]["cy"] == "ymddygiad"
    assert one["concerns_without_outcome"][0]["concern_id"] == str(concern)
    assert one["recorded_on"] == TODAY


def test_a_list_goes_on_from_page_to_page(head: FlaskClient, place: str) -> None:
    first = head.get(f"{place}/learners?limit=1").get_json()
    second = head.get(f"{place}/learners?limit=1&cursor={first['next']}").get_json()
    names = [one["given_name"] for one in (*first["items"], *second["items"])]
    assert (names, second["next"]) == (["Llŷr", "Siân"], None)


def test_concerns_without_an_outcome_are_listed_with_whom_they_are_about(
    head: FlaskClient, place: str, person: Person
) -> None:
    concerns = {str(raise_concern(head, person("l1"), area)) for area in ("oracy", "number")}
    [one] = head.get(f"{place}/concerns-without-outcome").get_json()["items"]
    assert {each["concern_id"] for each in one["concerns_without_outcome"]} == concerns
    rows = table(head.get(f"{place}/concerns-without-outcome", headers=CSV))
    assert {row["concern_id"] for row in rows} == concerns
    assert {row["given_name"] for row in rows} == {"Llŷr"}


def test_a_concern_of_which_something_comes_is_no_longer_without_an_outcome(
    head: FlaskClient, place: str, person: Person
) -> None:
    concern = raise_concern(head, person("l1"), "phonics")
    decided = {
        "outcome": "monitor",
        "reason": "Hanner tymor",
        "decided_on": TODAY,
        "decided_by": str(person("a1")),
    }
    answer = head.put(f"/concerns/{concern}/outcomes/{uuid4()}", json=decided)
    assert answer.status_code == 201, answer.text
    shown = head.get(place).get_json()
    [area] = shown["areas"]
    assert (shown["concerns_without_outcome"], area["without_outcome"]) == (0, 0)
    [figure] = area["outcomes"]
    assert (figure["outcome"]["code"], figure["concerns"]) == ("monitor", 1)
    assert head.get(f"{place}/concerns-without-outcome").get_json()["items"] == []
    rows = table(head.get(place, headers=CSV))
    found = [row for row in rows if row["figure"] == "area_and_outcome"]
    assert [(row["area"], row["code"], row["concerns"]) for row in found] == [
        ("phonics", "monitor", "1")
    ]


def test_a_next_step_that_was_due_is_listed_until_it_is_taken(
    head: FlaskClient, place: str, person: Person, school: UUID
) -> None:
    held, meeting_id = (NOW.date() - timedelta(days=7)).isoformat(), uuid4()
    triage = f"/triage-meetings/{meeting_id}"
    assert head.put(triage, json=meeting(school, person("a1"), held_on=held)).status_code == 201
    step = {"step": "=Ffonio'r teulu", "owner_id": str(person("a1")), "due_on": YESTERDAY}
    discussed = f"{triage}/discussions/{person('l2')}"
    answer = head.put(discussed, json=discussion(person("a1"), next_step=step))
    assert answer.status_code == 201, answer.text
    assert head.get(place).get_json()["next_steps_overdue"] == 1
    [one] = head.get(f"{place}/next-steps-overdue").get_json()["items"]
    assert one["given_name"] == "Siân"
    assert one["next_steps_overdue"][0] == step | {"discussion_id": answer.get_json()["id"]}
    [row] = table(head.get(f"{place}/next-steps-overdue", headers=CSV))
    assert (row["step"], row["due_on"]) == ("'=Ffonio'r teulu", YESTERDAY)
    assert {one["given_name"] for one in head.get(f"{place}/unseen").get_json()["items"]} == {
        "Llŷr"
    }


def test_those_are_unseen_about_whom_no_service_has_told_anything(
    head: FlaskClient, place: str, person: Person, hear: Callable[[str], Ear]
) -> None:
    def unseen(asked: str = "") -> set[str]:
        listed = head.get(f"{place}/unseen{asked}").get_json()["items"]
        return {one["given_name"] for one in listed}

    assert unseen() == {"Llŷr", "Siân"}
    result = AssessmentResultRecorded(
        result_id=uuid4(),
        learner_id=person("l2"),
        instrument="sight_words",
        taken_on=NOW.date(),
    )
    hear("learners")(result, occurred_at=NOW - timedelta(weeks=2))
    assert unseen() == {"Llŷr"}
    assert unseen(f"?since={YESTERDAY}") == {"Llŷr", "Siân"}
    move(head, person("l1"), person("a1"), "targeted")
    assert unseen() == set()
    rows = table(head.get(f"{place}/unseen?since={TODAY}", headers=CSV))
    assert [row["given_name"] for row in rows] == ["Siân"]


def test_no_cell_is_taken_for_a_formula(
    head: FlaskClient, place: str, school: UUID, person: Person
) -> None:
    at = f"/schools/{school}/tiers"
    tiers = head.get(at).get_json()["tiers"]
    tiers[0]["name"] = {"cy": "=1+1", "en": '@SUM(A1), "quoted"'}
    etag = head.get(at).headers["ETag"]
    assert head.put(at, json={"tiers": tiers}, headers={"If-Match": etag}).status_code == 201
    row = next(
        row
        for row in table(head.get(f"{place}/learners", headers=CSV))
        if row["learner_id"] == str(person("l1"))
    )
    assert (row["tier_cy"], row["tier_en"]) == ("'=1+1", '\'@SUM(A1), "quoted"')
    answer = head.get(f"{place}/learners", headers=CSV)
    assert answer.headers["Content-Disposition"] == "attachment; filename=overview-learners.csv"
    assert answer.get_data().endswith(b"\r\n")
