"""Prompts as an ALNCo meets them: with their evidence, and never a decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.targets import SmallStepTargetReviewed, SmallStepTargetSet
from tests.assessments.over_http import TODAY, day, score
from tests.hearing import Ear
from tests.relating import SCHOOL
from tests.web_client import WebClient

READING, SCREENER = "personalised_reading_welsh", "dyslexia_screener"
BELOW_85 = [
    {"instrument": code, "kind": "score_below", "value": 85} for code in (READING, SCREENER)
]


def choose(client: FlaskClient, thresholds: list[dict[str, Any]], at: UUID = SCHOOL) -> Any:
    return client.put(f"/schools/{at}/thresholds", json={"thresholds": thresholds})


def listed(client: FlaskClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/prompts", query_string=query)
    assert answer.status_code == 200, answer.get_json()
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


@pytest.fixture
def below(alnco: FlaskClient, learner: UUID, has_result: Callable[..., UUID]) -> tuple[UUID, UUID]:
    """Results of two instruments below the school's threshold."""
    assert choose(alnco, BELOW_85).status_code == 200
    return (
        has_result(learner, score(80), taken_on=day(-9)),
        has_result(learner, score(84), instrument=SCREENER, taken_on=day(-2)),
    )


def test_two_instruments_below_the_schools_threshold_are_put_before_somebody(
    alnco: FlaskClient, learner: UUID, below: tuple[UUID, UUID]
) -> None:
    (prompt,) = listed(alnco, learner_id=learner)
    assert (prompt["kind"], prompt["answer"]) == ("instruments_below_threshold", None)
    assert set(prompt["evidence"]["result_ids"]) == set(map(str, below))
    assert prompt["evidence"]["days"] == [day(-9), day(-2)]
    assert prompt["kind_name"]["cy"].startswith("Mae dau asesiad")
    assert listed(alnco, school_id=SCHOOL) == [prompt]
    assert listed(alnco, school_id=uuid4()) == []


@pytest.mark.usefixtures("below")
def test_the_threshold_is_the_schools_and_each_choice_is_kept(
    alnco: FlaskClient, learner: UUID
) -> None:
    place = f"/schools/{SCHOOL}/thresholds"
    read = alnco.get(place)
    assert [one["value"] for one in read.get_json()["thresholds"]] == [85, 85]
    lower = [one | {"value": 70} for one in BELOW_85]
    assert choose(alnco, lower).status_code == 200
    assert listed(alnco, learner_id=learner) == []
    stale = alnco.put(place, json={"thresholds": []}, headers={"If-Match": read.headers["ETag"]})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")
    shown = alnco.get(place).get_json()
    assert (shown["version"], shown["thresholds"]) == (2, lower)
    assert [one["thresholds"] for one in shown["earlier"]] == [BELOW_85]


@pytest.mark.usefixtures("learner")
def test_thresholds_are_chosen_by_who_leads_the_school(
    alnco: FlaskClient, teacher: FlaskClient
) -> None:
    assert choose(teacher, BELOW_85).status_code == 403
    assert choose(alnco, BELOW_85, at=UUID(int=99)).status_code == 404
    assert alnco.get(f"/schools/{UUID(int=99)}/thresholds").status_code == 404
    wrong = choose(alnco, [BELOW_85[0] | {"instrument": "tea_leaves"}])
    assert (wrong.status_code, wrong.get_json()["field"]) == (409, "thresholds.0.instrument")
    assert choose(alnco, BELOW_85).status_code == 200
    assert teacher.get(f"/schools/{SCHOOL}/thresholds").status_code == 200


def test_no_progress_across_a_targets_life_is_told_from_what_targets_publishes(
    alnco: FlaskClient, learner: UUID, told: Ear
) -> None:
    target, review = uuid4(), uuid4()
    told(SmallStepTargetSet(target_id=target, learner_id=learner, area="reading", review_on=TODAY))
    assert listed(alnco, learner_id=learner) == []
    told(
        SmallStepTargetReviewed(
            target_id=target,
            learner_id=learner,
            review_id=review,
            outcome="not_achieved",
            next_step="new_target",
            reviewed_on=TODAY - timedelta(days=1),
        )
    )
    (prompt,) = listed(alnco, learner_id=learner)
    assert prompt["kind"] == "no_progress_on_target"
    assert prompt["evidence"]["target_ids"] == [str(target)]
    assert prompt["evidence"]["review_ids"] == [str(review)]


