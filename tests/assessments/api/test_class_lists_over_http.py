"""The results of a whole class, entered in one request."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.assessments.api.conftest import Enrolled

WORDS = {"shape": "count_of", "number": 31, "out_of": 45}


def took(learner: str, **other: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"age_at_test": {"years": 7, "months": 4}, "result": WORDS}
    return {"learner_id": learner} | usual | other


def sheet(*rows: dict[str, Any], **other: Any) -> dict[str, Any]:
    about = {"instrument": "sight_words", "form": "2026", "taken_on": "2026-01-12"}
    return about | {"results": list(rows)} | other


def results_of(teacher: FlaskClient, learner: str) -> list[dict[str, Any]]:
    listed = teacher.get("/assessment-results", query_string={"learner_id": learner})
    return list(listed.get_json()["items"])


def test_a_class_is_entered_at_once_and_each_has_a_result_of_their_own(
    teacher: FlaskClient, enrolled: Enrolled
) -> None:
    sian, dafydd, absent = enrolled(), enrolled(), enrolled()
    place = f"/result-sheets/{uuid4()}"
    rows = (took(sian), took(dafydd, result=WORDS | {"number": 12}))
    missed = {"learner_id": absent, "not_taken": "absent"}
    entered = teacher.put(place, json=sheet(*rows, missed))
    assert entered.status_code == 201
    told = entered.get_json()
    assert (told["recorded"], told["not_taken"], told["unchanged"]) == (2, 1, 0)
    assert [one["result"]["number"] for one in results_of(teacher, dafydd)] == [12]
    assert results_of(teacher, absent) == []
    shown = teacher.get(f"{place}/results").get_json()["items"]
    assert {one["learner_id"] for one in shown} == {sian, dafydd}
    [why] = teacher.get(f"{place}/not-taken").get_json()["items"]
    assert (why["learner_id"], why["reason"]) == (absent, "absent")
    assert why["reason_name"] == {"cy": "Absennol", "en": "Absent"}


def test_a_list_that_is_sent_again_changes_nothing_and_says_so(
    teacher: FlaskClient, enrolled: Enrolled
) -> None:
    place = f"/result-sheets/{uuid4()}"
    body = sheet(took(enrolled()), {"learner_id": enrolled(), "not_taken": "unwell"})
    teacher.put(place, json=body)
    again = teacher.put(place, json=body).get_json()
    assert (again["recorded"], again["not_taken"], again["unchanged"]) == (0, 0, 2)
    assert again["position"] is None


def test_a_list_sent_again_does_not_undo_a_correction(
    teacher: FlaskClient, enrolled: Enrolled
) -> None:
    learner, place = enrolled(), f"/result-sheets/{uuid4()}"
    teacher.put(place, json=sheet(took(learner)))
    [result] = results_of(teacher, learner)
    one = f"/assessment-results/{result['result_id']}"
    right = {"result": WORDS | {"number": 30}, "reason": "30 was miscopied as 31"}
    etag = {"If-Match": teacher.get(one).headers["ETag"]}
    assert teacher.put(f"{one}/corrections/{uuid4()}", json=right, headers=etag).status_code == 201
    assert teacher.put(place, json=sheet(took(learner))).get_json()["unchanged"] == 1
    assert results_of(teacher, learner)[0]["result"]["number"] == 30


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"result": WORDS | {"number": 46}}, 409, "results.1.result.number"),
        ({"result": WORDS | {"number": "many"}}, 422, "results.1.result.number"),
        ({"result": {"shape": "stanine", "stanine": 4}}, 409, "results.1.result.shape"),
        ({"age_at_test": None}, 409, "results.1.age_at_test"),
        ({"result": None}, 409, "results.1.result"),
        ({"not_taken": "absent"}, 409, "results.1.result"),
        ({"learner_id": str(uuid4())}, 409, "results.1.learner_id"),
    ],
)
def test_a_row_at_fault_is_named_and_nothing_of_the_list_is_recorded(
    teacher: FlaskClient, enrolled: Enrolled, wrong: dict[str, Any], status: int, field: str
) -> None:
    right = enrolled()
    answer = teacher.put(
        f"/result-sheets/{uuid4()}", json=sheet(took(right), took(enrolled()) | wrong)
    )
    assert (answer.status_code, answer.get_json()["field"]) == (status, field)
    assert results_of(teacher, right) == []


def test_every_row_at_fault_is_named(teacher: FlaskClient, enrolled: Enrolled) -> None:
    twice = enrolled()
    rows = (took(twice), took(enrolled(), result=WORDS | {"out_of": 0}), took(twice))
    answer = teacher.put(f"/result-sheets/{uuid4()}", json=sheet(*rows))
    assert answer.status_code == 409
    told = {(one["field"], one["code"]) for one in answer.get_json()["errors"]}
    assert told == {
        ("results.1.result.out_of", "out_of_out_of_range"),
        ("results.2.learner_id", "learner_repeated"),
    }


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"instrument": "tea_leaves"}, "instrument", "instrument_unknown"),
        ({"taken_on": "2999-01-01"}, "taken_on", "taken_on_in_future"),
        ({"form": " "}, "form", "form_missing"),
    ],
)
def test_what_is_wrong_with_the_whole_list_is_said_once(
    teacher: FlaskClient, enrolled: Enrolled, said: dict[str, Any], field: str, code: str
) -> None:
    answer = teacher.put(
        f"/result-sheets/{uuid4()}", json=sheet(took(enrolled()), took(enrolled()), **said)
    )
    assert answer.get_json()["errors"] == [{"field": field, "code": code}]


def test_another_result_for_the_same_learner_on_the_same_list_is_refused(
    teacher: FlaskClient, enrolled: Enrolled
) -> None:
    learner, place = enrolled(), f"/result-sheets/{uuid4()}"
    teacher.put(place, json=sheet(took(learner)))
    other = sheet(took(learner, result=WORDS | {"number": 30}))
    answer = teacher.put(place, json=other, headers={"Idempotency-Key": "other"})
    assert answer.get_json()["errors"] == [
        {"field": "results.0.result", "code": "result_already_recorded"}
    ]


def test_two_hundred_rows_are_taken_and_no_more(teacher: FlaskClient, enrolled: Enrolled) -> None:
    place, some = f"/result-sheets/{uuid4()}", [took(enrolled()) for _ in range(200)]
    assert teacher.put(place, json=sheet(*some)).get_json()["recorded"] == 200
    more = teacher.put(f"/result-sheets/{uuid4()}", json=sheet(*some, took(enrolled())))
    assert (more.status_code, more.get_json()["field"]) == (422, "results")


def test_of_a_list_of_learners_out_of_reach_it_is_said_that_there_are_none(
    teacher: FlaskClient, enrolled: Enrolled
) -> None:
    enrolled()
    answers = [
        teacher.put(f"/result-sheets/{uuid4()}", json=sheet(took(learner)))
        for learner in (enrolled(in_class=None), str(uuid4()))
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert [answer.get_json()["code"] for answer in answers] == ["learner_unknown"] * 2
