"""One process of the system: started, killed as by a crash, frozen, and started again."""

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from deploy.native.leash import leashed
from deploy.native.unprivileged import Identity

PATIENCE_SECONDS = 60


@dataclass
class Process:
    """A command with the settings it gets besides the environment; its output goes to `log`."""

    name: str
    command: Sequence[str]
    log: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    stop: signal.Signals = signal.SIGTERM
    identity: Identity | None = None
    usually: tuple[str, ...] = ()  # put before the command
    through: tuple[str, ...] = ()  # instead of that, at the next start and at no other
    _held: ExitStack = field(default_factory=ExitStack, init=False)
    _holder: Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it; what is left of its former life is cleared away."""
        self._held.close()
        settings = (f"{name}={value}" for name, value in self.settings.items())
        command = ("/usr/bin/env", *settings, *(self.through or self.usually), *self.command)
        self.through = ()
        held = leashed(command, self.log, stop=self.stop, identity=self.identity)
        self._holder = self._held.enter_context(held)

    def end(self) -> None:
        """Stop it as its supervisor would, and wait until it is gone."""
        self.thaw()
        self._held.close()

    @property
    def running(self) -> bool:
        """Is it there, busy or frozen?"""
        return self._holder is not None and self._holder.poll() is None

    @property
    def pid(self) -> int | None:
        """Its process id, once there is one."""
        return next(iter(children(self._holder.pid)), None) if self._holder is not None else None

    def kill(self) -> None:
        """Kill it as a crash would, no warning and no tidying, and wait until it is gone."""
        assert self._holder is not None
        wait_for(lambda: self.pid is not None or not self.running, f"{self.name} never was there")
        self.signal(signal.SIGKILL)
        self._holder.wait(PATIENCE_SECONDS)

    def freeze(self) -> None:
        """Stop it where it is; whatever it holds, it goes on holding."""
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if no time had passed."""
        self.signal(signal.SIGCONT)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, where there is somebody to get it."""
        if (pid := self.pid) is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        known = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in known.split()]


def wait_for(
    fits: Callable[[], bool], what: str | Callable[[], str], seconds: float = PATIENCE_SECONDS
) -> None:
    """Return once it is so; fail with `what` (asked then) where it does not become so in time."""
    until = time.monotonic() + seconds
    while not fits():
        assert time.monotonic() < until, what() if callable(what) else what
        time.sleep(0.1)
