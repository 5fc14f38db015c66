"""Which processes are this installation's: those that carry its mark in their environment."""

import signal
from collections.abc import Iterable

import psutil

from deploy.native.places import PROJECT

MARK = "LLWYBR_NATIVE_INSTALLATION"
GRACE_SECONDS = 10.0


def mark() -> dict[str, str]:
    """What the supervisor has in its environment, and gives to all it starts."""
    return {MARK: str(PROJECT)}


def ours() -> list[psutil.Process]:
    """Every process of this installation, the supervisor included."""
    return [process for process in psutil.process_iter() if _is_ours(process)]


def _is_ours(process: psutil.Process) -> bool:
    try:
        return process.environ().get(MARK) == str(PROJECT)
    except (psutil.Error, OSError):
        return False  # somebody else's, or gone


def end(processes: Iterable[psutil.Process]) -> None:
    """Ask them to stop, and kill those that have not after ten seconds."""
    asked = list(processes)
    for process in asked:
        # Postgres takes SIGTERM as: when all clients have gone.
        _send(process, signal.SIGINT if process.name() == "postgres" else signal.SIGTERM)
    _, left = psutil.wait_procs(asked, timeout=GRACE_SECONDS)
    for process in left:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(left, timeout=GRACE_SECONDS)


def _send(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)  # psutil checks that the number is not another process by now
    except psutil.NoSuchProcess:
        return
