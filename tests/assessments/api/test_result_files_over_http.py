"""Results from a file: read by row, all of it or nothing, every bad row named by its line."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.assessments.api.result_files import MOST_ROWS
from services.assessments.api.result_imports import FAULTS_LISTED
from tests.assessments.api.conftest import Enrolled

FIRST = "learner_id,instrument,form,taken_on,age_years,age_months,shape"
HEADER = (
    f"{FIRST},score,lower,upper,percentile,stanine,years,months,number,out_of,stage,percent,"
    "band,profile,skills_met,skills_not_met,words"
)
SHAPES: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "standardised_score": (
        "personalised_reading_welsh",
        {"score": "87", "lower": "81", "upper": "94", "percentile": "19"},
        {"score": 87, "lower": 81, "upper": 94, "percentile": 19, "stanine": None},
    ),
    "age_equivalent": (
        "hertfordshire_reading",
        {"years": "6", "months": "4"},
        {"years": 6, "months": 4},
    ),
    "count_of": ("sight_words", {"number": "31", "out_of": "45"}, {"number": 31, "out_of": 45}),
    "percentile": ("dyslexia_portfolio", {"percentile": "19"}, {"percentile": 19}),
    "stanine": ("dyslexia_screener", {"stanine": "3"}, {"stanine": 3}),
    "stage": (
        "read_write_inc_phonics",
        {"stage": "purple", "percent": "40"},
        {"stage": "purple", "percent": 40},
    ),
    "banded_risk": (
        "dynamo_maths",
        {"band": "at_risk", "profile": "number_meaning=no_concern|number_magnitude=at_risk"},
        {
            "band": "at_risk",
            "profile": [
                {"part": "number_meaning", "band": "no_concern"},
                {"part": "number_magnitude", "band": "at_risk"},
            ],
        },
    ),
    "checklist": (
        "number_stacks",
        {"skills_met": "Adio o fewn 10|Bondiau", "skills_not_met": "Tynnu: ŵ"},
        {
            "items": [
                {"skill": "Adio o fewn 10", "met": True},
                {"skill": "Bondiau", "met": True},
                {"skill": "Tynnu: ŵ", "met": False},
            ]
        },
    ),
    "narrative": (
        "personalised_reading_welsh",
        {"words": "=1+1 yw'r testun"},
        {"words": "=1+1 yw'r testun"},
    ),
}
Send = Callable[..., Any]


@pytest.fixture
def send(teacher: FlaskClient, enrolled: Enrolled) -> Send:
    """`send(text)` imports a file; `import_id`, `dry_run` and `content_type` may be given.

    Who sends it teaches a class in which there is somebody.
    """
    enrolled()

    def put(body: str | bytes, import_id: object = None, **more: Any) -> Any:
        kind = more.pop("content_type", "text/csv")
        place = f"/result-imports/{import_id or uuid4()}"
        data = body.encode() if isinstance(body, str) else body
        return teacher.put(place, data=data, content_type=kind, query_string=more)

    return put


def row(learner: str, shape: str = "count_of", **cells: str) -> str:
    instrument, of_shape, _ = SHAPES[shape]
    usual = {
        "learner_id": learner,
        "instrument": instrument,
        "form": "2026",
        "taken_on": "2026-01-12",
        "age_years": "7",
        "age_months": "4",
        "shape": shape,
    }
    given = usual | of_shape | cells
    return ",".join(given.get(name, "") for name in HEADER.split(","))


def file_of(*rows: str, header: str = HEADER) -> str:
    return "\r\n".join((header, *rows)) + "\r\n"


def results_of(teacher: FlaskClient, learner: str) -> list[dict[str, Any]]:
    listed = teacher.get("/assessment-results", query_string={"learner_id": learner})
    return list(listed.get_json()["items"])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_result_of_each_shape_is_imported_as_it_stands(
    teacher: FlaskClient, enrolled: Enrolled, send: Send, shape: str
) -> None:
    learner = enrolled()
    answer = send(file_of(row(learner, shape)))
    assert (answer.status_code, answer.get_json()["new"]) == (200, 1)
    [shown] = results_of(teacher, learner)
    assert shown["result"] == {"shape": shape} | SHAPES[shape][2]
    assert shown["sheet_id"] == answer.get_json()["import_id"]


def test_a_file_with_semicolons_and_a_byte_order_mark_is_read(
    enrolled: Enrolled, send: Send
) -> None:
    text = file_of(row(enrolled()), row(enrolled())).replace(",", ";")
    assert send(b"\xef\xbb\xbf" + text.encode()).get_json()["new"] == 2


def test_a_dry_run_tells_what_would_be_and_records_nothing(
    teacher: FlaskClient, enrolled: Enrolled, send: Send
) -> None:
    learner, import_id = enrolled(), uuid4()
    told = send(file_of(row(learner)), import_id, dry_run="true").get_json()
    assert (told["dry_run"], told["rows"], told["new"], told["position"]) == (True, 1, 1, None)
    assert results_of(teacher, learner) == []
    assert send(file_of(row(learner)), import_id).get_json()["new"] == 1
    assert len(results_of(teacher, learner)) == 1


def test_a_file_sent_again_changes_nothing_and_says_so(
    teacher: FlaskClient, enrolled: Enrolled, send: Send
) -> None:
    learner, newcomer = enrolled(), enrolled()
    send(file_of(row(learner)))
    again = send(file_of(row(learner))).get_json()
    assert (again["new"], again["unchanged"], again["position"]) == (0, 1, None)
    grown = send(file_of(row(learner), row(newcomer))).get_json()
    assert (grown["new"], grown["unchanged"]) == (1, 1)
    assert len(results_of(teacher, learner)) == 1


def test_another_result_of_the_same_test_is_a_fault_and_not_a_change(
    teacher: FlaskClient, enrolled: Enrolled, send: Send
) -> None:
    learner = enrolled()
    send(file_of(row(learner)))
    [fault] = send(file_of(row(learner, number="12"))).get_json()["errors"]
    assert (fault["line"], fault["code"]) == (2, "result_already_recorded")
    assert results_of(teacher, learner)[0]["result"]["number"] == 31


def test_every_bad_row_of_a_broken_file_is_named_and_nothing_is_imported(
    teacher: FlaskClient, enrolled: Enrolled, send: Send
) -> None:
    good, twice = enrolled(), enrolled()
    rows = [
        row(good),
        row(str(uuid4())),
        row("Siân"),
        row(enrolled(), number="46"),
        row(enrolled(), number="lots"),
        row(enrolled(), taken_on="12/01/2026"),
        row(enrolled(), taken_on="2999-01-01"),
        row(enrolled(), instrument="tea_leaves"),
        row(enrolled(), shape="count_of", instrument="number_stacks", number=""),
        row(enrolled(), score="87"),
        row(enrolled(), age_months="12"),
        row(enrolled(), form=""),
        row(enrolled(), "stage", stage="tangerine"),
        row(enrolled(), "banded_risk", profile="number_meaning"),
        "a,b,c",
        row(twice),
        row(twice),
        row(enrolled(), "stanine", stanine="10"),
    ]
    answer = send(file_of(*rows))
    assert (answer.status_code, answer.get_json()["code"]) == (422, "result_file_rejected")
    told = [(one["line"], one.get("field"), one["code"]) for one in answer.get_json()["errors"]]
    assert told == [
        (3, "learner_id", "learner_unknown"),
        (4, "learner_id", "value_invalid"),
        (5, "number", "number_out_of_range"),
        (6, "number", "value_invalid"),
        (7, "taken_on", "value_invalid"),
        (8, "taken_on", "taken_on_in_future"),
        (9, "instrument", "instrument_unknown"),
        (10, "number", "value_missing"),
        (11, "score", "not_of_this_shape"),
        (12, "age_months", "value_invalid"),
        (13, "form", "value_invalid"),
        (14, "stage", "stage_unknown"),
        (15, "profile", "value_invalid"),
        (16, None, "field_count"),
        (18, "learner_id", "row_repeated"),
        (19, "stanine", "stanine_out_of_range"),
    ]
    assert answer.get_json()["total"] == len(told)
    assert results_of(teacher, good) == []


@pytest.mark.parametrize(
    ("body", "line", "field", "code"),
    [
        ("", 1, "learner_id", "column_missing"),
        (file_of(header=FIRST.replace(",form", "")), 1, "form", "column_missing"),
        (file_of(header=f"{FIRST},teacher"), 1, "teacher", "column_unknown"),
        (file_of(header=f"{FIRST},form"), 1, "form", "column_doubled"),
        (file_of(header=FIRST), 1, None, "file_empty"),
        (f"{FIRST}\n\xe2".encode("latin-1"), 2, None, "not_utf8"),
        (f"{FIRST}\n\0", 2, None, "nul_byte"),
        (f'{FIRST}\n"a"b', 2, None, "row_malformed"),
    ],
)
def test_what_is_no_file_of_results_is_refused(
    send: Send, body: str | bytes, line: int, field: str | None, code: str
) -> None:
    answer = send(body)
    assert answer.status_code == 422
    fault = answer.get_json()["errors"][0]
    assert (fault["line"], fault.get("field"), fault["code"]) == (line, field, code)


def test_a_file_of_another_kind_is_not_taken(send: Send) -> None:
    answer = send("{}", content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (415, "csv_expected")


def test_so_many_rows_are_taken_and_no_more(send: Send, enrolled: Enrolled) -> None:
    learner = enrolled()
    many = [row(learner, form=f"Rhestr {number}") for number in range(MOST_ROWS)]
    assert send(file_of(*many)).get_json()["new"] == MOST_ROWS
    [fault] = send(file_of(*many, row(learner))).get_json()["errors"]
    assert fault["code"] == "too_many_rows"


def test_of_many_faults_the_first_thousand_are_listed_and_all_are_counted(
    send: Send, enrolled: Enrolled
) -> None:
    learner = enrolled()
    rows = [row(learner, form=f"{number}", number="46") for number in range(FAULTS_LISTED + 50)]
    told = send(file_of(*rows)).get_json()
    assert (len(told["errors"]), told["total"]) == (FAULTS_LISTED, FAULTS_LISTED + 50)


def test_a_file_of_learners_out_of_reach_looks_like_one_of_nobody(
    send: Send, enrolled: Enrolled
) -> None:
    for learner in (enrolled(in_class=None), str(uuid4())):
        answer = send(file_of(row(learner)))
        assert (answer.status_code, answer.get_json()["code"]) == (404, "learner_unknown")
