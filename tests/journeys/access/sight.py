"""Asking each service for one child's things, and how long it takes until the answer changes."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import httpx

from deploy.demo.people import Authority
from deploy.demo.roster_files import zipped
from deploy.demo.talking import Person, Services
from deploy.demo.travellers import Traveller, supplier
from tests.journeys.system import System

PATIENCE_SECONDS = 60
REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
OWN = "learners"
LISTS = {
    "learners": "/learners/{}/chronology?limit=1",
    "assessments": "/assessment-results?limit=1&learner_id={}",
    "targets": "/small-step-targets?limit=1&learner_id={}",
    "notifications": "/notices?limit=1&learner_id={}",
}


@dataclass(frozen=True)
class Asker:
    """Asks once, and gives the answer as it is; writes down what was measured."""

    services: Services
    _http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30.0))
    measured: list[str] = field(default_factory=list)

    def ask(self, who: Person, service: str, path: str) -> httpx.Response:
        """One GET."""
        return self._http.get(self.services.urls[service] + path, headers=self._headers(who))

    def put(self, who: Person, path: str, body: Any = None, **kind: str) -> float:
        """A command in `learners` that is accepted; gives the instant of its answer."""
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        url, headers = self.services.urls[OWN] + path, self._headers(who) | kind
        answer = self._http.put(url, headers=headers, **sent)
        assert answer.is_success, answer.text
        return time.monotonic()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def times(self, what: str, since: float, changed: Mapping[str, Callable[[], bool]]) -> None:
        """Wait until each service's answer has changed, and write down when it was."""
        with ThreadPoolExecutor(len(changed)) as pool:
            begun = {
                name: pool.submit(_until, fits, since, f"{what}: {name}")
                for name, fits in changed.items()
            }
            waited = {name: one.result() * 1000 for name, one in begun.items()}
        told = ", ".join(f"{name} {wait:.0f} ms" for name, wait in waited.items())
        self.measured.append(f"{what}: {told}")

    def _headers(self, who: Person) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.services.token(who.role, str(who.id))}"}


@dataclass(frozen=True)
class Sight:
    """What one person may ask about one child: the thing itself, the list, and its next page."""

    asker: Asker
    who: Person
    child: Traveller
    things: Mapping[str, str]

    def may(self, service: str) -> bool:
        """Is the thing shown? If not, it is refused as one that there is not, or altogether."""
        return not refused(self.asker.ask(self.who, service, self.things[service]))

    def opened(self) -> dict[str, str]:
        """A cursor in each service's list of this child that has a second page."""
        cursors = {name: self._page(name).json()["next"] for name in self.things}
        return {name: cursor for name, cursor in cursors.items() if cursor is not None}

    def refused_everywhere(self, cursors: Mapping[str, str]) -> None:
        """Nothing is shown: no thing, no list, and no page that was open."""
        for name in self.things:
            assert not self.may(name), name
            assert shows_nothing(self._page(name)), name
        for name, cursor in cursors.items():
            assert shows_nothing(self._page(name, cursor)), name

    def ends(self) -> dict[str, Callable[[], bool]]:
        """By service: is it refused now?"""
        return {name: partial(self._may_not, name) for name in self.things}

    def begins(self) -> dict[str, Callable[[], bool]]:
        """By service: is it shown now?"""
        return {name: partial(self.may, name) for name in self.things}

    def only(self, *services: str) -> "Sight":
        """The same in these services alone."""
        return replace(self, things={name: self.things[name] for name in services})

    def _may_not(self, service: str) -> bool:
        return not self.may(service)

    def _page(self, service: str, cursor: str | None = None) -> httpx.Response:
        path = LISTS[service].format(self.child.learner.learner_id)
        return self.asker.ask(self.who, service, f"{path}&cursor={cursor}" if cursor else path)


def refused(answer: httpx.Response) -> bool:
    """Refused, or shown; anything else is a fault."""
    assert answer.is_success or answer.status_code in REFUSED, answer.text
    return not answer.is_success


def import_roster(asker: Asker, known: Authority) -> float:
    """The whole roster of an authority, by the schools' system; gives the instant of the answer."""
    path = f"/roster-imports/{uuid4()}"
    return asker.put(supplier(), path, zipped(known), **{"Content-Type": "application/zip"})


def shows_nothing(answer: httpx.Response) -> bool:
    """A list or page that is refused, or as empty as that of a child who is not there."""
    made_up = answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    return made_up or refused(answer) or answer.json()["items"] == []


def things_of(services: Services, child: Traveller) -> dict[str, str]:
    """Where one thing of a child is, in each service."""
    about = {"learner_id": str(child.learner.learner_id)}
    notice = next(iter(services.every(child.alnco, "notifications", "/notices", **about)))
    return {
        "learners": f"/concerns/{child.id_of('concern')}",
        "assessments": f"/assessment-results/{child.id_of('result 0')}",
        "targets": f"/small-step-targets/{child.id_of('target 0')}",
        "notifications": f"/notices/{notice['notice_id']}",
    }


def sight(asker: Asker, who: Person, child: Traveller) -> Sight:
    """What somebody may ask about a child, in every service."""
    return Sight(asker, who, child, things_of(asker.services, child))


def end_in(system: System, service: str, who: Person) -> None:
    """What has an end is over, as far as one service knows."""
    with system.stores[service].connect() as connection:
        connection.execute(
            "UPDATE ties SET until = now() WHERE person_id = %s AND until IS NOT NULL", (who.id,)
        )


def person(role: str, number: int) -> Person:
    """Somebody whom no roster knows."""
    return Person(role, UUID(int=0xACCE55_00 + number), f"{role} {number}")


def _until(fits: Callable[[], bool], since: float, what: str) -> float:
    """Seconds from an instant to the first answer of which it is so."""
    while not fits():
        assert time.monotonic() < since + PATIENCE_SECONDS, what
    return time.monotonic() - since


def told(measured: list[str]) -> Iterator[str]:
    """What was measured, for whoever runs the tests."""
    yield "From the command's answer in learners to the first changed answer of each service:"
    yield from (f"  {line}" for line in measured)
