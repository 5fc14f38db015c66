"""The assessment timetable, its windows, and who is still without a result."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import LearnerLeft, LearnerMovedSchool, LearnerMovedYearGroup
from tests.assessments.api.conftest import Enrolled
from tests.hearing import Ear
from tests.relating import CLASS, SCHOOL
from tests.web_client import WebClient

PLACE = f"/schools/{SCHOOL}/timetables/2025"
WORDS, READING = uuid4(), uuid4()
ENTRIES: list[dict[str, Any]] = [
    {
        "entry_id": str(WORDS),
        "instrument": "sight_words",
        "year_groups": ["2", "3"],
        "opens_on": "2026-01-05",
        "closes_on": "2026-01-30",
    },
    {
        "entry_id": str(READING),
        "instrument": "hertfordshire_reading",
        "year_groups": ["4"],
        "opens_on": "2025-11-03",
        "closes_on": "2025-11-14",
    },
]
TIMETABLE: dict[str, Any] = {"entries": ENTRIES}


@pytest.fixture
def kept(alnco: FlaskClient) -> str:
    """The timetable is kept; gives its ETag."""
    answer = alnco.put(PLACE, json=TIMETABLE)
    assert answer.status_code == 201
    return str(answer.headers["ETag"])


def windows(who: FlaskClient, **asked: str) -> list[tuple[str, str]]:
    query = {"school_id": str(SCHOOL)} | asked
    listed = who.get("/assessment-windows", query_string=query).get_json()["items"]
    return [(one["instrument"], one["state"]) for one in listed]


def missing(who: FlaskClient, **asked: Any) -> dict[str, Any]:
    query = {"school_id": str(SCHOOL)} | asked
    listed = who.get(f"/assessment-windows/{WORDS}/missing", query_string=query)
    assert listed.status_code == 200
    return {one["learner_id"]: one["not_taken"] for one in listed.get_json()["items"]}


def sheet(taken_on: str, *rows: dict[str, Any]) -> dict[str, Any]:
    about = {"instrument": "sight_words", "form": "2026", "taken_on": taken_on}
    return about | {"results": list(rows)}


def took(learner: str) -> dict[str, Any]:
    words = {"shape": "count_of", "number": 31, "out_of": 45}
    return {"learner_id": learner, "age_at_test": {"years": 7, "months": 4}, "result": words}


@pytest.mark.usefixtures("kept")
def test_any_post_reads_the_timetable(staff: WebClient) -> None:
    for role in ("teaching_assistant", "class_teacher", "la_officer"):
        shown = staff.acting(role).get(PLACE).get_json()
        assert shown["entries"] == ENTRIES
        assert (shown["school_year"], shown["version"]) == (2025, 1)


def test_a_timetable_is_replaced_upon_the_version_that_was_read(
    alnco: FlaskClient, kept: str
) -> None:
    fewer = {"entries": ENTRIES[:1]}
    blind = alnco.put(PLACE, json=fewer, headers={"Idempotency-Key": "blind"})
    assert (blind.status_code, blind.get_json()["code"]) == (409, "timetable_already_kept")
    assert alnco.put(PLACE, json=fewer, headers={"If-Match": kept}).status_code == 201
    stale = alnco.put(PLACE, json=TIMETABLE, headers={"If-Match": kept})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")
    shown = alnco.get(PLACE)
    assert len(shown.get_json()["entries"]) == 1
    assert (shown.get_json()["version"], shown.headers["ETag"]) == (2, '"2"')


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"instrument": "tea_leaves"}, 409, "entries.1.instrument"),
        ({"closes_on": "2025-11-02"}, 409, "entries.1.closes_on"),
        ({"year_groups": []}, 422, "entries.1.year_groups"),
        ({"year_groups": ["17"]}, 422, "entries.1.year_groups.0"),
        ({"entry_id": str(WORDS)}, 409, "entries.1.entry_id"),
    ],
)
def test_an_entry_that_cannot_be_is_named(
    alnco: FlaskClient, said: dict[str, Any], status: int, field: str
) -> None:
    answer = alnco.put(PLACE, json={"entries": [ENTRIES[0], ENTRIES[1] | said]})
    assert (answer.status_code, answer.get_json()["field"]) == (status, field)


def test_a_year_that_is_none_and_one_without_a_timetable_are_told(alnco: FlaskClient) -> None:
    none = alnco.get(f"/schools/{SCHOOL}/timetables/1066")
    assert (none.status_code, none.get_json()["code"]) == (422, "school_year_invalid")
    without = alnco.get(f"/schools/{SCHOOL}/timetables/2019")
    assert (without.status_code, without.get_json()["code"]) == (404, "timetable_unknown")


@pytest.mark.usefixtures("kept")
def test_windows_tell_where_they_are_on_a_day(teacher: FlaskClient) -> None:
    assert windows(teacher, on="2026-01-12") == [
        ("hertfordshire_reading", "closed"),
        ("sight_words", "open"),
    ]
    assert windows(teacher, on="2026-01-24", state="closing_soon") == [
        ("sight_words", "closing_soon")
    ]
    assert windows(teacher, on="2025-10-01", year_group="3") == [("sight_words", "upcoming")]
    assert windows(teacher, on="2024-10-01") == []


@pytest.mark.usefixtures("kept")
def test_the_state_of_a_window_is_named_in_both_languages(teacher: FlaskClient) -> None:
    query = {"school_id": str(SCHOOL), "on": "2026-01-24", "state": "closing_soon"}
    [window] = teacher.get("/assessment-windows", query_string=query).get_json()["items"]
    assert window["state_name"] == {"cy": "Yn cau cyn hir", "en": "Closing soon"}


@pytest.mark.usefixtures("kept")
def test_who_has_no_result_of_the_window_is_missing(alnco: FlaskClient, enrolled: Enrolled) -> None:
    took_it, before, absent, late = (enrolled(year) for year in ("2", "3", "3", "2"))
    enrolled("4")
    enrolled("3", at=uuid4())
    assert set(missing(alnco)) == {took_it, before, absent, late}
    rows = (took(took_it), {"learner_id": absent, "not_taken": "absent"})
    entered = alnco.put(f"/result-sheets/{uuid4()}", json=sheet("2026-01-12", *rows))
    assert entered.status_code == 201
    alnco.put(f"/result-sheets/{uuid4()}", json=sheet("2026-01-04", took(before)))
    alnco.put(f"/result-sheets/{uuid4()}", json=sheet("2026-01-31", took(late)))
    found = missing(alnco)
    assert set(found) == {before, absent, late}
    assert found[before] is None
    assert found[absent] == {
        "reason": "absent",
        "reason_name": {"cy": "Absennol", "en": "Absent"},
        "due_on": "2026-01-12",
    }
    alnco.put(f"/result-sheets/{uuid4()}", json=sheet("2026-01-30", took(absent)))
    assert set(missing(alnco)) == {before, late}


@pytest.mark.usefixtures("kept")
def test_a_learner_is_missing_where_they_are_taught_now(
    alnco: FlaskClient, enrolled: Enrolled, hear: Callable[[str], Ear]
) -> None:
    moved_up, left, moved_away, stays = (enrolled("3") for _ in range(4))
    heard = hear("assessments")
    heard(LearnerMovedYearGroup(learner_id=UUID(moved_up), year_group="4"))
    heard(LearnerMovedSchool(learner_id=UUID(moved_away), school_id=uuid4()))
    heard(LearnerLeft(learner_id=UUID(left), left_on=date(2026, 1, 9)))
    assert set(missing(alnco)) == {stays}


@pytest.mark.usefixtures("kept")
def test_a_teacher_is_told_of_their_own_class_only(
    alnco: FlaskClient, teacher: FlaskClient, enrolled: Enrolled
) -> None:
    mine, other_class = enrolled("3"), uuid4()
    theirs = enrolled("3", in_class=other_class)
    assert set(missing(teacher)) == {mine}
    assert set(missing(alnco)) == {mine, theirs}
    assert set(missing(alnco, class_id=str(other_class))) == {theirs}
    assert set(missing(alnco, class_id=str(CLASS))) == {mine}


@pytest.mark.usefixtures("kept")
def test_who_is_missing_is_listed_a_page_at_a_time(alnco: FlaskClient, enrolled: Enrolled) -> None:
    everybody = {enrolled("3") for _ in range(5)}
    place, found, cursor = f"/assessment-windows/{WORDS}/missing", set(), None
    while True:
        query = {"school_id": str(SCHOOL), "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = alnco.get(place, query_string=query).get_json()
        found |= {one["learner_id"] for one in page["items"]}
        if (cursor := page["next"]) is None:
            break
    assert found == everybody


@pytest.mark.usefixtures("kept")
def test_of_a_timetable_copied_with_its_ids_the_latest_years_window_is_meant(
    alnco: FlaskClient, enrolled: Enrolled
) -> None:
    learner = enrolled("3")
    alnco.put(f"/result-sheets/{uuid4()}", json=sheet("2026-01-12", took(learner)))
    assert missing(alnco) == {}
    year_later = ENTRIES[0] | {"opens_on": "2027-01-04", "closes_on": "2027-01-29"}
    copied = alnco.put(f"/schools/{SCHOOL}/timetables/2026", json={"entries": [year_later]})
    assert copied.status_code == 201
    assert set(missing(alnco)) == {learner}


@pytest.mark.usefixtures("kept")
def test_a_window_that_is_in_no_timetable_is_unknown(alnco: FlaskClient) -> None:
    query = {"school_id": str(SCHOOL)}
    answer = alnco.get(f"/assessment-windows/{uuid4()}/missing", query_string=query)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "window_unknown")


@pytest.mark.usefixtures("kept")
def test_only_who_leads_keeps_the_timetable_and_only_who_teaches_sees_who_is_missing(
    staff: WebClient, teacher: FlaskClient
) -> None:
    assert teacher.put(PLACE, json=TIMETABLE).status_code == 403
    assistant = staff.acting("teaching_assistant")
    query = {"school_id": str(SCHOOL)}
    place = f"/assessment-windows/{WORDS}/missing"
    assert assistant.get(place, query_string=query).status_code == 403
    elsewhere = staff.acting("headteacher", "a-head-elsewhere", at=uuid4())
    assert elsewhere.get(place, query_string=query).status_code == 404
