"""The catalogue of instruments, and those that a school adds."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.assessments.api.conftest import Enrolled
from tests.relating import SCHOOL
from tests.web_client import WebClient

PLACE = f"/schools/{SCHOOL}/instruments/book_bands"


def named(code: str, cy: str, en: str) -> dict[str, Any]:
    return {"code": code, "name": {"cy": cy, "en": en}}


STAGES = [named("melyn", "Melyn", "Yellow"), named("gwyrdd", "Gwyrdd", "Green")]
BOOK_BANDS = {
    "name": {"cy": "Bandiau llyfrau", "en": "Book bands"},
    "aspects": ["reading"],
    "shapes": ["stage"],
    "stages": STAGES,
    "source": "Llawlyfr yr ysgol",
}


def result(learner: str, stage: str, taken_on: str = "2026-01-12") -> dict[str, Any]:
    return {
        "learner_id": learner,
        "instrument": "book_bands",
        "form": "2026",
        "taken_on": taken_on,
        "age_at_test": {"years": 7, "months": 4},
        "result": {"shape": "stage", "stage": stage, "percent": None},
    }


def codes(answer: Any) -> list[tuple[str, str | None]]:
    return [(one["code"], one["school_id"]) for one in answer.get_json()["items"]]


def test_the_catalogue_tells_shapes_aspects_stages_and_how_surely_it_is_known(
    teacher: FlaskClient,
) -> None:
    listed = teacher.get("/instruments").get_json()
    found = {one["code"]: one for one in listed["items"]}
    assert listed["version"] == 2
    shapes = {one["code"]: one["name"] for one in listed["shapes"]}
    assert shapes["stage"] == {"cy": "Cam neu liw", "en": "Stage or colour"}
    assert {"number", "reading"} <= {one["code"] for one in listed["aspects"]}
    phonics = found["read_write_inc_phonics"]
    assert phonics["aspects"] == ["phonics"]
    assert phonics["stages"][4] == named("purple", "Porffor", "Purple")
    assert (phonics["confidence"], phonics["school_id"]) == ("medium", None)
    assert [one["code"] for one in found["dynamo_maths"]["bands"]][-1] == "at_risk"


def test_a_school_adds_an_instrument_and_records_results_by_it(
    alnco: FlaskClient, teacher: FlaskClient, enrolled: Enrolled
) -> None:
    assert alnco.put(PLACE, json=BOOK_BANDS).status_code == 201
    listed = teacher.get("/instruments", query_string={"school_id": str(SCHOOL)})
    assert ("book_bands", str(SCHOOL)) in codes(listed)
    assert ("book_bands", str(SCHOOL)) not in codes(teacher.get("/instruments"))
    place = f"/assessment-results/{uuid4()}"
    assert teacher.put(place, json=result(enrolled(), "gwyrdd")).status_code == 201
    shown = teacher.get(place).get_json()
    assert (shown["result"]["stage"], shown["own_version"]) == ("gwyrdd", 1)
    wrong = teacher.put(f"/assessment-results/{uuid4()}", json=result(enrolled(), "purple"))
    assert (wrong.status_code, wrong.get_json()["code"]) == (409, "stage_unknown")


def test_an_amended_instrument_is_a_new_version_and_earlier_results_stay(
    alnco: FlaskClient, teacher: FlaskClient, enrolled: Enrolled
) -> None:
    alnco.put(PLACE, json=BOOK_BANDS)
    place = f"/assessment-results/{uuid4()}"
    teacher.put(place, json=result(enrolled(), "gwyrdd"))
    read = alnco.get(PLACE).headers["ETag"]
    anew = BOOK_BANDS | {"stages": [*STAGES[:1], named("glas", "Glas", "Blue")]}
    assert alnco.put(PLACE, json=anew, headers={"If-Match": read}).status_code == 201
    assert alnco.get(PLACE).get_json()["version"] == 2
    stale = alnco.put(PLACE, json=BOOK_BANDS, headers={"If-Match": read})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")
    assert teacher.get(place).get_json()["result"]["stage"] == "gwyrdd"
    later = f"/assessment-results/{uuid4()}"
    assert teacher.put(later, json=result(enrolled(), "glas")).status_code == 201
    assert teacher.get(later).get_json()["own_version"] == 2


def test_adding_it_again_changes_nothing(alnco: FlaskClient) -> None:
    first = alnco.put(PLACE, json=BOOK_BANDS).get_json()
    again = alnco.put(PLACE, json=BOOK_BANDS, headers={"Idempotency-Key": "again"}).get_json()
    assert (again["version"], again["position"]) == (first["version"], None)


def test_a_retired_instrument_takes_no_later_tests_and_keeps_its_results(
    alnco: FlaskClient, teacher: FlaskClient, enrolled: Enrolled
) -> None:
    alnco.put(PLACE, json=BOOK_BANDS)
    retired = alnco.put(f"{PLACE}/retirement", json={"reason": "Cynllun darllen newydd"})
    assert retired.status_code == 201
    assert teacher.get(PLACE).get_json()["retired_on"] is not None
    before = teacher.put(f"/assessment-results/{uuid4()}", json=result(enrolled(), "melyn"))
    assert before.status_code == 201
    again = alnco.put(f"{PLACE}/retirement", json={"reason": "Cynllun darllen newydd"})
    assert again.status_code == 201


@pytest.mark.parametrize(
    ("code", "said", "status", "told"),
    [
        ("sight_words", {}, 409, "code_of_the_catalogue"),
        ("Book-Bands", {}, 422, "code_invalid"),
        ("book_bands", {"stages": []}, 409, "stages_do_not_fit_shapes"),
        ("book_bands", {"name": {"cy": "Bandiau"}}, 422, "request_invalid"),
        ("book_bands", {"shapes": ["horoscope"]}, 422, "request_invalid"),
        ("book_bands", {"shapes": []}, 422, "request_invalid"),
    ],
)
def test_an_instrument_that_cannot_be_is_refused(
    alnco: FlaskClient, code: str, said: dict[str, Any], status: int, told: str
) -> None:
    answer = alnco.put(f"/schools/{SCHOOL}/instruments/{code}", json=BOOK_BANDS | said)
    assert (answer.status_code, answer.get_json()["code"]) == (status, told)


def test_a_class_list_and_a_file_take_a_schools_own_instrument(
    alnco: FlaskClient, teacher: FlaskClient, enrolled: Enrolled
) -> None:
    alnco.put(PLACE, json=BOOK_BANDS)
    listed, absent, filed = enrolled(), enrolled(), enrolled()
    whole = result(listed, "gwyrdd")
    row = {name: whole[name] for name in ("learner_id", "age_at_test", "result")}
    about = {name: whole[name] for name in ("instrument", "form", "taken_on")}
    rows = [row, {"learner_id": absent, "not_taken": "declined"}]
    entered = teacher.put(f"/result-sheets/{uuid4()}", json=about | {"results": rows})
    assert (entered.get_json()["recorded"], entered.get_json()["not_taken"]) == (1, 1)
    text = (
        "learner_id;instrument;form;taken_on;age_years;age_months;shape;stage\n"
        f"{filed};book_bands;2026;2026-01-12;7;4;stage;melyn\n"
    )
    place = f"/result-imports/{uuid4()}"
    imported = teacher.put(place, data=text.encode(), content_type="text/csv")
    assert imported.get_json()["new"] == 1


def test_only_who_leads_the_school_adds_to_its_instruments(
    staff: WebClient, teacher: FlaskClient
) -> None:
    assert teacher.put(PLACE, json=BOOK_BANDS).status_code == 403
    elsewhere = staff.acting("headteacher", "a-head-elsewhere", at=uuid4())
    assert elsewhere.put(PLACE, json=BOOK_BANDS).status_code == 404


def test_another_schools_instruments_are_not_seen(staff: WebClient, alnco: FlaskClient) -> None:
    alnco.put(PLACE, json=BOOK_BANDS)
    elsewhere = staff.acting("headteacher", "a-head-elsewhere", at=uuid4())
    assert elsewhere.get(PLACE).status_code == 404
    listed = elsewhere.get("/instruments", query_string={"school_id": str(SCHOOL)})
    assert ("book_bands", str(SCHOOL)) not in codes(listed)
