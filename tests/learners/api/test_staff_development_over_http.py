"""What a school's staff learn, and who of them can lead which intervention."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.web_client import WebClient

Person = Callable[[str], UUID]
NOW = datetime.now(UTC).date()
TODAY, LAST_WEEK = NOW.isoformat(), (NOW - timedelta(days=7)).isoformat()
NEXT_WEEK = (NOW + timedelta(days=7)).isoformat()


@pytest.fixture
def school(authority: str) -> UUID:
    return roster_id(authority, Named.ORG, "s1")


@pytest.fixture
def leader(client: Callable[[str], WebClient], school: UUID, imported: str) -> FlaskClient:
    assert imported
    return client("learners").acting("headteacher", "a-head", at=school)


@pytest.fixture
def colleague(client: Callable[[str], WebClient], school: UUID) -> FlaskClient:
    return client("learners").acting("teaching_assistant", "a-colleague", at=school)


@pytest.fixture
def training(school: UUID, person: Person) -> dict[str, Any]:
    return {
        "school_id": str(school),
        "title": "Niwroamrywiaeth yn y dosbarth",
        "topics": ["neurodiversity", "sensory_circuits"],
        "days": [NEXT_WEEK],
        "provider": "GwE",
        "staff_ids": [str(person("t1")), str(person("a1"))],
        "state": "planned",
    }


def test_training_is_planned_and_then_attended(
    leader: FlaskClient, colleague: FlaskClient, training: dict[str, Any], person: Person
) -> None:
    place = f"/staff-development/{uuid4()}"
    assert leader.put(place, json=training).status_code == 201
    shown = colleague.get(place)
    assert shown.get_json()["state"] == {
        "code": "planned",
        "name": {"cy": "Wedi'i gynllunio", "en": "Planned"},
    }
    attended = {"days": [LAST_WEEK], "staff_ids": [str(person("t1"))]}
    etag = {"If-Match": shown.headers["ETag"]}
    assert leader.put(f"{place}/attendance", json=attended, headers=etag).status_code == 201
    known = colleague.get(place).get_json()
    assert known["state"]["code"] == "attended"
    assert known["days"] == [LAST_WEEK]
    assert known["staff"] == [{"staff_id": str(person("t1")), "name": "Ffion Parry"}]
    late = leader.put(f"{place}/cancellation", json={"reason": "Eira"})
    assert (late.status_code, late.get_json()["code"]) == (409, "training_already_over")


def test_training_that_is_off_says_why(leader: FlaskClient, training: dict[str, Any]) -> None:
    place = f"/staff-development/{uuid4()}"
    leader.put(place, json=training)
    assert leader.put(f"{place}/cancellation", json={"reason": "Eira"}).status_code == 201
    known = leader.get(place).get_json()
    assert (known["state"]["code"], known["cancelled_because"]) == ("cancelled", "Eira")


def test_training_is_found_by_topic_person_state_and_day(
    leader: FlaskClient, training: dict[str, Any], school: UUID, person: Person
) -> None:
    bsl = training | {
        "topics": ["british_sign_language"],
        "days": [LAST_WEEK],
        "staff_ids": [str(person("a1"))],
        "state": "attended",
    }
    planned, attended = uuid4(), uuid4()
    leader.put(f"/staff-development/{planned}", json=training)
    leader.put(f"/staff-development/{attended}", json=bsl)
    for asked, found in (
        ({}, [attended, planned]),
        ({"school_id": school}, [attended, planned]),
        ({"school_id": uuid4()}, []),
        ({"topic": "sensory_circuits"}, [planned]),
        ({"staff_id": person("t1")}, [planned]),
        ({"staff_id": person("a1")}, [attended, planned]),
        ({"state": "attended"}, [attended]),
        ({"from_date": TODAY}, [planned]),
        ({"to_date": TODAY}, [attended]),
    ):
        listed = leader.get("/staff-development", query_string=asked).get_json()["items"]
        assert [one["training_id"] for one in listed] == [str(one) for one in found], asked


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"state": "attended"}, 409, "day_in_future"),
        ({"title": " "}, 409, "title_missing"),
        ({"provider": " "}, 409, "provider_missing"),
        ({"topics": []}, 422, "request_invalid"),
        ({"state": "cancelled"}, 422, "request_invalid"),
        ({"staff_ids": [str(uuid4())]}, 404, "staff_member_unknown"),
        ({"school_id": str(uuid4())}, 404, "school_unknown"),
    ],
)
def test_training_that_cannot_be_is_refused(
    leader: FlaskClient, training: dict[str, Any], said: dict[str, Any], status: int, code: str
) -> None:
    answer = leader.put(f"/staff-development/{uuid4()}", json=training | said)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_training_nobody_knows_is_not_found(leader: FlaskClient) -> None:
    assert leader.get(f"/staff-development/{uuid4()}").status_code == 404


def test_only_who_leads_the_school_writes_the_log(
    colleague: FlaskClient,
    leader: FlaskClient,
    client: Callable[[str], WebClient],
    training: dict[str, Any],
) -> None:
    place = f"/staff-development/{uuid4()}"
    assert colleague.put(place, json=training).status_code == 403
    assert leader.put(place, json=training).status_code == 201
    elsewhere = client("learners").acting("headteacher", "a-head-elsewhere", at=uuid4())
    assert elsewhere.get(place).status_code == 404
    assert elsewhere.put(f"{place}/cancellation", json={"reason": "?"}).status_code == 404


@pytest.fixture
def lead(school: UUID, person: Person) -> dict[str, Any]:
    return {
        "school_id": str(school),
        "staff_id": str(person("t1")),
        "intervention": "lego_therapy",
        "since": LAST_WEEK,
    }


def test_it_is_known_who_can_lead_an_intervention_and_until_when(
    leader: FlaskClient, colleague: FlaskClient, lead: dict[str, Any], person: Person
) -> None:
    lead_id = uuid4()
    place = f"/intervention-leads/{lead_id}"
    assert leader.put(place, json=lead).status_code == 201
    [shown] = colleague.get("/intervention-leads?intervention=lego_therapy").get_json()["items"]
    assert shown == {
        "lead_id": str(lead_id),
        "school_id": lead["school_id"],
        "staff": {"staff_id": str(person("t1")), "name": "Ffion Parry"},
        "intervention": {
            "code": "lego_therapy",
            "name": {"cy": "Therapi Lego", "en": "Lego therapy"},
        },
        "since": LAST_WEEK,
        "until": None,
    }
    assert leader.put(f"{place}/end", json={"until": TODAY}).status_code == 201
    for day, number in ((LAST_WEEK, 1), (TODAY, 1), (NEXT_WEEK, 0)):
        found = colleague.get(f"/intervention-leads?on={day}").get_json()["items"]
        assert len(found) == number, day


def test_an_intervention_without_a_code_bears_its_title(
    leader: FlaskClient, lead: dict[str, Any]
) -> None:
    other = lead | {"intervention": "other", "title": "Clwb Brics"}
    assert leader.put(f"/intervention-leads/{uuid4()}", json=other).status_code == 201
    [shown] = leader.get("/intervention-leads").get_json()["items"]
    assert shown["intervention"]["name"] == {"cy": "Clwb Brics", "en": "Clwb Brics"}


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"intervention": "other"}, 409, "title_does_not_fit"),
        ({"until": "2001-01-01"}, 409, "until_before_since"),
        ({"staff_id": str(uuid4())}, 404, "staff_member_unknown"),
        ({"school_id": str(uuid4())}, 404, "school_unknown"),
    ],
)
def test_a_lead_that_cannot_be_is_refused(
    leader: FlaskClient, lead: dict[str, Any], said: dict[str, Any], status: int, code: str
) -> None:
    answer = leader.put(f"/intervention-leads/{uuid4()}", json=lead | said)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
