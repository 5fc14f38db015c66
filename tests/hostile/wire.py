"""HTTP as bytes on a socket, so that what no client library would send can be sent."""

import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from typing import Any

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def closes(self) -> bool:
        """Does the server say that it will close the connection?"""
        return str(self.headers.get("Connection", "")).lower() == "close"


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    """A connection to a server on the loopback."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield sock


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """A well-formed request; Host and, where there is a body, its length are added."""
    length = {"Content-Length": str(len(body))} if body else {}
    named = {"Host": "llwybr.test"} | length | headers
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def answer_on(sock: socket.socket) -> Answer:
    """Read one answer."""
    with HTTPResponse(sock) as response:
        response.begin()
        return Answer(response.status, response.headers, response.read())


def exchange(port: int, sent: bytes) -> Answer:
    """Send bytes on a connection of their own, and read the answer."""
    with connected(port) as sock:
        sock.sendall(sent)
        return answer_on(sock)


def exchange_all(port: int, parts: Iterable[bytes]) -> tuple[Answer, int]:
    """Send parts for as long as the server takes them; the answer, and how many bytes it took."""
    taken = 0
    with connected(port) as sock:
        try:
            for part in parts:
                sock.sendall(part)
                taken += len(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough; what it said before is still to be read
        return answer_on(sock), taken
