"""Several things at once, and waiting until one of them waits for another."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from tests.stores import Store

T = TypeVar("T")

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def together(*works: Callable[[], T]) -> list[T]:
    """Do all of these at once, each in a thread that waits for the others; their results."""
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], T]) -> T:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(begin, work) for work in works]]


@contextmanager
def meanwhile(*works: Callable[[], T]) -> Iterator[list[Future[T]]]:
    """Begin these in threads of their own; they are done when the block is."""
    with ThreadPoolExecutor(len(works)) as pool:
        yield [pool.submit(work) for work in works]


def until(done: threading.Event, turn: Callable[[], object]) -> int:
    """Take turns until told to stop; how many there were."""
    turns = 0
    while not done.is_set():
        turn()
        turns += 1
    return turns


def wait_for_locks(store: Store, sessions: int) -> None:
    """Until so many sessions of this database wait for a lock."""
    deadline = time.monotonic() + 60
    with store.connect() as connection:
        while connection.execute(WAITING).fetchone() != (sessions,):
            assert time.monotonic() < deadline, f"never were {sessions} waiting"
            time.sleep(0.01)
