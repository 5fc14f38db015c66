"""TCP ports of the loopback: which are free, and which process of ours has which."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from deploy.native.trouble import Trouble
from deploy.provision import SERVICES

LOOPBACK = "127.0.0.1"
FIRST_BASE = 7650
LAST_BASE = 9950
SPAN = 50
LOWEST, HIGHEST = 1024, 65535 - SPAN
CHOOSE = "LLWYBR_BASE_PORT"

OFFSETS = (
    {"postgres": 0, "kafka": 1, "kafka-controller": 2, "issuer": 3, "mail": 4}
    | {f"{service}-web": 10 + number for number, service in enumerate(SERVICES)}
    | {f"{service}-relay": 20 + number for number, service in enumerate(SERVICES)}
    | {f"{service}-consumer": 30 + number for number, service in enumerate(SERVICES)}
    | {"notifications-courier": 40, "learners-clerk": 41}
)


@dataclass(frozen=True)
class Ports:
    """The ports of one installation, counted from its base."""

    base: int

    def __getitem__(self, name: str) -> int:
        """The port of a process, by its name."""
        return self.base + OFFSETS[name]

    def all(self) -> list[int]:
        """Every port of the installation."""
        return [self.base + offset for offset in OFFSETS.values()]


def choose(before: int | None, taken: Callable[[Ports], int | None]) -> Ports:
    """The base somebody chose, else the one of last time, else the first that is wholly free.

    Raises `Trouble` where the chosen one is taken.
    """
    chosen = os.environ.get(CHOOSE)
    if chosen is not None:
        return _as_chosen(chosen, taken)
    if before is not None:
        where = taken(Ports(before))
        if where is None:
            return Ports(before)
        print(f"Port {where} is taken{by_whom(where)}: all ports move to another base.")
    for base in range(FIRST_BASE, LAST_BASE, SPAN):
        if taken(Ports(base)) is None:
            return Ports(base)
    raise Trouble(f"No {SPAN} free ports from {FIRST_BASE} on. Choose: {CHOOSE}=20000 make up")


def _as_chosen(chosen: str, taken: Callable[[Ports], int | None]) -> Ports:
    if not chosen.isdigit() or not LOWEST <= int(chosen) <= HIGHEST:
        raise Trouble(f"{CHOOSE}={chosen} is no port between {LOWEST} and {HIGHEST}")
    ports = Ports(int(chosen))
    where = taken(ports)
    if where is not None:
        raise Trouble(
            f"Port {where} is taken{by_whom(where)}."
            f" {SPAN} ports are needed; choose another base: {CHOOSE}=20000 make up"
        )
    return ports


def first_taken(ports: Ports) -> int | None:
    """The first of these ports on which no server could listen now."""
    return next((port for port in ports.all() if not free(port)), None)


def free(port: int) -> bool:
    """Could a server listen on this port of the loopback now?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def by_whom(port: int) -> str:
    """` by NAME (process ID)`, as far as this user may know."""
    try:
        for one in psutil.net_connections("tcp"):
            if one.status == psutil.CONN_LISTEN and one.pid and one.laddr[1:] == (port,):
                return f" by {psutil.Process(one.pid).name()} (process {one.pid})"
    except psutil.Error:
        pass
    return ""


def any_free_port() -> int:
    """A port that the system gave and we gave back: take it at once."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
