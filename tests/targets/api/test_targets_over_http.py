"""Targets as a class teacher sets, shares and reviews them: the real application and Postgres."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import LearnerEnrolled, LearnerMovedSchool, LearnerPlacedInClass
from tests.hearing import Ear
from tests.relating import CLASS, SCHOOL
from tests.web_client import WebClient

TODAY = datetime.now(UTC).date()


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


@pytest.fixture
def learner_id(hear: Callable[[str], Ear]) -> str:
    learner_id = uuid4()
    hear("targets")(LearnerEnrolled(learner_id=learner_id, school_id=SCHOOL))
    hear("targets")(LearnerPlacedInClass(learner_id=learner_id, class_id=CLASS))
    return str(learner_id)


@pytest.fixture
def teacher(client: Callable[[str], WebClient]) -> FlaskClient:
    return client("targets").acting("class_teacher")


def target(learner_id: str, **other: Any) -> dict[str, Any]:
    wording = {name: f"ŵ {name}" for name in ("statement", "baseline", "criterion")}
    return {
        "learner_id": learner_id,
        "area": "reading",
        "wording": wording | {"achievable": "ŷ", "relevant": "â"},
        "strategies": ["Cardiau"],
        "adult": "Mrs Ŵyn",
        "set_on": day(-40),
        "starts_on": day(-30),
        "review_on": day(-1),
    } | other


def review(**other: Any) -> dict[str, Any]:
    return {
        "outcome": "progressing",
        "what_is_working": "Y cardiau",
        "what_is_not_working": "Dyddiau Gwener",
        "childs_voice": {"words": "Da!", "how_obtained": "conversation"},
        "parents_voice": "Mae'n mwynhau",
        "next_step": "extend",
        "extended_to": day(60),
        "reviewed_on": day(0),
    } | other


def test_a_target_is_set_shared_and_reviewed_and_shows_all_of_it(
    teacher: FlaskClient, learner_id: str
) -> None:
    place = f"/small-step-targets/{uuid4()}"
    assert teacher.put(place, json=target(learner_id)).status_code == 201
    share = {"shared_on": day(-29), "shared_by": "meeting", "childs_view": "Iawn"}
    assert teacher.put(f"{place}/shares/{uuid4()}", json=share).status_code == 201
    reviewed = teacher.put(f"{place}/reviews/{uuid4()}", json=review())
    assert reviewed.status_code == 201
    shown = teacher.get(place)
    assert shown.headers["ETag"] == f'"{reviewed.get_json()["version"]}"'
    assert shown.get_json()["review_on"] == day(60)
    assert shown.get_json()["shared_on"] == day(-29)
    assert [one["what_is_working"] for one in shown.get_json()["reviews"]] == ["Y cardiau"]
    assert shown.get_json()["wording"]["statement"] == "ŵ statement"


def test_the_review_queue_holds_open_targets_by_day(teacher: FlaskClient, learner_id: str) -> None:
    later, sooner, done = (f"/small-step-targets/{uuid4()}" for _ in range(3))
    teacher.put(later, json=target(learner_id, review_on=day(20)))
    teacher.put(sooner, json=target(learner_id, review_on=day(5)))
    teacher.put(done, json=target(learner_id))
    ended = review(outcome="achieved", next_step="achieved_end", extended_to=None)
    teacher.put(f"{done}/reviews/{uuid4()}", json=ended)
    queue = teacher.get("/small-step-targets", query_string={"due_before": day(30)}).get_json()[
        "items"
    ]
    assert [f"/small-step-targets/{one['target_id']}" for one in queue] == [sooner, later]


def test_a_repeated_request_gets_the_first_answer(teacher: FlaskClient, learner_id: str) -> None:
    place, body = f"/small-step-targets/{uuid4()}", target(learner_id)
    first, again = teacher.put(place, json=body), teacher.put(place, json=body)
    assert (again.status_code, again.json) == (201, first.json)
    other = teacher.put(place, json=body | {"adult": "Mr Ŷ"})
    assert (other.status_code, other.get_json()["code"]) == (409, "command_id_reused")


@pytest.mark.usefixtures("learner_id")
def test_a_target_of_an_unknown_learner_is_refused(teacher: FlaskClient) -> None:
    refused = teacher.put(f"/small-step-targets/{uuid4()}", json=target(str(uuid4())))
    assert (refused.status_code, refused.get_json()["code"]) == (404, "learner_unknown")


def test_a_target_never_leads_into_another_childs_record(
    teacher: FlaskClient, learner_id: str, hear: Callable[[str], Ear]
) -> None:
    other = uuid4()
    hear("targets")(LearnerEnrolled(learner_id=other, school_id=SCHOOL))
    hear("targets")(LearnerPlacedInClass(learner_id=other, class_id=CLASS))
    first = uuid4()
    teacher.put(f"/small-step-targets/{first}", json=target(learner_id))
    asked = target(str(other), follows=str(first))
    refused = teacher.put(f"/small-step-targets/{uuid4()}", json=asked)
    assert (refused.status_code, refused.get_json()["field"]) == (404, "follows")


def test_a_rule_that_says_no_is_named_with_its_field(teacher: FlaskClient, learner_id: str) -> None:
    place = f"/small-step-targets/{uuid4()}"
    teacher.put(place, json=target(learner_id))
    refused = teacher.put(f"{place}/reviews/{uuid4()}", json=review(extended_to=None))
    assert refused.status_code == 409
    assert (refused.get_json()["code"], refused.get_json()["field"]) == (
        "extension_missing",
        "extended_to",
    )


def test_another_authority_sees_nothing_of_it(
    teacher: FlaskClient, learner_id: str, client: Callable[[str], WebClient]
) -> None:
    place = f"/small-step-targets/{uuid4()}"
    teacher.put(place, json=target(learner_id))
    targets = client("targets")
    stranger = replace(targets, authority="999").acting("alnco")
    assert stranger.get(place).status_code == 404
    assert stranger.get("/small-step-targets").get_json()["items"] == []


def test_a_parent_does_not_set_targets(client: Callable[[str], WebClient], learner_id: str) -> None:
    parent = client("targets").acting("parent")
    refused = parent.put(f"/small-step-targets/{uuid4()}", json=target(learner_id))
    assert (refused.status_code, refused.get_json()["code"]) == (403, "not_allowed")


def test_targets_are_listed_at_the_school_where_the_learner_is_now(
    client: Callable[[str], WebClient],
    teacher: FlaskClient,
    learner_id: str,
    hear: Callable[[str], Ear],
) -> None:
    before, after = uuid4(), uuid4()
    teacher.put(f"/small-step-targets/{before}", json=target(learner_id))
    moved_to = uuid4()
    hear("targets")(LearnerMovedSchool(learner_id=UUID(learner_id), school_id=moved_to))
    alnco = client("targets").acting("alnco", at=moved_to)
    alnco.put(f"/small-step-targets/{after}", json=target(learner_id))
    for school, expected in ((SCHOOL, set()), (moved_to, {str(before), str(after)})):
        query = {"school_id": str(school), "learner_id": learner_id}
        listed = alnco.get("/small-step-targets", query_string=query).get_json()["items"]
        assert {one["target_id"] for one in listed} == expected
