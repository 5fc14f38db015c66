"""Schedules of writers, played turn by turn: which begins, commits or rolls back is drawn.

A writer that waits for a lock of another one is left waiting, and the turn passes on. So what
happens when is up to the schedule, and not to luck.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import ExitStack
from dataclasses import dataclass, field

from hypothesis import strategies as st
from psycopg import Connection
from psycopg.errors import DeadlockDetected, UniqueViolation

from shared.runtime.conflicts import VersionConflict
from tests.stores import Store

WRITERS = 3
LOST = (VersionConflict, UniqueViolation, DeadlockDetected)
DEADLINE_SECONDS = 60
WAITS = """
SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'
"""


@dataclass(frozen=True)
class Turn:
    """A writer begins to append so many events to one of the streams; or else it ends."""

    writer: int
    stream: int = 0
    events: int = 1
    commits: bool = True


SCHEDULES = st.lists(
    st.builds(
        Turn,
        writer=st.integers(0, WRITERS - 1),
        stream=st.integers(0, 2),
        events=st.integers(1, 3),
        commits=st.booleans(),
    ),
    min_size=2,
    max_size=12,
)
Append = Callable[[Connection, Turn], object]


@dataclass
class Writer:
    """One session, in which an append may be under way, done, or waiting for a lock."""

    connection: Connection
    thread: ThreadPoolExecutor
    append: Append
    begun: Future[object] | None = field(default=None)

    def take(self, turn: Turn) -> None:
        """Begin, or where something was begun and does not wait, end it."""
        if self.begun is None:
            self.begun = self.thread.submit(self._begin, turn)
        elif self.begun.done():
            self.connection.execute("COMMIT" if turn.commits else "ROLLBACK")
            self.begun = None

    def settle(self, observer: Connection) -> None:
        """Return once its append is done, or waits for a lock.

        One that lost a race is rolled back: its next turn begins anew, as `execute` would.
        """
        deadline = time.monotonic() + DEADLINE_SECONDS
        while self.begun is not None and not wait_for([self.begun], timeout=0.002).done:
            if observer.execute(WAITS, (self.connection.info.backend_pid,)).fetchone() == (1,):
                return
            assert time.monotonic() < deadline, "an append neither ends nor waits"
        if self.begun is not None and (error := self.begun.exception()) is not None:
            assert isinstance(error, LOST), error
            self.connection.execute("ROLLBACK")
            self.begun = None

    def _begin(self, turn: Turn) -> object:
        self.connection.execute("BEGIN")
        return self.append(self.connection, turn)


def play(store: Store, append: Append, turns: Sequence[Turn], look: Callable[[], object]) -> None:
    """Play a schedule, and look after each turn; what is open at its end is committed."""
    with ExitStack() as stack:
        observer = stack.enter_context(store.connect())
        writers = [
            Writer(
                stack.enter_context(store.connect("worker")),
                stack.enter_context(ThreadPoolExecutor(1)),
                append,
            )
            for _ in range(WRITERS)
        ]
        for turn in turns:
            writers[turn.writer].take(turn)
            for writer in writers:
                writer.settle(observer)
            look()
        while any(writer.begun for writer in writers):
            for writer in writers:
                if writer.begun is not None:
                    writer.take(Turn(0))
                writer.settle(observer)
            look()
