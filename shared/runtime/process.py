"""A long-running process that is not a web server: turn a step until told to stop."""

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import structlog
from prometheus_client import Counter, Gauge, start_http_server

BUSY_SECONDS = 0.005
IDLE_SECONDS = 0.1

_turned_at = Gauge("llwybr_turned_at_seconds", "When the process last ended a turn (Unix time)")
_turns = Counter("llwybr_turns", "Turns of the process, by whether there was work", ["worked"])


def run_forever(
    step: Callable[[], bool], name: str, metrics_port: int, stop: threading.Event | None = None
) -> None:
    """Call `step` until SIGTERM or SIGINT, pausing 5 ms after work and up to 100 ms when idle.

    `step` tells whether it found work. What it raises ends the process: whatever supervises it
    starts it anew, and it continues from what it has committed. Metrics, and with them the sign
    of life, are served on `metrics_port` of the loopback, or of every address in a container.
    """
    stopping = stop or _on_signal()
    if metrics_port:
        start_http_server(metrics_port, addr="127.0.0.1")
    structlog.get_logger().info("started", what=name)
    pause = BUSY_SECONDS
    while not stopping.is_set():
        worked = step()
        _turned_at.set(time.time())
        _turns.labels(worked).inc()
        pause = BUSY_SECONDS if worked else min(pause * 2, IDLE_SECONDS)
        stopping.wait(pause)
    structlog.get_logger().info("stopped", what=name)


def _on_signal() -> threading.Event:
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping
