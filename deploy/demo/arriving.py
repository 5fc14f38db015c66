"""Waiting until every service has heard who stands how to a child, as the roster told it."""

import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from deploy.demo.talking import Person, Refused, Services
from deploy.demo.travellers import Traveller, parent

HEARD_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.25
LISTS = {
    "assessments": "/assessment-results",
    "targets": "/small-step-targets",
    "notifications": "/notices",
}


class NothingHeard(Exception):
    """A service still refuses somebody whom the roster lets in."""


def hear(services: Services, child: Traveller) -> None:
    """Return once the child's teacher, ALNCo and parents are let in by every service."""
    until = time.monotonic() + HEARD_SECONDS
    about = {"learner_id": str(child.learner.learner_id)}
    for who in (child.teacher, child.alnco):
        for service, path in LISTS.items():
            _wait(until, partial(may, services, who, service, path, **about), service, who)
    for one in child.learner.parents:
        who = parent(one)
        _wait(until, partial(may, services, who, "notifications", "/inbox"), "notifications", who)


def _wait(until: float, let_in: Callable[[], bool], service: str, who: Person) -> None:
    while not let_in():
        if time.monotonic() > until:
            raise NothingHeard(
                f"{service} has not heard in {HEARD_SECONDS:.0f} s who {who.name} is to anybody."
                " Do its consumer and the relay of learners run? make status"
            )
        time.sleep(LOOK_AGAIN_SECONDS)


def may(services: Services, who: Person, service: str, path: str, **query: str) -> bool:
    """Is this answered, and not refused for who asks? Of whom they may not see is not said."""
    try:
        services.get(who, service, path, **query)
    except Refused as refused:
        if refused.problem.get("status") not in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
            raise
        return False
    return True
