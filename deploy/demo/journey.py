"""The journey: sixty children from a first concern to the review of their targets."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import uuid5

from deploy.demo.arriving import hear
from deploy.demo.authority import roster_zip
from deploy.demo.bars import bars
from deploy.demo.people import Authority, Parent
from deploy.demo.steps import Steps
from deploy.demo.talking import Services
from deploy.demo.travellers import IDS, Traveller, parent, parents, supplier, travellers

INBOX_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.25
SHARED, REVIEWED = 2, 4  # notices of one child, after sharing and after reviewing two targets

T = TypeVar("T")


class NothingCame(Exception):
    """Notices did not come in time."""


@dataclass(frozen=True)
class Journey:
    """Who travelled, the roster that was imported, and each parent's inbox at the end."""

    authority: Authority
    children: list[Traveller]
    roster_import: dict[str, Any]
    inboxes: dict[Parent, list[dict[str, Any]]]


def travel(services: Services, authority: Authority) -> Journey:
    """Import the roster and go the whole way, with a progress bar."""
    children = travellers(authority)
    families = parents(children)
    with bars() as run:
        imported = run("Mewnforio'r gofrestr · importing the roster", [services], _import())
        run("Aros i bawb glywed · all services hear of it", children, partial(hear, services))
        steps = Steps(services, _first_day(services))
        run("Cofrestru rhieni · registering parents", families.items(), _register(services))
        run("Codi pryder · raising concerns", children, steps.raise_concern)
        run("Cofnodi asesiadau · recording assessments", children, steps.record_assessments)
        run("Newid haen · changing the tier", children, steps.change_tier)
        run("Gosod a rhannu targedau · setting targets", children, steps.set_and_share_targets)
        run("Y rhieni'n darllen · parents reading", families.items(), _read(services, SHARED))
        run("Adolygu targedau · reviewing targets", children, steps.review_targets)
        read = run(
            "Y rhieni'n darllen · parents reading", families.items(), _read(services, REVIEWED)
        )
    return Journey(authority, children, imported[0], dict(read))


def _import() -> Callable[[Services], dict[str, Any]]:
    def step(services: Services) -> dict[str, Any]:
        zipped = roster_zip()
        import_id = uuid5(IDS, hashlib.sha256(zipped).hexdigest())
        path, headers = f"/roster-imports/{import_id}", {"Content-Type": "application/zip"}
        services.put(supplier(), "learners", path, zipped, headers)
        return services.get(supplier(), "learners", path)

    return step


def _first_day(services: Services) -> date:
    """The day of the first import, from which all dates of the story are counted."""
    imports = services.every(supplier(), "learners", "/roster-imports")
    return min(datetime.fromisoformat(one["imported_at"]) for one in imports).date()


Family = tuple[Parent, list[Traveller]]


def _register(services: Services) -> Callable[[Family], None]:
    def step(family: Family) -> None:
        known, _ = family
        register_parent(services, known)

    return step


def register_parent(services: Services, known: Parent) -> None:
    """Where and in which language a parent is told things, from the schools' system."""
    body = {
        "given_name": known.given_name,
        "family_name": known.family_name,
        "language": known.language,
        "email": known.email,
    }
    services.put(supplier(), "notifications", f"/recipients/{known.parent_id}", body)


def _read(services: Services, notices: int) -> Callable[[Family], tuple[Parent, Any]]:
    """Wait until all notices are in the inbox, and open those that are new."""

    def step(family: Family) -> tuple[Parent, list[dict[str, Any]]]:
        known, children = family
        inbox = _inbox(services, known, notices * len(children))
        for one in inbox:
            if one["opened_at"] is None:
                path = f"/inbox/{one['notice_id']}/opened"
                services.put(parent(known), "notifications", path)
        return known, inbox

    return step


def _inbox(services: Services, known: Parent, expected: int) -> list[dict[str, Any]]:
    until = time.monotonic() + INBOX_SECONDS
    while True:
        inbox = list(services.every(parent(known), "notifications", "/inbox"))
        if len(inbox) >= expected:
            return inbox
        if time.monotonic() > until:
            raise NothingCame(
                f"{len(inbox)} of {expected} notices came to {known.given_name}"
                f" {known.family_name} in {INBOX_SECONDS:.0f} s. Do the consumers, relays and the"
                " courier run? make status"
            )
        time.sleep(LOOK_AGAIN_SECONDS)
