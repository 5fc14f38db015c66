"""A school's year: set, closed by snow, opened again, and counted in school days."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.web_client import WebClient

AUTUMN = {
    "days": {"first": "2026-09-01", "last": "2026-12-18"},
    "half_term": {"first": "2026-10-26", "last": "2026-10-30"},
}
SPRING = {"days": {"first": "2027-01-04", "last": "2027-03-25"}}
SUMMER = {"days": {"first": "2027-04-12", "last": "2027-07-20"}}
YEAR = {"terms": [AUTUMN, SPRING, SUMMER], "inset_on": ["2026-09-01"]}
SNOW = "2027-01-12"


@pytest.fixture
def school(authority: str) -> Callable[[str], UUID]:
    return lambda sourced_id: roster_id(authority, Named.ORG, sourced_id)


@pytest.fixture
def head(client: Callable[[str], WebClient], school: Callable[[str], UUID]) -> FlaskClient:
    return client("learners").acting("headteacher", at=school("s1"))


@pytest.fixture
def place(school: Callable[[str], UUID]) -> str:
    return f"/schools/{school('s1')}"


def days(shown: dict[str, Any]) -> dict[str, str]:
    return {day["on"]: day["status"] for day in shown["days"]}


@pytest.mark.usefixtures("imported")
def test_a_school_sets_its_calendar_and_sees_what_each_day_is(
    head: FlaskClient, place: str
) -> None:
    put = head.put(f"{place}/calendars/2026", json=YEAR)
    assert put.status_code == 201, put.text
    answer = head.get(f"{place}/calendars/2026")
    shown = answer.get_json()
    assert answer.headers["ETag"] == put.headers["ETag"] == f'"{shown["version"]}"'
    by_day = days(shown)
    assert by_day["2026-09-01"] == "inset"
    assert by_day["2026-09-02"] == "school_day"
    assert by_day["2026-10-26"] == "half_term"
    assert by_day["2026-12-28"] == "bank_holiday"  # Boxing Day is a Saturday in 2026
    assert by_day["2027-05-03"] == "bank_holiday"
    assert shown["days"][0]["name"] == {"cy": "Diwrnod hyfforddiant mewn swydd", "en": "INSET day"}
    assert shown["bank_holidays_by"].startswith("holidays ")
    assert shown["set_for"] == "this_school"


@pytest.mark.usefixtures("imported")
def test_a_closure_shows_from_when_it_was_known_and_until_it_is_withdrawn(
    head: FlaskClient, place: str
) -> None:
    head.put(f"{place}/calendars/2026", json=YEAR)
    before = datetime.now(UTC).isoformat()
    closing = {"reason": "weather"}
    assert head.put(f"{place}/closures/{SNOW}", json=closing).status_code == 201
    closed = datetime.now(UTC).isoformat()
    shown = head.get(f"{place}/calendars/2026").get_json()
    assert days(shown)[SNOW] == "closed"
    assert shown["closures"] == [
        {
            "closed_on": SNOW,
            "reason": "weather",
            "reason_name": {"cy": "Tywydd", "en": "Weather"},
        }
    ]
    assert shown["version"] == 2
    assert head.delete(f"{place}/closures/{SNOW}").status_code == 200
    as_of = {
        moment: head.get(f"{place}/calendars/2026?as_of={moment.replace('+', '%2B')}")
        for moment in (before, closed)
    }
    assert days(as_of[before].get_json())[SNOW] == "school_day"
    assert days(as_of[closed].get_json())[SNOW] == "closed"
    assert [as_of[moment].get_json()["version"] for moment in (before, closed)] == [1, 2]
    now = head.get(f"{place}/calendars/2026").get_json()
    assert (days(now)[SNOW], now["version"], now["closures"]) == ("school_day", 3, [])
    assert head.put(f"{place}/closures/{SNOW}", json=closing).status_code == 201
    assert days(head.get(f"{place}/calendars/2026").get_json())[SNOW] == "closed"


@pytest.mark.usefixtures("imported")
def test_a_closure_moves_the_end_of_a_period_of_school_days(head: FlaskClient, place: str) -> None:
    head.put(f"{place}/calendars/2026", json=YEAR)
    asked = f"{place}/school-days?from=2027-01-04&count=35"
    assert head.get(asked).get_json()["last"] == "2027-02-22"
    head.put(f"{place}/closures/{SNOW}", json={"reason": "weather"})
    assert head.get(asked).get_json()["last"] == "2027-02-23"
    counted = head.get(f"{place}/school-days?from=2027-01-04&until=2027-02-23").get_json()
    assert (counted["count"], counted["last"]) == (35, "2027-02-23")


@pytest.mark.usefixtures("imported")
def test_a_period_that_runs_into_a_year_without_calendar_is_refused(
    head: FlaskClient, place: str
) -> None:
    head.put(f"{place}/calendars/2026", json=YEAR)
    answer = head.get(f"{place}/school-days?from=2027-07-19&count=35")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "calendar_unknown")
    for query, code in (
        ("from=2027-01-04&count=1&until=2027-02-01", "count_or_until"),
        ("from=9999-12-31&count=1", "calendar_unknown"),
        ("from=2027-01-04&until=9999-12-31", "calendar_unknown"),
    ):
        refused = head.get(f"{place}/school-days?{query}")
        assert (refused.status_code, refused.get_json()["code"]) == (409, code)
    tomorrow = head.get(f"{place}/school-days?from=2027-01-04").get_json()
    assert (tomorrow["count"], tomorrow["last"]) == (1, "2027-01-05")


@pytest.mark.usefixtures("imported")
def test_a_calendar_of_all_schools_leaves_one_of_a_schools_own(
    head: FlaskClient, officer: FlaskClient, place: str, school: Callable[[str], UUID]
) -> None:
    own = YEAR | {"inset_on": []}
    head.put(f"{place}/calendars/2026", json=own)
    assert officer.put("/calendars/2026", json=YEAR).status_code == 201
    other = officer.get(f"/schools/{school('s2')}/calendars/2026").get_json()
    assert (other["set_for"], other["inset_on"]) == ("every_school", ["2026-09-01"])
    assert officer.get(f"{place}/calendars/2026").get_json()["inset_on"] == []
    officer.put("/calendars/2026", json=YEAR | {"replaces_own": True})
    assert officer.get(f"{place}/calendars/2026").get_json()["inset_on"] == ["2026-09-01"]
    assert head.put("/calendars/2026", json=YEAR).status_code == 403


@pytest.mark.usefixtures("imported")
def test_a_calendar_set_upon_an_older_one_is_refused(head: FlaskClient, place: str) -> None:
    etag = head.put(f"{place}/calendars/2026", json=YEAR).headers["ETag"]
    head.put(f"{place}/closures/{SNOW}", json={"reason": "weather"})
    stale = head.put(f"{place}/calendars/2026", json=YEAR, headers={"If-Match": etag})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/calendars/2026", YEAR | {"terms": [SPRING, AUTUMN]}, (409, "terms_overlap")),
        ("/calendars/2025", YEAR, (409, "term_outside_school_year")),
        ("/calendars/1066", YEAR, (404, "school_year_unknown")),
        ("/calendars/2026", YEAR | {"terms": []}, (422, "request_invalid")),
        (f"/closures/{SNOW}", {"reason": "weather"}, (409, "calendar_unknown")),
        ("/closures/20270112", {"reason": "weather"}, (404, "day_unknown")),
        ("/closures/today", {"reason": "weather"}, (404, "day_unknown")),
        (f"/closures/{SNOW}", {"reason": "mood"}, (422, "request_invalid")),
    ],
)
def test_what_cannot_be_is_refused(
    head: FlaskClient, place: str, path: str, body: dict[str, Any], told: tuple[int, str]
) -> None:
    answer = head.put(f"{place}{path}", json=body)
    assert (answer.status_code, answer.get_json()["code"]) == told


@pytest.mark.usefixtures("imported")
def test_another_schools_calendar_is_not_to_be_found(
    head: FlaskClient, school: Callable[[str], UUID], place: str
) -> None:
    for other in (school("s2"), uuid4()):
        assert head.put(f"/schools/{other}/calendars/2026", json=YEAR).status_code == 404
        assert head.get(f"/schools/{other}/calendars/2026").status_code == 404
        assert head.get(f"/schools/{other}/school-days?from=2026-09-01&count=1").status_code == 404
    missing = head.get(f"{place}/calendars/2031")
    assert (missing.status_code, missing.get_json()["code"]) == (404, "calendar_unknown")


@pytest.mark.usefixtures("imported")
def test_each_time_a_calendar_was_set_is_listed_newest_first(head: FlaskClient, place: str) -> None:
    for inset_on in (["2026-09-01"], ["2026-09-02"]):
        head.put(f"{place}/calendars/2026", json=YEAR | {"inset_on": inset_on})
    first = head.get(f"{place}/calendars?limit=1").get_json()
    second = head.get(f"{place}/calendars?limit=1&cursor={first['next']}").get_json()
    assert [page["items"][0]["version"] for page in (first, second)] == [2, 1]
    assert second["next"] is None
