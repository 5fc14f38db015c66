"""One authority's rosters and rollover in a process of their own, as JSON on standard output.

It reads the database (`name`, `superuser`, `passwords`) and the `rosters` as JSON from standard
input. The application of `learners` runs in this process, and so does the
clerk; while a roster is imported, another thread raises a concern every 200 ms.
"""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask
from flask.testing import FlaskClient

from deploy.demo.authority import CODE
from services.learners.domain.roll.school_days import school_year_of
from shared.runtime.carrying_on import CarryingOn
from shared.runtime.clerk import Clerk
from shared.runtime.web import create_app
from tests.bench.rosters import Rosters
from tests.bench.timing import seconds_of
from tests.issuing import Issuer, issuer_running
from tests.stores import Store
from tests.wiring import wiring

EVERY = 0.2
BEFORE = 25
ZIP = "application/zip"


@dataclass(frozen=True)
class Asker:
    """Another user of the authority, who raises concerns about a learner already on the roll."""

    client: FlaskClient
    learner: str
    waited: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """Raise one, and note how long that took."""
        today = datetime.now(UTC).date().isoformat()
        said = {
            "learner_id": self.learner,
            "area": "reading",
            "observation": "Mae'n blino ar ôl tudalen.",
            "noticed_on": today,
            "parent_informed": {"informed_on": today, "informed_by": "in_person"},
        }
        place = f"/concerns/{uuid4()}"
        began = time.perf_counter()
        answer = self.client.put(place, json=said)
        self.waited.append(time.perf_counter() - began)
        assert answer.status_code == 201, answer.text

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Raise one after the other as long as the block lasts."""
        over = threading.Event()

        def go_on() -> None:
            while not over.wait(EVERY):
                self.ask()

        thread = threading.Thread(target=go_on)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


@dataclass(frozen=True)
class Office:
    """Whoever imports and rolls over; `clerk` goes on with what a request let go of."""

    supplier: FlaskClient
    officer: FlaskClient
    clerk: Clerk

    def imported(self, roster: Path) -> dict[str, Any]:
        """Import a roster to its end: seconds of the request and of all, and what came of it."""
        place, body = f"/roster-imports/{uuid4()}", roster.read_bytes()
        return self._carried_out(
            lambda: self.supplier.put(place, data=body, content_type=ZIP),
            lambda: self.supplier.get(f"{place}/progress"),
        )

    def rolled_over(self, school_year: int) -> dict[str, Any]:
        """The same for a rollover."""
        place = f"/rollovers/{uuid4()}"
        return self._carried_out(
            lambda: self.officer.put(place, json={"school_year": school_year}),
            lambda: self.officer.get(place),
        )

    def _carried_out(self, put: Callable[[], Any], get: Callable[[], Any]) -> dict[str, Any]:
        began, answers = time.perf_counter(), list[Any]()
        answered = seconds_of(lambda: answers.append(put()))
        assert answers[0].status_code in (201, 202), answers[0].text
        while self.clerk.step():
            pass
        took = time.perf_counter() - began
        found = get().get_json()
        assert found["done"] == found["steps"], found
        assert not found["refused"], found
        return {"answered": answered, "took": took, "changed": found["changed"], "peak": peak()}


def peak() -> float:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(rosters: Rosters, office: Office, asker: Asker) -> dict[str, Any]:
    """One school first; then everything, beside another who works; each figure by its name."""
    told: dict[str, Any] = {"first": office.imported(rosters.one_school)}
    for _ in range(BEFORE):
        asker.ask()
    told["idle"] = [asker.waited.pop() for _ in range(BEFORE)]
    with asker.asking():
        told["whole"] = office.imported(rosters.whole)
    told["waited"] = list(asker.waited)
    told["again"] = office.imported(rosters.whole)
    told["delta"] = office.imported(rosters.delta)
    told["rollover"] = office.rolled_over(school_year_of(datetime.now(UTC).date()) + 1)
    return told


def main() -> None:
    """Run all of it."""
    given = json.load(sys.stdin)
    store = Store(given["name"], given["superuser"], Path(given["passwords"]))
    rosters = Rosters(**given["rosters"] | {"folder": Path(given["rosters"]["folder"])})
    service = wiring("learners").SERVICE
    with issuer_running() as issuer, open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no file
        app = create_app(service, wiring("learners").blueprints, issuer.settings(store))
        structlog.configure(logger_factory=structlog.WriteLoggerFactory(nowhere))
        clerk = Clerk(
            CarryingOn(service, store.database("worker"), "bench"), store.database("worker")
        )
        office = Office(
            _client(app, issuer, "integration", str(uuid4())),
            _client(app, issuer, "la_officer", rosters.officer),
            clerk,
        )
        teacher = _client(app, issuer, "class_teacher", rosters.teacher)
        told = run(rosters, office, Asker(teacher, rosters.learner))
        app.extensions["llwybr"].database.close()
    store.close()
    json.dump(told, sys.stdout)


def _client(app: Flask, issuer: Issuer, role: str, who: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issuer.token(role, who, CODE)}"
    return client


if __name__ == "__main__":
    main()
