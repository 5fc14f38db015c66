"""Ports that stay ours while the process that listens there is dead for a while.

The system gives ports from 32768 on to whoever calls somebody. A caller could get the very port it
calls while nobody listens there, be connected with itself, and keep the server from coming back.
"""

import random

from deploy.native.ports import free

LOWEST, HIGHEST = 12_000, 32_000


_given: set[int] = set()


def steady_port() -> int:
    """A free port that no caller is given, and none of our other processes either."""
    tries = (random.randrange(LOWEST, HIGHEST) for _ in range(1_000))  # noqa: S311 - no secret
    port = next(port for port in tries if port not in _given and free(port))
    _given.add(port)
    return port
