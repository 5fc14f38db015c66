"""Asking the running services over HTTP: many requests at once, on connections that are kept."""

import json
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

AT_ONCE = 8
JSON, CSV = "application/json", "text/csv"


@dataclass(frozen=True)
class Request:
    """One request to one service; `body` is sent as JSON, or as CSV where it is text."""

    service: str
    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back; `request_id` is ours, so that what was recorded of it can be found."""

    status: int
    body: Any
    request_id: str
    headers: dict[str, str]

    @property
    def said(self) -> dict[str, Any]:
        """The body but for what differs in each answer."""
        return {name: value for name, value in self.body.items() if name != "request_id"}


def _said(answer: HTTPResponse, told: bytes) -> Any:
    """The body: what JSON tells; of a file, its text."""
    if not told:
        return None
    is_json = "json" in answer.headers.get_content_type()
    return json.loads(told) if is_json else {"text": told.decode()}


class Asking:
    """The services at these addresses; every thread has a connection of its own to each."""

    def __init__(self, urls: dict[str, str]) -> None:
        self._urls = urls
        self._mine = threading.local()

    def ask(self, token: str, request: Request) -> Answer:
        """The answer to one request."""
        if request.body is None:
            return self.send(token, request, None)
        is_text = isinstance(request.body, str)
        body = request.body if is_text else json.dumps(request.body)
        kind = {"Content-Type": CSV if is_text else JSON}
        return self.send(token, replace(request, headers=kind | request.headers), body.encode())

    def send(self, token: str, request: Request, body: bytes | None) -> Answer:
        """The same with a body of any kind."""
        request_id = uuid4().hex
        headers = {"Authorization": f"Bearer {token}", "X-Request-Id": request_id}
        sent = replace(request, headers=headers | request.headers)
        try:
            answer = self._exchange(sent, body)
        except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            answer = self._exchange(sent, body)  # the service parted from a connection at rest
        told = answer.read()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, _said(answer, told), request_id, named)

    def _exchange(self, request: Request, body: bytes | None) -> HTTPResponse:
        connection = self._connection(request.service)
        try:
            connection.request(request.method, request.path, body, request.headers)
            return connection.getresponse()
        except OSError:
            connection.close()
            raise

    def ask_all(self, questions: Iterable[tuple[str, Request]]) -> list[Answer]:
        """The answers to many, in their order, several asked at a time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda each: self.ask(*each), questions))

    def _connection(self, service: str) -> HTTPConnection:
        mine: dict[str, HTTPConnection] = self._mine.__dict__
        if service not in mine:
            mine[service] = HTTPConnection(urlsplit(self._urls[service]).netloc, timeout=60)
        return mine[service]
