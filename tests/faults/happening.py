"""Making mishaps happen, each at its instant."""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import psycopg
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from tests.faults.cutting import backends, cut_off
from tests.faults.harness import KAFKA, Harness
from tests.faults.infrastructure import throw_away
from tests.faults.schedule import Kind, Mishap
from tests.journeys.process import children
from tests.journeys.system import KAFKA_PASSWORDS
from tests.logins import service_logins


def let_happen(harness: Harness, schedule: Sequence[Mishap]) -> None:
    """All of it, each in a thread of its own, since some last; returns when all is over."""
    began, waiting = time.monotonic(), Event()
    with ThreadPoolExecutor(max(1, len(schedule))) as pool:
        happening = []
        for mishap in schedule:
            waiting.wait(max(0.0, began + mishap.at - time.monotonic()))
            happening.append(pool.submit(happen, harness, mishap))
        for one in happening:
            one.result()


def happen(harness: Harness, mishap: Mishap) -> None:
    """One of them."""
    _MADE[mishap.kind](harness, mishap)


def arm(harness: Harness, name: str, *where: str) -> Path:
    """Have a process start anew and die at a boundary (see `dying`); gives the mark it leaves."""
    mark = harness.home / f"{name}-{time.monotonic_ns()}.died"
    process = harness.processes[name]
    dying = (sys.executable, "-m", "tests.faults.dying", "--mark", str(mark), *where, "--")
    process.through = dying
    process.end()
    return mark


def _kill(harness: Harness, mishap: Mishap) -> None:
    harness.processes[mishap.whom].kill()


def _kill_worker(harness: Harness, mishap: Mishap) -> None:
    master = harness.processes[mishap.whom].pid
    for worker in children(master) if master is not None else []:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def _kill_backend(harness: Harness, mishap: Mishap) -> None:
    """Postgres then ends all others as well, and recovers."""
    who, database = harness.infrastructure.superuser, harness.system.stores[mishap.whom].name
    with suppress(psycopg.OperationalError, ProcessLookupError):
        serving = backends(who, database)
        if serving:
            os.kill(serving[mishap.much % len(serving)], signal.SIGKILL)


def _die(harness: Harness, mishap: Mishap) -> None:
    """Now, and again at the so manyth crossing of any boundary: before it, or after it."""
    after = ("--after",) if mishap.much % 2 else ()
    arm(harness, mishap.whom, "--nth", str(mishap.much), *after)


def _wipe_topics(harness: Harness, _: Mishap) -> None:
    """Delete every topic with events, where Kafka is there to do so."""
    with suppress(KafkaError):
        admin = KafkaAdminClient(**harness.infrastructure.broker.operator.settings())
        try:
            named = [topic for topic in admin.list_topics() if topic.endswith("-events")]
            admin.delete_topics(named)
        finally:
            admin.close()


def _wipe_broker(harness: Harness, _: Mishap) -> None:
    """Who runs it then provisions it again, for it has forgotten who may do what."""
    with harness.keeper.down(KAFKA):
        throw_away(harness.infrastructure.broker)
    harness.infrastructure.wait_until_ready()
    service_logins(harness.infrastructure.broker.operator, harness.home / KAFKA_PASSWORDS)


def _double(harness: Harness, mishap: Mishap) -> None:
    """It stops where it is, a second one takes over, it wakes: for a while there are two."""
    first, second = harness.processes[mishap.whom], harness.second(mishap.whom)
    first.freeze()
    with harness.keeper.also(second):
        try:
            if first.pid is not None:
                with suppress(psycopg.OperationalError):
                    cut_off(harness.infrastructure.superuser, first.pid)
            Event().wait(mishap.lasts / 2)
        finally:
            first.thaw()
        Event().wait(mishap.lasts / 2)


def _turn_clock(harness: Harness, mishap: Mishap) -> None:
    clock = harness.clocks[mishap.whom]
    clock.turn(mishap.much)
    Event().wait(mishap.lasts)
    clock.turn(0)


def _fill_disk(harness: Harness, mishap: Mishap) -> None:
    if harness.disk.missing:
        return
    harness.disk.fill()
    Event().wait(mishap.lasts)
    harness.disk.free()


_MADE: dict[Kind, Callable[[Harness, Mishap], None]] = {
    Kind.KILL: _kill,
    Kind.KILL_WORKER: _kill_worker,
    Kind.KILL_BACKEND: _kill_backend,
    Kind.DIE: _die,
    Kind.WIPE_TOPICS: _wipe_topics,
    Kind.WIPE_BROKER: _wipe_broker,
    Kind.DOUBLE: _double,
    Kind.TURN_CLOCK: _turn_clock,
    Kind.FILL_DISK: _fill_disk,
}
