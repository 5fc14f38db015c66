"""Waiting until every service has heard who stands how to a child, as the roster told it."""

from functools import partial
from http import HTTPStatus

from deploy.demo.talking import Person, Refused, Services
from deploy.demo.travellers import Traveller, parent
from deploy.demo.waiting import HEARD_SECONDS, wait_for

LISTS = {
    "assessments": "/assessment-results",
    "targets": "/small-step-targets",
    "notifications": "/notices",
}


class NothingHeard(Exception):
    """A service still refuses somebody whom the roster lets in."""


def hear(services: Services, child: Traveller) -> None:
    """Return once the child's teacher, ALNCo and parents are let in by every service."""
    about = {"learner_id": str(child.learner.learner_id)}
    for who in (child.teacher, child.alnco):
        for service, path in LISTS.items():
            wait_for(partial(may, services, who, service, path, **about), unheard(service, who))
    for one in child.learner.parents:
        who = parent(one)
        let_in = partial(may, services, who, "notifications", "/inbox")
        wait_for(let_in, unheard("notifications", who))


def unheard(service: str, who: Person) -> NothingHeard:
    """What to say where a service has not heard of somebody in time."""
    return NothingHeard(
        f"{service} has not heard in {HEARD_SECONDS:.0f} s who {who.name} is to anybody."
        " Do its consumer and the relay of learners run? make status"
    )


def may(services: Services, who: Person, service: str, path: str, **query: str) -> bool:
    """Is this answered, and not refused for who asks? Of whom they may not see is not said."""
    try:
        services.get(who, service, path, **query)
    except Refused as refused:
        if refused.problem.get("status") not in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
            raise
        return False
    return True
