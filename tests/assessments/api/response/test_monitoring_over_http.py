"""Monitoring as a class teacher does it: the real application and Postgres."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import ConcernRaised, SchoolCalendarSet
from tests.assessments.over_http import TODAY, day
from tests.hearing import Ear
from tests.relating import SCHOOL, person
from tests.web_client import WebClient

SOUNDS = str(uuid4())
MEASURE = {"measure_id": SOUNDS, "what": "Seiniau set 2", "how": "Cardiau", "baseline": "9/21"}


def monitoring(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "aspect": "phonics",
        "measures": [MEASURE],
        "starts_on": day(-20),
        "ends_on": day(10),
    } | other


def outcome(**other: Any) -> dict[str, Any]:
    return {
        "outcome": "continue",
        "reason": "Mae'n dod ymlaen, ond heb gyrraedd",
        "ended_on": day(0),
    } | other


def calendar(terms: list[tuple[int, int]]) -> SchoolCalendarSet:
    days = [(TODAY + timedelta(a), TODAY + timedelta(b)) for a, b in terms]
    return SchoolCalendarSet(
        school_id=SCHOOL,
        school_year=2026,
        terms_start_on=tuple(first for first, _ in days),
        terms_end_on=tuple(last for _, last in days),
        closed_on=(),
    )


def test_an_aspect_is_watched_measured_and_ended_with_an_outcome(
    teacher: FlaskClient, learner: UUID
) -> None:
    place = f"/monitorings/{uuid4()}"
    assert teacher.put(place, json=monitoring(learner)).status_code == 201
    measurement = {"measure_id": SOUNDS, "value": "14/21", "measured_on": day(-3)}
    measured = teacher.put(f"{place}/measurements/{uuid4()}", json=measurement)
    assert measured.status_code == 201
    assert teacher.put(f"{place}/outcome", json=outcome()).status_code == 201
    shown = teacher.get(place).get_json()
    assert (shown["open"], shown["outcome"], shown["aspect_name"]["cy"]) == (
        False,
        "continue",
        "ffoneg",
    )
    assert [one["value"] for one in shown["measurements"]] == ["14/21"]
    assert shown["measures"] == [MEASURE]
    assert shown["ended_by"] == str(person("a-class_teacher"))
    going_on = monitoring(learner, continues=place.rpartition("/")[2])
    assert teacher.put(f"/monitorings/{uuid4()}", json=going_on).status_code == 201


def test_it_lasts_to_the_end_of_term_where_the_calendar_is_known(
    teacher: FlaskClient, learner: UUID, told: Ear
) -> None:
    told(calendar([(-60, 5), (20, 80)]), SCHOOL)
    late = teacher.put(f"/monitorings/{uuid4()}", json=monitoring(learner))
    assert (late.status_code, late.get_json()["code"]) == (409, "longer_than_a_term")
    place = f"/monitorings/{uuid4()}"
    assert teacher.put(place, json=monitoring(learner, ends_on=day(5))).status_code == 201
    limit = teacher.get(place).get_json()["limited_to"]
    assert limit == {"last_day": day(5), "limited_by": "term", "rules": 1}


def test_a_calendar_set_again_replaces_the_one_before(
    teacher: FlaskClient, learner: UUID, told: Ear
) -> None:
    told(calendar([(-60, 5)]), SCHOOL)
    told(calendar([(-60, 12)]), SCHOOL)
    assert teacher.put(f"/monitorings/{uuid4()}", json=monitoring(learner)).status_code == 201


def test_a_concern_that_led_to_it_is_named_if_it_is_this_learners(
    teacher: FlaskClient, learner: UUID, enrol: Callable[..., UUID], told: Ear
) -> None:
    own, others = uuid4(), uuid4()
    heard: dict[str, Any] = {"area": "phonics", "noticed_on": TODAY}
    told(ConcernRaised(concern_id=own, learner_id=learner, **heard))
    told(ConcernRaised(concern_id=others, learner_id=enrol(), **heard))
    for concern, status in ((own, 201), (others, 404), (uuid4(), 404)):
        body = monitoring(learner, concern_id=str(concern))
        assert teacher.put(f"/monitorings/{uuid4()}", json=body).status_code == status


def test_it_goes_on_from_no_other_learners_monitoring(
    teacher: FlaskClient, learner: UUID, enrol: Callable[..., UUID]
) -> None:
    others = uuid4()
    assert teacher.put(f"/monitorings/{others}", json=monitoring(enrol())).status_code == 201
    body = monitoring(learner, continues=str(others))
    answer = teacher.put(f"/monitorings/{uuid4()}", json=body)
    assert (answer.status_code, answer.get_json()["field"]) == (404, "continues")


def test_those_that_want_an_outcome_are_found_by_the_day_they_end(
    teacher: FlaskClient, learner: UUID
) -> None:
    soon, later, ended = uuid4(), uuid4(), uuid4()
    for one, ends_on in ((later, day(30)), (soon, day(2)), (ended, day(1))):
        body = monitoring(learner, ends_on=ends_on)
        assert teacher.put(f"/monitorings/{one}", json=body).status_code == 201
    teacher.put(f"/monitorings/{ended}/outcome", json=outcome())

    def listed(**query: Any) -> list[str]:
        answer = teacher.get("/monitorings", query_string=query).get_json()
        return [one["monitoring_id"] for one in answer["items"]]

    assert listed(learner_id=learner) == [str(ended), str(soon), str(later)]
    assert listed(school_id=SCHOOL, open="true") == [str(soon), str(later)]
    assert listed(open="false") == [str(ended)]
    assert listed(ends_before=day(14)) == [str(soon)]
    assert listed(ends_before=day(14), open="false") == [str(ended)]
    assert listed(school_id=uuid4()) == []


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"learner_id": str(uuid4())}, 404, "learner_id"),
        ({"aspect": "laziness"}, 422, "aspect"),
        ({"measures": []}, 422, "measures"),
        ({"measures": [MEASURE] * 21}, 422, "measures"),
        ({"measures": [MEASURE, MEASURE]}, 409, "measures"),
        ({"ends_on": day(-20)}, 409, "ends_on"),
        ({"ends_on": day(-20 + 15 * 7 + 1)}, 409, "ends_on"),
        ({"tier": "targeted"}, 422, "tier"),
    ],
)
def test_a_monitoring_that_cannot_be_is_refused_with_the_field_at_fault(
    teacher: FlaskClient, learner: UUID, said: dict[str, Any], status: int, field: str
) -> None:
    answer = teacher.put(f"/monitorings/{uuid4()}", json=monitoring(learner, **said))
    assert (answer.status_code, answer.get_json()["field"]) == (status, field)


def test_an_outcome_upon_what_has_changed_since_is_refused(
    teacher: FlaskClient, learner: UUID
) -> None:
    place = f"/monitorings/{uuid4()}"
    teacher.put(place, json=monitoring(learner))
    read = teacher.get(place).headers["ETag"]
    measurement = {"measure_id": SOUNDS, "value": "21/21", "measured_on": day(0)}
    teacher.put(f"{place}/measurements/{uuid4()}", json=measurement)
    stale = teacher.put(f"{place}/outcome", json=outcome(), headers={"If-Match": read})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")


def test_who_does_not_work_with_the_learner_finds_nothing(
    teacher: FlaskClient, learner: UUID, client: Callable[[str], WebClient]
) -> None:
    place = f"/monitorings/{uuid4()}"
    teacher.put(place, json=monitoring(learner))
    elsewhere = client("assessments").acting("alnco", "another", UUID(int=99))
    assert elsewhere.get(place).status_code == 404
    assert elsewhere.put(f"{place}/outcome", json=outcome()).status_code == 404
    assert client("assessments").acting("teaching_assistant").get(place).status_code == 403
