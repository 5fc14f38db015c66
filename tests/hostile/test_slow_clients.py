"""More slow clients than the worker has threads: good ones notice nothing."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from socket import socket
from uuid import uuid4

import pytest

from tests.hostile.web_process import JSON, WebProcess
from tests.hostile.wire import answer_on, connected, request

pytestmark = pytest.mark.usefixtures("_unmoved")

MANY = 60  # connections; the worker has eight threads
LIVE = request("GET", "/livez", {})
HELD_SECONDS = 20  # to wait for an answer that a slow client keeps from coming


@contextmanager
def many(assessments: WebProcess) -> Iterator[list[socket]]:
    with ExitStack() as open_:
        yield [open_.enter_context(connected(assessments.port)) for _ in range(MANY)]


def drip(slow: list[socket], said: bytes) -> None:
    for sock in slow:
        sock.sendall(said)


def answered(assessments: WebProcess) -> bool:
    """Are good clients answered while the slow ones hold on?"""
    began = time.monotonic()
    answers = [assessments.get("/instruments").status for _ in range(5)]
    return answers == [200] * 5 and time.monotonic() - began < HELD_SECONDS


def test_clients_that_say_nothing_keep_nobody_out(assessments: WebProcess) -> None:
    with many(assessments):
        assert answered(assessments)


def test_clients_that_drip_headers_keep_nobody_out(assessments: WebProcess) -> None:
    with many(assessments) as slow:
        for piece in (LIVE[:5], LIVE[5:10], LIVE[10:-1]):
            drip(slow, piece)
            assert answered(assessments)
        drip(slow, LIVE[-1:])
        assert {answer_on(sock).status for sock in slow} == {200}


@pytest.mark.parametrize(
    ("told", "pieces"),
    [
        ({"Content-Length": "6"}, (b"{", b'"a":')),
        ({"Content-Length": "6", "Expect": "100-continue"}, (b"{", b'"a":')),
        ({"Transfer-Encoding": "chunked"}, (b"1", b"\r\n{\r\n", b"5\r\n")),
    ],
    ids=["a length", "a length, and asks first", "chunks"],
)
def test_clients_that_drip_a_body_keep_nobody_out(
    assessments: WebProcess, told: dict[str, str], pieces: tuple[bytes, ...]
) -> None:
    head = request("PUT", f"/assessment-results/{uuid4()}", assessments.bearer() | JSON | told)
    with many(assessments) as slow:
        for piece in (head, *pieces):
            drip(slow, piece)
            assert answered(assessments)
        drip(slow, b"1}" if "Content-Length" in told else b'"a":1\r\n1\r\n}\r\n0\r\n\r\n')
        assert {answer_on(sock).status for sock in slow} == {400 if len(pieces) == 2 else 422}


def test_clients_whose_large_body_is_refused_keep_nobody_out(assessments: WebProcess) -> None:
    head = request("PUT", f"/assessment-results/{uuid4()}", {"Content-Length": "2000000"})
    with many(assessments) as slow:
        drip(slow, head + b"{")
        assert answered(assessments)
        assert {answer_on(sock).status for sock in slow} == {401}


def test_clients_that_do_not_go_keep_nobody_out(assessments: WebProcess) -> None:
    with many(assessments) as slow:
        drip(slow, request("GET", "/livez", {"Connection": "close"}))
        assert answered(assessments)
        assert {answer_on(sock).status for sock in slow} == {200}


def test_more_connections_than_there_may_be_push_out_the_slowest(assessments: WebProcess) -> None:
    with ExitStack() as open_:
        for _ in range(600):
            open_.enter_context(connected(assessments.port)).sendall(LIVE[:5])
        assert answered(assessments)
