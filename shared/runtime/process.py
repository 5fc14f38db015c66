"""A long-running process that is not a web server: turn a step until told to stop."""

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import psycopg
import psycopg_pool
import structlog
from kafka.errors import KafkaError
from prometheus_client import Counter, Gauge, start_http_server

from shared.runtime.conflicts import VersionConflict

BUSY_SECONDS = 0.005
IDLE_SECONDS = 0.1
AWAY_SECONDS = 1.0

_turned_at = Gauge("llwybr_turned_at_seconds", "When the process last ended a turn (Unix time)")
_turns = Counter("llwybr_turns", "Turns of the process, by whether there was work", ["worked"])


Step = Callable[[], bool]
AWAY = (
    KafkaError,
    psycopg.OperationalError,
    psycopg.errors.IdleInTransactionSessionTimeout,
    psycopg_pool.PoolTimeout,
    VersionConflict,
)


def run_forever(
    step: Step, name: str, metrics_port: int, idle_seconds: float = IDLE_SECONDS
) -> None:
    """Call `step` until SIGTERM or SIGINT, pausing between turns.

    It pauses 5 ms after work and longer, up to `idle_seconds`, while there is none; 0 is for a
    step that itself waits for work. `step` tells whether it found work. Where Kafka or Postgres is
    away, or others were faster, it is called again after a second, and must go on from what it has
    committed; whatever else it raises ends the process, and what supervises it starts it anew.
    Metrics, and with them the sign of life, are served on `metrics_port` of the loopback.
    """
    stopping = _on_signal()
    log = structlog.get_logger()
    if metrics_port:
        start_http_server(metrics_port, addr="127.0.0.1")
    log.info("started", what=name)
    pause = BUSY_SECONDS
    while not stopping.is_set():
        try:
            worked = step()
        except AWAY as error:
            log.warning("waiting", what=name, error=type(error).__name__)
            stopping.wait(AWAY_SECONDS)
            continue
        _turned_at.set(time.time())
        _turns.labels(worked).inc()
        pause = min(BUSY_SECONDS if worked else pause * 2, idle_seconds)
        stopping.wait(pause)
    log.info("stopped", what=name)


def _on_signal() -> threading.Event:
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping
