"""What would disturb other tests: a web process of this test's own is filled up, and is stopped."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests.hostile.web_process import JSON, WebProcess, web_process
from tests.hostile.wire import answer_on, connected, exchange, request
from tests.issuing import Issuer
from tests.journeys.process import wait_for
from tests.journeys.system import web_running
from tests.stores import Store

MEGABYTE = 1024 * 1024


@pytest.fixture
def web(
    store: Callable[[str], Store], issuer: Issuer, authority: str, tmp_path: Path
) -> Iterator[WebProcess]:
    with web_running({"assessments": store("assessments")}, issuer, tmp_path) as system:
        yield web_process(system, "assessments", issuer, authority)


def test_bodies_that_never_end_cost_so_much_memory_and_no_more(web: WebProcess) -> None:
    put = request("PUT", f"/assessment-results/{uuid4()}", JSON | {"Content-Length": "1000000"})
    for _ in range(800):
        assert exchange(web.port, b"GET /livez HTTP/1.1\r\n" + b"a" * 128 * 1024).status == 431
    before, worker = web.memory, web.worker
    with ExitStack() as open_:
        for _ in range(150):
            sock = open_.enter_context(connected(web.port))
            with suppress(BrokenPipeError, ConnectionResetError):
                sock.sendall(put + b" " * 900_000)
        assert web.get("/instruments").status == 200
        assert web.memory - before < 90 * MEGABYTE
        assert web.worker == worker


def test_a_request_under_way_is_answered_though_slow_clients_hold_on(
    web: WebProcess,
) -> None:
    put = request("PUT", f"/assessment-results/{uuid4()}", web.bearer("alnco") | JSON, b"{}")
    with connected(web.port) as slow, connected(web.port) as good:
        slow.sendall(put[:20])
        good.sendall(put[:-1])
        assert web.get("/instruments").status == 200  # so the loop has seen both
        web.arbiter.terminate()
        good.sendall(put[-1:])
        assert answer_on(good).status == 422
        web.arbiter.wait(timeout=60)
        assert slow.recv(1) == b""


def test_where_the_keys_were_never_had_nobody_is_let_in_or_refused(
    store: Callable[[str], Store], issuer: Issuer, authority: str, tmp_path: Path
) -> None:
    nowhere = "http://127.0.0.1:1"
    stores = {"assessments": store("assessments")}
    with web_running(stores, issuer, tmp_path, LLWYBR_ISSUER=nowhere) as system:
        web = web_process(system, "assessments", issuer, authority)
        sent = request("GET", "/instruments", web.bearer(iss=nowhere, sub="canary-7f3a"))
        answer = exchange(web.port, sent)
        assert (answer.status, answer.json()["code"]) == (503, "issuer_unreachable")
        assert answer.headers["Retry-After"] == "2"
        assert [line["issuer"] for line in web.logged("issuer_unreachable")] == [nowhere]
        assert "canary-7f3a" not in web.log.read_text()


def test_a_rate_is_counted_for_all_workers_together(
    store: Callable[[str], Store], issuer: Issuer, authority: str, tmp_path: Path
) -> None:
    stores = {"assessments": store("assessments")}
    settings = {"LLWYBR_WORKERS": "2", "LLWYBR_REQUESTS_PER_MINUTE": "1"}
    with web_running(stores, issuer, tmp_path, **settings) as system:
        web = web_process(system, "assessments", issuer, authority)
        wait_for(lambda: len(web.arbiter.children()) == 2, "both workers")
        one, other = web.arbiter.children()
        answers = []
        for asleep in (one, other):
            asleep.suspend()  # so that it is the other one that answers
            answers.append(web.get("/instruments"))
            asleep.resume()
    assert [answer.status for answer in answers] == [200, 429]
    assert 0 < int(answers[1].headers["Retry-After"]) <= 60
