"""Waiting for what another service has still to hear."""

import time
from collections.abc import Callable

HEARD_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.25


def wait_for(is_so: Callable[[], bool], otherwise: Exception) -> None:
    """Return once it is so; raises `otherwise` where it is not in a minute."""
    until = time.monotonic() + HEARD_SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise otherwise
        time.sleep(LOOK_AGAIN_SECONDS)
