"""Sends commands at fixed instants with little work of its own: it shares the cores we measure."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection
from threading import local
from urllib.parse import urlsplit

import orjson

from tests.faults.commands import Command

CLIENTS = 8


@dataclass(frozen=True)
class Request:
    """A command as it goes over the wire."""

    host: str
    path: str
    body: bytes
    headers: Mapping[str, str]


class Sender:
    """A few connections to each service; `mint` makes a token for a role, person and authority."""

    def __init__(self, urls: Mapping[str, str], mint: Callable[..., str]) -> None:
        self._hosts = {name: urlsplit(url).netloc for name, url in urls.items()}
        self._token = cache(mint)
        self._own = local()

    def requests(self, commands: Iterable[Command]) -> list[Request]:
        """All that can be done before the clock runs."""
        return [self._request(one) for one in commands]

    def send(self, requests: Sequence[Request], a_second: int) -> list[float]:
        """Each is due at its instant: how many seconds after that it was answered."""
        began = time.monotonic() + 0.1

        def ask(number: int, request: Request) -> float:
            due = began + number / a_second
            time.sleep(max(0.0, due - time.monotonic()))
            self._ask(request)
            return time.monotonic() - due

        with ThreadPoolExecutor(CLIENTS) as pool:
            return list(pool.map(ask, range(len(requests)), requests))

    def _request(self, command: Command) -> Request:
        token = self._token(command.role, str(command.actor), command.authority)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        body = orjson.dumps(command.body)
        return Request(self._hosts[command.service], command.path, body, headers | command.headers)

    def _ask(self, request: Request) -> None:
        connection = self._connection(request.host)
        connection.request("PUT", request.path, request.body, dict(request.headers))
        answer = connection.getresponse()
        told = answer.read()
        assert answer.status == HTTPStatus.CREATED, told

    def _connection(self, host: str) -> HTTPConnection:
        known: dict[str, HTTPConnection] = self._own.__dict__.setdefault("known", {})
        return known.setdefault(host, HTTPConnection(host, timeout=30))
