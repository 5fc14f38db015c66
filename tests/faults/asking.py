"""A client that asks until it knows: what is unanswered is sent again as the same command."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from threading import Event
from typing import Any
from uuid import UUID

import httpx

from tests.checking.history import Attempt, Fate
from tests.faults.commands import Command
from tests.faults.journal import Journal

PAUSE_SECONDS = 0.25
DAYS = 2 * 24 * 60 * 60
AT_ONCE, TIMES = 6, 12
TRY_AGAIN = (
    "version_conflict",
    "learner_unknown",
    "not_allowed",  # until a service has heard who stands how to a learner
    "work_under_way",
    "rate_limited",
)


@dataclass
class Client:
    """Sends commands to the services and writes down what it is told; until `given_up`."""

    urls: Mapping[str, str]
    mint: Callable[..., str]
    journal: Journal
    given_up: Event = field(default_factory=Event)
    _http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=15.0), init=False)

    def __post_init__(self) -> None:
        self._token = cache(self._new_token)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def ask(self, command: Command) -> Attempt:
        """Send a command until its outcome is known."""
        while True:
            attempt = self.try_once(command)
            if _is_known(attempt) or self.given_up.wait(PAUSE_SECONDS):
                return attempt

    def storm(self, command: Command) -> Attempt:
        """Send a command many times and by many at once; and then until its outcome is known."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self.try_once, [command] * TIMES))
        return self.ask(command)

    def try_once(self, command: Command) -> Attempt:
        """Send a command, and write down what became of it."""
        begun_at = time.monotonic()
        try:
            answer = self._http.put(self._url(command), **self._sent(command))
        except httpx.TransportError:
            answer = None
        attempt = _attempt(command, answer, begun_at)
        self.journal.write(attempt)
        return attempt

    def inbox(self, authority: str, parent: UUID) -> list[dict[str, Any]]:
        """A parent's latest notices; none where they cannot be had yet."""
        token = self._token("parent", parent, authority)
        headers, url = {"Authorization": f"Bearer {token}"}, f"{self.urls['notifications']}/inbox"
        try:
            answer = self._http.get(url, headers=headers)
        except httpx.TransportError:
            return []
        return list(answer.json()["items"]) if answer.is_success else []

    def _url(self, command: Command) -> str:
        return self.urls[command.service] + command.path

    def _sent(self, command: Command) -> dict[str, Any]:
        token = self._token(command.role, command.actor, command.authority)
        headers = {"Authorization": f"Bearer {token}", **command.headers}
        if command.body is None:
            return {"headers": headers}
        kind = "content" if isinstance(command.body, bytes) else "json"
        return {"headers": headers, kind: command.body}

    def _new_token(self, role: str, actor: UUID, authority: str) -> str:
        """A token that also holds where the clock is wrong by a day."""
        now = int(time.time())
        return self.mint(role, str(actor), authority, iat=now - DAYS, exp=now + DAYS)


def _is_known(attempt: Attempt) -> bool:
    return attempt.fate is Fate.OK or (
        attempt.fate is Fate.REFUSED and attempt.code not in TRY_AGAIN
    )


def _attempt(command: Command, answer: httpx.Response | None, begun_at: float) -> Attempt:
    told = _told(answer)
    return Attempt(
        command=command.name,
        service=command.service,
        authority=command.authority,
        begun_at=begun_at,
        ended_at=time.monotonic(),
        fate=_fate(answer),
        stream_id=UUID(told["id"]) if "id" in told else None,
        version=told.get("version"),
        position=told.get("position"),
        code=told.get("code"),
        effect=command.effect,
        thing=command.thing,
        steps=told.get("steps"),
        done=told.get("done"),
        finished=told.get("counts") is not None,
    )


def _fate(answer: httpx.Response | None) -> Fate:
    if answer is None or answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Fate.UNKNOWN
    return Fate.OK if answer.is_success else Fate.REFUSED


def _told(answer: httpx.Response | None) -> dict[str, Any]:
    try:
        told = answer.json() if answer is not None else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
