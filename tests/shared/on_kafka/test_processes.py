"""Relay and consumer as processes of their own: told to stop, and killed without a word."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from deploy.native.ports import any_free_port
from deploy.provision import ROLE_OF
from tests.logins import kafka_environment
from tests.shared.on_kafka.conftest import Line
from tests.shared.probe_service import Count
from tests.shared.probing import counter
from tests.stores import Store

Process = subprocess.Popen[bytes]
Begin = Callable[..., Process]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def begin(line: Line, tmp_path: Path) -> Iterator[Begin]:
    """`begin("relay")`: a process as the launcher starts it; ended with the test."""
    begun: list[Process] = []
    stores = {"relay": line.log.store, "consumer": line.listening.store}

    def start(what: str, **settings: str) -> Process:
        store, role = stores[what], ROLE_OF[what]
        given = {
            "LLWYBR_DATABASE": store.conninfo(role),
            "LLWYBR_DATABASE_PASSWORD_FILE": str(store.password_file(role)),
            **kafka_environment(line.wire.login),
        }
        with (tmp_path / f"{what}.log").open("ab") as log:
            begun.append(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.shared.on_kafka.probe_process", what],
                    env=os.environ | given | settings,
                    cwd=ROOT,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            )
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def wait(until: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, f"it was not so within {seconds} s"
        time.sleep(0.05)


def test_processes_killed_again_and_again_lose_and_double_nothing(line: Line, begin: Begin) -> None:
    streams = [counter() for _ in range(3)]
    for kill in (None, "relay", "consumer", "both"):
        processes = {what: begin(what) for what in ("relay", "consumer")}
        for _ in range(20):
            line.log.execute(*((stream, Count(names=("a", "b"))) for stream in streams))
        heard = len(line.listening.inbox())
        wait(lambda heard=heard: len(line.listening.inbox()) > heard)  # type: ignore[misc]
        for what, process in processes.items():
            process.send_signal(signal.SIGKILL if kill in (what, "both") else signal.SIGTERM)
            process.wait(20)
    begin("relay")
    begin("consumer")
    wait(lambda: len(line.listening.inbox()) == len(line.log.positions()))
    assert line.listening.inbox() == line.log.positions()
    assert line.listening.effects() == {stream.id: list(range(1, 161)) for stream in streams}
    assert line.listening.copies() == line.listening.effects()


@pytest.mark.parametrize("what", ["relay", "consumer"])
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_process_told_to_stop_ends_its_turn_and_says_so(
    begin: Begin, tmp_path: Path, what: str, told: signal.Signals
) -> None:
    process, log = begin(what), tmp_path / f"{what}.log"
    wait(lambda: b'"started"' in log.read_bytes())
    process.send_signal(told)
    assert process.wait(20) == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert lines[-1]["event"] == "stopped"
    assert {line["process"] for line in lines} == {what}


def test_a_process_serves_its_metrics_on_the_loopback(begin: Begin) -> None:
    port = any_free_port()
    begin("relay", LLWYBR_METRICS_PORT=str(port))

    def served() -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
                return b"llwybr_turned_at_seconds" in answer.read()
        except OSError:
            return False

    wait(served)


def test_a_process_without_its_database_waits_and_goes_on(
    line: Line, begin: Begin, own_store: Store, tmp_path: Path
) -> None:
    with own_store.connect() as connection:
        connection.execute(f"ALTER ROLE {own_store.name}_relay NOLOGIN")
    line.log.count(counter())
    process, log = begin("relay"), tmp_path / "relay.log"
    wait(lambda: b'"waiting"' in log.read_bytes())
    assert process.poll() is None
    with own_store.connect() as connection:
        connection.execute(f"ALTER ROLE {own_store.name}_relay LOGIN")
    wait(lambda: line.wire.positions() == [1])
