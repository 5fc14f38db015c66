"""Progress beside what is usual for the age, as it is shown."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.assessments.over_http import day, score


def age(years: int, months: int) -> dict[str, object]:
    return {"shape": "age_equivalent", "years": years, "months": months}


def test_progress_from_a_low_base_is_shown_as_progress(
    teacher: FlaskClient, learner: UUID, has_result: Callable[..., UUID]
) -> None:
    reading = {"instrument": "hertfordshire_reading"}
    for result, taken, at in (
        (age(5, 2), -300, (7, 4)),
        (age(5, 8), -120, (7, 10)),
        (age(5, 10), -1, (8, 3)),
    ):
        has_result(learner, result, taken_on=day(taken), age=at, **reading)
    has_result(learner, score(72), taken_on=day(-200))
    has_result(learner, score(65), taken_on=day(-2))
    shown = teacher.get(f"/learners/{learner}/progress").get_json()
    ages, scores = shown["series"]
    assert (ages["instrument"], ages["unit"], ages["shape"]) == (
        "hertfordshire_reading",
        "months",
        "age_equivalent",
    )
    assert ages["instrument_name"]["cy"] == "Prawf darllen Swydd Hertford"
    assert [point["value"] for point in ages["points"]] == [62, 68, 70]
    assert [point["usual"] for point in ages["points"]] == [
        {"value": at, "spread": None} for at in (88, 94, 99)
    ]
    paces = [point["since_last"] and point["since_last"]["pace"] for point in ages["points"]]
    assert paces == [None, "kept_pace", "slower"]
    assert ages["points"][2]["since_first"] == {
        "value": 8,
        "months": 11,
        "pace": "slower",
        "pace_name": {"cy": "cynnydd, ond yn arafach", "en": "progress, more slowly"},
    }
    assert scores["points"][1]["usual"] == {"value": 100, "spread": 15}
    assert scores["points"][1]["since_last"]["pace"] == "falling_behind"
    assert scores["points"][0]["result"]["score"] == 72


def test_where_nothing_is_usual_it_is_said_so(
    teacher: FlaskClient, learner: UUID, has_result: Callable[..., UUID]
) -> None:
    for number, taken in ((20, -30), (31, -1)):
        words = {"shape": "count_of", "number": number, "out_of": 45}
        has_result(learner, words, instrument="sight_words", taken_on=day(taken))
    (series,) = teacher.get(f"/learners/{learner}/progress").get_json()["series"]
    _, later = series["points"]
    assert later["usual"] is None
    assert (later["since_last"]["value"], later["since_last"]["pace"]) == (11, "no_norm")


@pytest.mark.usefixtures("learner")
def test_of_an_unknown_learner_there_is_no_progress_to_show(teacher: FlaskClient) -> None:
    answer = teacher.get(f"/learners/{uuid4()}/progress")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "learner_unknown")
