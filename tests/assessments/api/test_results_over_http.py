"""Results as a class teacher records and corrects them: the real application and Postgres."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import LearnerEnrolled, LearnerPlacedInClass
from tests.hearing import Ear
from tests.relating import CLASS, SCHOOL, person

TODAY = datetime.now(UTC).date().isoformat()
SCORE = {
    "shape": "standardised_score",
    "score": 87,
    "lower": 81,
    "upper": 94,
    "percentile": 19,
    "stanine": 3,
}


@pytest.fixture
def learner_id(hear: Callable[[str], Ear]) -> str:
    learner_id = uuid4()
    hear("assessments")(LearnerEnrolled(learner_id=learner_id, school_id=SCHOOL))
    hear("assessments")(LearnerPlacedInClass(learner_id=learner_id, class_id=CLASS))
    return str(learner_id)


def result(learner: str, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": learner,
        "instrument": "personalised_reading_welsh",
        "form": "2026",
        "taken_on": TODAY,
        "age_at_test": {"years": 7, "months": 4},
        "result": SCORE,
    } | other


@pytest.mark.parametrize(
    ("instrument", "shaped"),
    [
        ("personalised_reading_welsh", SCORE),
        ("hertfordshire_reading", {"shape": "age_equivalent", "years": 6, "months": 4}),
        ("sight_words", {"shape": "count_of", "number": 31, "out_of": 45}),
        (
            "number_stacks",
            {"shape": "checklist", "items": [{"skill": "Bondiau rhif: ŵ, ŷ", "met": False}]},
        ),
        ("dyslexia_portfolio", {"shape": "percentile", "percentile": 19}),
        ("dyslexia_screener", {"shape": "stanine", "stanine": 3}),
        ("read_write_inc_phonics", {"shape": "stage", "stage": "purple", "percent": 40}),
        (
            "dynamo_maths",
            {
                "shape": "banded_risk",
                "band": "at_risk",
                "profile": [{"part": "number_meaning", "band": "no_concern"}],
            },
        ),
        ("personalised_reading_english", {"shape": "narrative", "words": "Mae'n deall."}),
    ],
)
def test_a_result_of_each_shape_is_recorded_and_shown_as_printed(
    teacher: FlaskClient, learner_id: str, instrument: str, shaped: dict[str, Any]
) -> None:
    place = f"/assessment-results/{uuid4()}"
    asked = result(learner_id, instrument=instrument, result=shaped)
    assert teacher.put(place, json=asked).status_code == 201
    shown = teacher.get(place).get_json()
    assert shown["result"] == shaped
    assert shown["age_at_test"] == {"years": 7, "months": 4}
    listed = teacher.get("/assessment-results", query_string={"learner_id": learner_id})
    assert [one["result_id"] for one in listed.get_json()["items"]] == [shown["result_id"]]


def test_a_correction_keeps_the_earlier_value_with_who_when_and_why(
    teacher: FlaskClient, learner_id: str
) -> None:
    place = f"/assessment-results/{uuid4()}"
    teacher.put(place, json=result(learner_id))
    read = teacher.get(place).headers["ETag"]
    right = {"result": SCORE | {"score": 97, "upper": 104}, "reason": "97 was miscopied as 87"}
    blind = teacher.put(f"{place}/corrections/{uuid4()}", json=right)
    assert (blind.status_code, blind.get_json()["code"]) == (428, "if_match_required")
    corrected = teacher.put(
        f"{place}/corrections/{uuid4()}", json=right, headers={"If-Match": read}
    )
    assert corrected.status_code == 201
    shown = teacher.get(place).get_json()
    assert shown["result"]["score"] == 97
    [earlier] = shown["earlier"]
    assert earlier["result"]["score"] == 87
    assert (earlier["reason"], earlier["corrected_by"]) == (
        right["reason"],
        str(person("a-class_teacher")),
    )
    assert earlier["corrected_at"]
    stale = teacher.put(f"{place}/corrections/{uuid4()}", json=right, headers={"If-Match": read})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"learner_id": str(uuid4())}, 404, "learner_id"),
        ({"instrument": "horoscope"}, 409, "instrument"),
        ({"result": {"shape": "count_of", "number": 3, "out_of": 9}}, 409, "result.shape"),
        ({"taken_on": "2999-01-01"}, 409, "taken_on"),
        ({"result": SCORE | {"score": 900}}, 409, "result.score"),
        ({"result": {"shape": "opinion"}}, 422, "result"),
    ],
)
def test_a_result_that_cannot_be_is_refused_with_the_field_at_fault(
    teacher: FlaskClient, learner_id: str, said: dict[str, Any], status: int, field: str
) -> None:
    answer = teacher.put(f"/assessment-results/{uuid4()}", json=result(learner_id, **said))
    assert (answer.status_code, answer.get_json()["field"]) == (status, field)


@pytest.mark.usefixtures("learner_id")
def test_an_unknown_result_is_not_found(teacher: FlaskClient) -> None:
    assert teacher.get(f"/assessment-results/{uuid4()}").status_code == 404


def test_the_instruments_are_listed_in_both_languages(teacher: FlaskClient) -> None:
    listed = teacher.get("/instruments").get_json()
    found = {one["code"]: one for one in listed["items"]} if "items" in listed else listed
    assert "sight_words" in str(found)
    assert "Geiriau golwg" in str(found)


def test_what_is_worked_out_is_shown_beside_the_result_and_said_to_be_so(
    teacher: FlaskClient, learner_id: str
) -> None:
    place = f"/assessment-results/{uuid4()}"
    printed = {"shape": "standardised_score", "score": 85}
    teacher.put(place, json=result(learner_id, result=printed))
    shown = teacher.get(place).get_json()
    assert (shown["result"]["percentile"], shown["result"]["stanine"]) == (None, None)
    for one in shown["derived"]:
        assert one.pop("method_name")["cy"].startswith("O'r ")
    assert shown["derived"] == [
        {
            "measure": "percentile",
            "value": 16,
            "method": "normal_distribution_of_mean_100_and_deviation_15",
            "derived": True,
        },
        {
            "measure": "stanine",
            "value": 3,
            "method": "percentile_bands_4_11_23_40_60_77_89_96",
            "derived": True,
        },
    ]
