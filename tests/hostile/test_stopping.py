"""A web process that is told to stop answers what it was asked, and waits for nobody else."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psutil

from tests.hostile.web_process import JSON, web_process
from tests.hostile.wire import answer_on, connected, request
from tests.issuing import Issuer
from tests.journeys.system import web_running
from tests.stores import Store


def test_a_request_under_way_is_answered_though_slow_clients_hold_on(
    store: Callable[[str], Store], issuer: Issuer, authority: str, tmp_path: Path
) -> None:
    with web_running({"assessments": store("assessments")}, issuer, tmp_path) as system:
        web = web_process(system, "assessments", issuer, authority)
        arbiter = psutil.Process(web.holder).children()[0]
        put = request("PUT", f"/assessment-results/{uuid4()}", web.bearer() | JSON, b"{}")
        with connected(web.port) as slow, connected(web.port) as good:
            slow.sendall(put[:20])
            good.sendall(put[:-1])
            assert web.get("/instruments").status == 200  # so the loop has seen both
            arbiter.terminate()
            good.sendall(put[-1:])
            assert answer_on(good).status == 422
            arbiter.wait(timeout=60)
            assert slow.recv(1) == b""
