"""Pupil Progress forms as a class teacher writes them: the real application and Postgres."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.assessments.over_http import day, school_year, score
from tests.relating import CLASS, SCHOOL
from tests.web_client import WebClient

YEAR = school_year()
BARRIERS = [{"area": "reading", "note": "Mae'n colli ei le"}]
TERM: dict[str, Any] = {"school_year": YEAR, "term": "autumn"}


def form(learner: UUID, **other: Any) -> dict[str, Any]:
    return (
        {
            "learner_id": str(learner),
            "class_id": str(CLASS),
            "barriers": BARRIERS,
            "narrative": "Ychydig o dan ei gyfoedion",
            "below_age_expected": True,
        }
        | TERM
        | other
    )


def listed(client: FlaskClient, path: str = "", **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/pupil-progress-forms{path}", query_string=query)
    assert answer.status_code == 200, answer.get_json()
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def test_a_form_is_submitted_with_the_latest_result_of_each_instrument(
    teacher: FlaskClient, learner: UUID, has_result: Callable[..., UUID]
) -> None:
    has_result(learner, score(87), taken_on=day(-40))
    latest = has_result(learner, score(90), taken_on=day(-3))
    has_result(learner, score(70), instrument="dyslexia_screener", taken_on=day(-400))
    words = {"shape": "count_of", "number": 31, "out_of": 45}
    counted = has_result(learner, words, instrument="sight_words", taken_on=day(-9))
    place = f"/pupil-progress-forms/{uuid4()}"
    assert teacher.put(place, json=form(learner)).status_code == 201
    shown = teacher.get(place).get_json()
    assert [(one["result_id"], one["result"]) for one in shown["results"]] == [
        (str(latest), score(90) | {"percentile": None, "stanine": None}),
        (str(counted), words),
    ]
    assert shown["term_name"] == {"cy": "tymor yr hydref", "en": "autumn term"}
    assert shown["content"]["barriers"][0]["area_name"] == {"cy": "darllen", "en": "reading"}


def test_a_result_corrected_later_does_not_change_what_the_form_was_written_upon(
    teacher: FlaskClient, learner: UUID, has_result: Callable[..., UUID]
) -> None:
    result = f"/assessment-results/{has_result(learner, score(87))}"
    place = f"/pupil-progress-forms/{uuid4()}"
    teacher.put(place, json=form(learner))
    right = {"result": score(97), "reason": "miscopied"}
    read = teacher.get(result).headers["ETag"]
    change = f"{result}/corrections/{uuid4()}"
    assert teacher.put(change, json=right, headers={"If-Match": read}).status_code == 201
    (drawn,) = teacher.get(place).get_json()["results"]
    assert drawn["result"]["score"] == 87


def test_a_retry_is_known_when_other_results_stand(
    teacher: FlaskClient, learner: UUID, has_result: Callable[..., UUID]
) -> None:
    place = f"/pupil-progress-forms/{uuid4()}"
    first = teacher.put(place, json=form(learner))
    has_result(learner, score(87))
    again = teacher.put(place, json=form(learner), headers={"Idempotency-Key": "again"})
    assert (again.status_code, again.get_json()["version"]) == (201, first.get_json()["version"])
    assert teacher.get(place).get_json()["results"] == []


def test_an_amendment_keeps_what_it_said_with_who_and_why(
    teacher: FlaskClient, learner: UUID
) -> None:
    place = f"/pupil-progress-forms/{uuid4()}"
    teacher.put(place, json=form(learner))
    read = teacher.get(place).headers["ETag"]
    right = {"barriers": [], "below_age_expected": False, "reason": "Plentyn arall"}
    amendment = f"{place}/amendments/{uuid4()}"
    blind = teacher.put(amendment, json=right)
    assert (blind.status_code, blind.get_json()["code"]) == (428, "if_match_required")
    amended = teacher.put(amendment, json=right, headers={"If-Match": read})
    assert amended.status_code == 201
    shown = teacher.get(place).get_json()
    assert (shown["amended"], shown["content"]["barriers"]) == (True, [])
    assert shown["content"]["narrative"] == form(learner)["narrative"]
    (earlier,) = shown["earlier"]
    assert (earlier["reason"], earlier["content"]["below_age_expected"]) == ("Plentyn arall", True)
    late = f"{place}/amendments/{uuid4()}"
    stale = teacher.put(late, json=right | {"narrative": "x"}, headers={"If-Match": read})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")


def test_a_teacher_writes_one_form_of_a_learner_for_a_term_and_a_colleague_another(
    teacher: FlaskClient, learner: UUID, client: Callable[[str], WebClient]
) -> None:
    first = f"/pupil-progress-forms/{uuid4()}"
    assert teacher.put(first, json=form(learner)).status_code == 201
    second = teacher.put(f"/pupil-progress-forms/{uuid4()}", json=form(learner))
    assert (second.status_code, second.get_json()["code"]) == (
        409,
        "form_already_submitted_for_term",
    )
    last_year = form(learner, school_year=YEAR - 1)
    assert teacher.put(f"/pupil-progress-forms/{uuid4()}", json=last_year).status_code == 201
    colleague = client("assessments").acting("class_teacher", "colleague")
    theirs = colleague.put(f"/pupil-progress-forms/{uuid4()}", json=form(learner))
    assert theirs.status_code == 201
    found = listed(teacher, learner_id=learner)
    assert [one["school_year"] for one in found] == [YEAR - 1, YEAR, YEAR]
    assert len(listed(teacher, school_id=SCHOOL, class_id=CLASS, **TERM)) == 2
    assert listed(teacher, school_id=SCHOOL, school_year=YEAR, term="spring") == []


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"learner_id": str(uuid4())}, 404, "learner_id"),
        ({"class_id": str(uuid4())}, 404, "class_id"),
        ({"term": "easter"}, 422, "term"),
        ({"school_year": YEAR + 1}, 409, "term"),
        ({"narrative": ""}, 422, "narrative"),
        ({"barriers": BARRIERS * 2}, 409, "barriers"),
        ({"barriers": BARRIERS * 7}, 422, "barriers"),
        ({"results": []}, 422, "results"),
    ],
)
def test_a_form_that_cannot_be_is_refused_with_the_field_at_fault(
    teacher: FlaskClient, learner: UUID, said: dict[str, Any], status: int, field: str
) -> None:
    answer = teacher.put(f"/pupil-progress-forms/{uuid4()}", json=form(learner, **said))
    assert (answer.status_code, answer.get_json()["field"]) == (status, field)


def test_who_has_no_form_for_a_term_is_listed_class_by_class(
    teacher: FlaskClient, alnco: FlaskClient, enrol: Callable[..., UUID]
) -> None:
    other_class = UUID(int=89)
    written, missing = enrol(), enrol()
    elsewhere, classless = enrol(in_class=other_class), enrol(in_class=None)
    teacher.put(f"/pupil-progress-forms/{uuid4()}", json=form(written))

    def lacking(client: FlaskClient, **query: Any) -> list[tuple[str | None, str]]:
        found = listed(client, "/missing", **TERM | query)
        return [(one["class_id"], one["learner_id"]) for one in found]

    of_teacher = [(str(CLASS), str(missing))]
    of_school = [(None, str(classless)), *of_teacher, (str(other_class), str(elsewhere))]
    assert lacking(alnco, school_id=SCHOOL) == of_school
    assert lacking(alnco, class_id=other_class) == of_school[2:]
    assert lacking(alnco, school_id=UUID(int=99)) == []
    assert lacking(teacher) == of_teacher
    assert lacking(teacher, class_id=other_class) == []
    assert len(lacking(alnco, term="spring")) == 4


def test_the_list_of_those_missing_is_given_a_part_at_a_time(
    alnco: FlaskClient, enrol: Callable[..., UUID]
) -> None:
    everybody = {str(enrol()) for _ in range(5)}
    seen: list[str] = []
    cursor = None
    for _ in range(3):
        query = TERM | {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = alnco.get("/pupil-progress-forms/missing", query_string=query).get_json()
        seen += [one["learner_id"] for one in page["items"]]
        cursor = page["next"]
    assert cursor is None
    assert (len(seen), set(seen)) == (5, everybody)


@pytest.mark.parametrize("cursor", ["é", "=", "_w", "a"])
def test_a_cursor_that_no_list_gave_out_is_refused(alnco: FlaskClient, cursor: str) -> None:
    query = TERM | {"cursor": cursor}
    answer = alnco.get("/pupil-progress-forms/missing", query_string=query)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "cursor_invalid")
