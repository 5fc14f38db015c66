"""Starts again whatever has ended, as a supervisor does, except what is to stay down."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from tests.journeys.process import Process

LOOKS_SECONDS = 0.1
LEAST_SECONDS = 1.0  # from one start to the next


@dataclass
class Keeper:
    """Keeps processes running for as long as a block; `starts` counts how often each was."""

    processes: dict[str, Process]
    starts: dict[str, int] = field(default_factory=dict)
    _down: set[str] = field(default_factory=set)
    _again_at: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """All of them run, again and again, until the block ends."""
        done = Event()
        thread = Thread(target=self._keep, args=(done,))
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    @contextmanager
    def down(self, name: str) -> Iterator[None]:
        """Killed, and left so within the block."""
        with self._lock:
            self._down.add(name)
        try:
            self.processes[name].kill()
            yield
        finally:
            with self._lock:
                self._down.discard(name)

    @contextmanager
    def also(self, process: Process) -> Iterator[None]:
        """One more is kept running within the block."""
        with self._lock:
            self.processes[process.name] = process
        try:
            yield
        finally:
            with self._lock:
                del self.processes[process.name]
            process.end()

    def _keep(self, done: Event) -> None:
        while not done.wait(LOOKS_SECONDS):
            with self._lock:
                for name in self.processes.keys() - self._down:
                    self._keep_one(name)

    def _keep_one(self, name: str) -> None:
        if self.processes[name].running or time.monotonic() < self._again_at.get(name, 0.0):
            return
        self._again_at[name] = time.monotonic() + LEAST_SECONDS
        self.starts[name] = self.starts.get(name, 0) + 1
        self.processes[name].start()
