"""Bodies that no client of ours sends, to a real service over the wire: nothing comes of them."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from socket import SHUT_WR
from typing import Any
from uuid import uuid4

import pytest

from tests.hostile.conftest import problem
from tests.hostile.web_process import JSON, WebProcess
from tests.hostile.wire import answer_on, connected, exchange, exchange_all, request

pytestmark = pytest.mark.usefixtures("_unmoved")

MEGABYTE = 1024 * 1024
HUGE = 100 * MEGABYTE
PIECE = b" " * 64 * 1024


def result(learner_id: str, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": learner_id,
        "instrument": "sight_words",
        "form": "2026",
        "taken_on": datetime.now(UTC).date().isoformat(),
        "age_at_test": {"years": 7, "months": 4},
        "result": {"shape": "count_of", "number": 31, "out_of": 45},
    } | other


def with_form(learner_id: str, form: str) -> bytes:
    """A sound result but for the JSON of its form."""
    return json.dumps(result(learner_id, form="FORM")).replace('"FORM"', form).encode()


def place() -> str:
    return f"/assessment-results/{uuid4()}"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("[" * 100_000 + "]" * 100_000, "json_invalid"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "json_invalid"),
        ("[" * 200 + "]" * 200, "json_too_deep"),
        ("NaN", "json_invalid"),
        ("1e400", "json_invalid"),
        ('"\\ud800"', "json_invalid"),
        ('"\\u0000"', "json_holds_nul"),
        ('"a", "form": "b"', "json_key_repeated"),
        ("9007199254740993", "json_integer_too_large"),
    ],
    ids=lambda value: value[:12],
)
def test_ambiguous_or_unstorable_json_is_refused(
    assessments: WebProcess, learner_id: str, form: str, code: str
) -> None:
    answer = assessments.put(place(), with_form(learner_id, form))
    assert problem(answer) == (400, code, None)


@pytest.mark.parametrize("body", [b"\xff\xfe{}", b"\x00", "ŵ".encode("utf-16"), b"\xed\xa0\x80"])
def test_bytes_that_are_no_text_are_refused(assessments: WebProcess, body: bytes) -> None:
    assert problem(assessments.put(place(), body)) == (400, "json_invalid", None)


@pytest.mark.parametrize(
    "field",
    ["recorded_at", "recorded_by", "actor", "position", "authority", "school_id", "__class__"],
)
def test_what_only_we_may_say_cannot_be_sent(
    assessments: WebProcess, learner_id: str, field: str
) -> None:
    body = json.dumps(result(learner_id) | {field: "2020-01-01T00:00:00Z"}).encode()
    assert problem(assessments.put(place(), body)) == (422, "request_invalid", field)


def test_a_learner_of_another_authority_is_unknown_here(
    served: Callable[[str], WebProcess], new_authority: Callable[[], str], learner_id: str
) -> None:
    token = served("assessments").bearer("alnco", authority=new_authority())
    sent = request("PUT", place(), token | JSON, json.dumps(result(learner_id)).encode())
    answer = exchange(served("assessments").port, sent)
    assert problem(answer) == (404, "learner_unknown", "learner_id")


def whole(head: dict[str, str]) -> Iterator[bytes]:
    yield request("PUT", place(), head | {"Content-Length": str(HUGE)})
    yield from (PIECE for _ in range(HUGE // len(PIECE)))


def in_chunks(head: dict[str, str]) -> Iterator[bytes]:
    yield request("PUT", place(), head | {"Transfer-Encoding": "chunked"})
    chunk = b"%x\r\n%b\r\n" % (len(PIECE), PIECE)
    yield from (chunk for _ in range(HUGE // len(PIECE)))
    yield b"0\r\n\r\n"


@pytest.mark.parametrize("parts", [whole, in_chunks])
def test_a_hundred_megabytes_are_refused_after_a_few_and_cost_no_memory(
    assessments: WebProcess, parts: Callable[[dict[str, str]], Iterator[bytes]]
) -> None:
    before = assessments.memory
    answer, taken = exchange_all(assessments.port, parts(assessments.bearer() | JSON))
    assert problem(answer) == (413, "request_entity_too_large", None)
    assert taken < HUGE / 2
    assert assessments.memory - before < 16 * MEGABYTE


def test_a_hundred_megabytes_of_a_stranger_are_not_read_at_all(assessments: WebProcess) -> None:
    answer, taken = exchange_all(assessments.port, whole(JSON))
    assert problem(answer) == (401, "token_refused", None)
    assert taken < HUGE / 2


def test_a_roster_without_end_is_refused(served: Callable[[str], WebProcess]) -> None:
    learners = served("learners")
    answer, taken = exchange_all(learners.port, [zipped(learners, HUGE), *[PIECE] * 1_600])
    assert problem(answer) == (413, "request_entity_too_large", None)
    assert taken < HUGE / 2
    assert learners.get("/schools").status == 200


def zipped(learners: WebProcess, length: int) -> bytes:
    told = {"Content-Type": "application/zip", "Content-Length": str(length)}
    return request("PUT", f"/roster-imports/{uuid4()}", learners.bearer("la_officer") | told)


def test_a_large_roster_is_read_to_its_end(served: Callable[[str], WebProcess]) -> None:
    learners = served("learners")
    pieces = [PIECE] * 80
    answer, _ = exchange_all(learners.port, [zipped(learners, len(PIECE) * 80), *pieces])
    assert problem(answer)[:2] == (422, "roster_rejected")


def test_a_roster_that_is_cut_short_is_refused(served: Callable[[str], WebProcess]) -> None:
    learners = served("learners")
    with connected(learners.port) as sock:
        sock.sendall(zipped(learners, 3 * MEGABYTE) + PIECE * 20)
        sock.shutdown(SHUT_WR)
        assert problem(answer_on(sock)) == (400, "body_incomplete", None)


@pytest.mark.parametrize(
    "chunks", [b"zz\r\n\r\n", b"-5\r\n\r\n", b"2\r\n{}xx\r\n", b"2;\x00\r\n{}\r\n0\r\n\r\n"]
)
def test_chunks_that_are_none_are_refused(assessments: WebProcess, chunks: bytes) -> None:
    head = assessments.bearer() | JSON | {"Transfer-Encoding": "chunked"}
    answer = exchange(assessments.port, request("PUT", place(), head) + chunks)
    assert problem(answer) == (400, "body_malformed", None)


def test_sound_chunks_are_read(assessments: WebProcess) -> None:
    head = assessments.bearer() | JSON | {"Transfer-Encoding": "chunked"}
    chunks = b"1;by=us\r\n{\r\n1\r\n}\r\n0\r\nDigest: none\r\n\r\n"
    answer = exchange(assessments.port, request("PUT", place(), head) + chunks)
    assert problem(answer)[:2] == (422, "request_invalid")