def test_a_monitoring_that_ends_soon_is_told_until_it_has_an_outcome(
    teacher: FlaskClient, learner: UUID
) -> None:
    place = f"/monitorings/{uuid4()}"
    measure = {"measure_id": str(uuid4()), "what": "Seiniau", "how": "Cardiau", "baseline": "9"}
    body = {
        "learner_id": str(learner),
        "aspect": "phonics",
        "measures": [measure],
        "starts_on": day(-20),
        "ends_on": day(10),
    }
    assert teacher.put(place, json=body).status_code == 201
    (prompt,) = listed(teacher, learner_id=learner)
    assert (prompt["kind"], prompt["arose_on"]) == ("monitoring_ends", day(10))
    ended = {"outcome": "settled", "reason": "Da", "ended_on": day(0)}
    teacher.put(f"{place}/outcome", json=ended)
    assert listed(teacher, learner_id=learner) == []


def test_a_prompt_is_answered_once_and_asked_again_only_with_new_evidence(
    alnco: FlaskClient,
    learner: UUID,
    below: tuple[UUID, UUID],
    has_result: Callable[..., UUID],
) -> None:
    (prompt,) = listed(alnco, learner_id=learner)
    place = f"/prompts/{prompt['prompt_id']}/answer"
    said = {"learner_id": str(learner), "answer": "dismissed", "words": "Roedd yn sâl"}
    assert alnco.put(place, json=said).status_code == 201
    assert listed(alnco, learner_id=learner) == []
    (answered,) = listed(alnco, learner_id=learner, answered="true")
    assert answered["answer"]["words"] == "Roedd yn sâl"
    assert answered["answer"]["answer_name"]["en"] == "nothing need be done"
    again = alnco.put(place, json=said, headers={"Idempotency-Key": "again"})
    assert (again.status_code, again.get_json()["position"]) == (201, None)
    other = alnco.put(
        place, json=said | {"answer": "acted_on"}, headers={"Idempotency-Key": "other"}
    )
    assert (other.status_code, other.get_json()["code"]) == (409, "prompt_already_answered")
    newer = has_result(learner, score(79))
    (asked,) = listed(alnco, learner_id=learner)
    assert set(asked["evidence"]["result_ids"]) == {str(newer), str(below[1])}


@pytest.mark.usefixtures("below")
def test_an_answer_to_nothing_or_about_another_learner_is_refused(
    alnco: FlaskClient, learner: UUID, enrol: Callable[..., UUID]
) -> None:
    (prompt,) = listed(alnco, learner_id=learner)
    for of, about, code in (
        (uuid4(), learner, "prompt_unknown"),
        (prompt["prompt_id"], enrol(), "prompt_unknown"),
        (prompt["prompt_id"], uuid4(), "learner_unknown"),
    ):
        said = {"learner_id": str(about), "answer": "acted_on", "words": "Targed newydd"}
        answer = alnco.put(f"/prompts/{of}/answer", json=said)
        assert (answer.status_code, answer.get_json()["code"]) == (404, code)


@pytest.mark.usefixtures("below")
def test_an_answered_prompt_is_nobody_elses_to_answer_about_another(
    alnco: FlaskClient, learner: UUID, enrol: Callable[..., UUID]
) -> None:
    (prompt,) = listed(alnco, learner_id=learner)
    place = f"/prompts/{prompt['prompt_id']}/answer"
    said = {"learner_id": str(learner), "answer": "acted_on", "words": "Targed newydd"}
    assert alnco.put(place, json=said).status_code == 201
    wrong = alnco.put(
        place, json=said | {"learner_id": str(enrol())}, headers={"Idempotency-Key": "wrong"}
    )
    assert (wrong.status_code, wrong.get_json()["code"]) == (404, "prompt_unknown")


@pytest.mark.usefixtures("below")
def test_prompts_are_for_who_teaches_or_leads(
    client: Callable[[str], WebClient], teacher: FlaskClient, learner: UUID
) -> None:
    assert len(listed(teacher, learner_id=learner)) == 1
    elsewhere = client("assessments").acting("alnco", "another", UUID(int=99))
    assert listed(elsewhere, learner_id=learner) == []
    assert client("assessments").acting("la_officer").get("/prompts").status_code == 403
