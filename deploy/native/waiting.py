"""Waiting for something that is starting."""

import time
from collections.abc import Callable

from deploy.native.trouble import Trouble

PAUSE_SECONDS = 0.05


class NotReady(Trouble):
    """What was started ended, or was not ready in time; the message says which."""


def wait_until(
    ready: Callable[[], bool], what: str, seconds: float, alive: Callable[[], bool]
) -> None:
    """Return once it is ready; raises `NotReady` when it ends before or the time is over."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not alive():
            raise NotReady(f"{what} ended while it was starting")
        if time.monotonic() > deadline:
            raise NotReady(f"{what} was not ready within {seconds:.0f} s")
        time.sleep(PAUSE_SECONDS)
