"""Talking to the four services over their public APIs, as the people of the demo authority."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import httpx

HEARD_OF_SECONDS = 60.0  # within which a learner imported here is known over there
PAUSE_SECONDS = 0.1
NOT_YET = (
    "learner_unknown",
    "store_busy",
    "store_unavailable",
    "issuer_unreachable",
    "rate_limited",
)


@dataclass(frozen=True)
class Person:
    """Somebody with a token: the role is what the token says."""

    role: str
    id: UUID
    name: str


class Refused(Exception):
    """A service answered with problem details."""

    def __init__(self, who: Person, request: httpx.Request, problem: Mapping[str, Any]) -> None:
        super().__init__(problem.get("code"))
        self.asked = f"{request.method} {request.url}"
        self.who = f"{who.name} ({who.role})"
        self.problem = problem


class Unanswered(Exception):
    """A service does not answer at all."""


class Services:
    """The services at their addresses; `mint` makes a token for a role and an id."""

    def __init__(self, urls: Mapping[str, str], mint: Callable[[str, str], str]) -> None:
        self.urls = urls
        self.token = cache(mint)
        self._client = httpx.Client(timeout=60.0)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def put(
        self,
        who: Person,
        service: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Put and give the answer; where a service has not heard of a learner yet, wait for it."""
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        return _read(self._ask(who, service, ("PUT", path), headers=headers, **sent))

    def get(self, who: Person, service: str, path: str, **query: Any) -> dict[str, Any]:
        """Read."""
        return _read(self._ask(who, service, ("GET", path), params=query))

    def etag(self, who: Person, service: str, path: str) -> str:
        """The ETag of what is there, to be sent with a change of it."""
        return self._ask(who, service, ("GET", path)).headers["ETag"]

    def every(self, who: Person, service: str, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Every item of a list, page by page."""
        cursor = None
        while True:
            page = self.get(
                who, service, path, limit=200, **query, **({"cursor": cursor} if cursor else {})
            )
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def _ask(self, who: Person, service: str, what: tuple[str, str], **sent: Any) -> httpx.Response:
        until = time.monotonic() + HEARD_OF_SECONDS
        while True:
            answer = self._once(who, service, what, sent)
            if answer.is_success:
                return answer
            problem = _problem(answer)
            if problem.get("code") not in NOT_YET or time.monotonic() > until:
                raise Refused(who, answer.request, problem)
            time.sleep(PAUSE_SECONDS)

    def _once(
        self, who: Person, service: str, what: tuple[str, str], sent: dict[str, Any]
    ) -> httpx.Response:
        method, path = what
        token = self.token(who.role, str(who.id))
        headers = {"Authorization": f"Bearer {token}", **(sent.get("headers") or {})}
        sent = sent | {"headers": headers}
        try:
            return self._again(method, self.urls[service] + path, sent)
        except httpx.TransportError as error:
            raise Unanswered(
                f"{service} does not answer at {self.urls[service]} ({type(error).__name__})."
            ) from error

    def _again(self, method: str, url: str, sent: dict[str, Any]) -> httpx.Response:
        """Every request may be sent twice; a kept connection may end just as it is used."""
        try:
            return self._client.request(method, url, **sent)
        except httpx.RemoteProtocolError:
            return self._client.request(method, url, **sent)


def _read(answer: httpx.Response) -> dict[str, Any]:
    return dict(answer.json())


def _problem(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {"status": answer.status_code, "detail": answer.text}
