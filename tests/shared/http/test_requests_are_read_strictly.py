from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from shared.runtime.web import MAX_BODY_BYTES
from tests.shared.http.conftest import Open, problem

SUBJECT = str(uuid4())


def put(teacher: FlaskClient, body: str | bytes, kind: str = "application/json") -> Any:
    return teacher.put(f"/counters/{uuid4()}", data=body, content_type=kind)


def opening(notes: str) -> str:
    """A well-formed request but for what stands in its notes."""
    return f'{{"names": ["Siân"], "subject_id": "{SUBJECT}", "notes": {notes}}}'


def test_a_well_formed_request_is_accepted(teacher: FlaskClient) -> None:
    assert (
        put(teacher, opening('{"depth": [1, -2.5, true, null, "ŵ", "\\ud83d\\ude00"]}')).status_code
        == 201
    )


INVALID = {
    "nothing": "",
    "no JSON": "names=Siân",
    "half of it": '{"names": [',
    "two values": "{} {}",
    "not a number": opening("NaN"),
    "infinity": opening("Infinity"),
    "less than anything": opening("-Infinity"),
    "too large a number": opening("1e400"),
    "a lone surrogate": opening('"\\ud800"'),
    "a lone surrogate as a name": opening('{"\\udc00": 1}'),
    "a comment": opening("/* */ 1"),
    "a control character": opening('"\x01"'),
    "a byte order mark": "\ufeff" + opening("1"),
}


@pytest.mark.parametrize("body", INVALID.values(), ids=INVALID)
def test_what_is_not_json_is_refused(teacher: FlaskClient, body: str) -> None:
    assert problem(put(teacher, body.encode())) == (400, "json_invalid", None)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-32"])
def test_what_is_not_utf_8_is_refused(teacher: FlaskClient, encoding: str) -> None:
    assert problem(put(teacher, opening("1").encode(encoding))) == (400, "json_invalid", None)


@pytest.mark.parametrize(
    "body",
    [
        f'{{"names": ["a"], "names": ["b"], "subject_id": "{SUBJECT}"}}',
        opening('{"deep": [{"a": 1, "b": 2, "a": 1}]}'),
        opening('{"a": 1, "\\u0061": 2}'),
    ],
)
def test_a_key_given_twice_is_refused(teacher: FlaskClient, body: str) -> None:
    assert problem(put(teacher, body)) == (400, "json_key_repeated", None)


@pytest.mark.parametrize("notes", ['"\\u0000"', '{"a\\u0000b": 1}', '["", "\\u0000"]'])
def test_nul_is_refused_because_it_cannot_be_stored(teacher: FlaskClient, notes: str) -> None:
    assert problem(put(teacher, opening(notes))) == (400, "json_holds_nul", None)


def test_the_six_characters_that_mean_nul_elsewhere_are_text(teacher: FlaskClient) -> None:
    assert put(teacher, opening('"\\\\u0000"')).status_code == 201


@pytest.mark.parametrize("depth", [100, 990, 5_000, 100_000])
@pytest.mark.parametrize("pair", ["[]", '{"a":}'], ids=["lists", "objects"])
def test_deep_nesting_is_refused(teacher: FlaskClient, depth: int, pair: str) -> None:
    notes = pair[:-1] * depth + "1" + pair[-1] * depth
    status, code, _ = problem(put(teacher, opening(notes)))
    assert (status, code) == (400, "json_too_deep" if depth < 1_000 else "json_invalid")


def test_nesting_that_somebody_may_mean_is_accepted(teacher: FlaskClient) -> None:
    assert put(teacher, opening("[" * 99 + "]" * 99)).status_code == 201


@pytest.mark.parametrize("number", ["9007199254740991", "-9007199254740991"])
def test_the_largest_number_everybody_reads_alike_is_accepted(
    teacher: FlaskClient, number: str
) -> None:
    assert put(teacher, opening(number)).status_code == 201


@pytest.mark.parametrize("number", ["9007199254740993", "-1" + "0" * 30, "1" * 5_000])
def test_a_number_that_readers_read_differently_is_refused(
    teacher: FlaskClient, number: str
) -> None:
    status, code, _ = problem(put(teacher, opening(number)))
    assert (status, code) == (
        400,
        "json_invalid" if len(number) > 4300 else "json_integer_too_large",
    )


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_what_does_not_say_that_it_is_json_is_refused(teacher: FlaskClient, kind: str) -> None:
    assert problem(put(teacher, opening("1"), kind)) == (415, "not_json", None)


def test_a_body_of_more_than_a_megabyte_is_refused(teacher: FlaskClient) -> None:
    fits = opening('"' + "a" * (MAX_BODY_BYTES - len(opening('""'))) + '"')
    assert len(fits.encode()) - 1 <= MAX_BODY_BYTES
    answer = put(teacher, fits + " " * 100)
    assert problem(answer) == (413, "request_entity_too_large", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"names": []}, "names"),
        ({"names": ["Siân", 7]}, "names.1"),
        ({"names": "Siân"}, "names"),
        ({"names": ["a" * 81]}, "names.0"),
        ({"names": None}, "names"),
        ({"subject_id": "me"}, "subject_id"),
        ({"subject_id": None}, "subject_id"),
        ({"size": "huge"}, "size"),
        ({"on": "2026-02-30"}, "on"),
        ({"recorded_at": "2026-11-24T09:30:00Z"}, "recorded_at"),
        ({"actor": "somebody-else"}, "actor"),
        ({"authority": "666"}, "authority"),
        ({"": 1}, None),
    ],
    ids=str,
)
def test_a_wrong_or_unknown_field_is_named(
    teacher: FlaskClient, change: dict[str, object], field: str | None
) -> None:
    body = {"names": ["Siân"], "subject_id": SUBJECT} | change
    answer = teacher.put(f"/counters/{uuid4()}", json=body)
    assert problem(answer) == (422, "request_invalid", field)
    assert [fault["field"] for fault in answer.get_json()["errors"]] == [field or ""]


def test_every_fault_of_a_request_is_told_at_once(teacher: FlaskClient) -> None:
    answer = teacher.put(f"/counters/{uuid4()}", json={"size": "huge", "more": 1})
    told = answer.get_json()
    assert {fault["field"] for fault in told["errors"]} == {"names", "subject_id", "size", "more"}
    assert all(fault["code"] and fault["detail"] for fault in told["errors"])
    assert told["field"] == told["errors"][0]["field"]


@pytest.mark.parametrize("body", ["[]", '"text"', "1", "null", "true"])
def test_what_is_no_object_is_refused(teacher: FlaskClient, body: str) -> None:
    assert problem(put(teacher, body))[:2] == (422, "request_invalid")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=1e9", "limit"),
        ("page=2", "page"),
        ("authority=666", "authority"),
        ("last=%00", None),
    ],
)
def test_a_wrong_or_unknown_parameter_is_named(
    teacher: FlaskClient, query: str, field: str | None
) -> None:
    status, _, named = problem(teacher.get(f"/counters?{query}"))
    assert (status in (400, 422), named) == (True, field)


def test_nothing_of_a_refused_request_was_done(teacher: FlaskClient, opened: Open) -> None:
    counter_id = opened("Siân")
    put(teacher, opening("NaN"))
    teacher.post(f"/counters/{counter_id}/counts", json={"names": ["Llŷr"], "more": 1})
    assert teacher.get(f"/counters/{counter_id}").get_json()["count"] == 1
