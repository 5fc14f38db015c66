"""What the services say happened, and how long it took to get from one to another."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import Any

from deploy.demo.journey import REVIEWED, Journey
from deploy.demo.talking import Services
from deploy.demo.travellers import Traveller

SETTLE_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.25
CHANNELS = 2  # the inbox, and e-mail, which every parent of the demo has

Steps = list[dict[str, Any]]


@dataclass(frozen=True)
class Delay:
    """Seconds, over how many."""

    median: float
    p99: float
    count: int


def chronologies(services: Services, journey: Journey) -> list[Steps]:
    """Each child's chronology, once all that the journey led to has arrived in it."""
    until = time.monotonic() + SETTLE_SECONDS
    return [_settled(services, child, until) for child in journey.children]


def happened(chronology: list[Steps]) -> Counter[tuple[str, str, str]]:
    """How often each thing happened: service, Welsh and English name."""
    return Counter(
        (step["service"], _bare(step["label"]["cy"]), _bare(step["label"]["en"]))
        for steps in chronology
        for step in steps
    )


def to_the_consumer(services: Services, journey: Journey) -> Delay:
    """From the request that `targets` took in to the notice that `notifications` raised of it."""
    notices = [
        notice
        for child in journey.children
        for notice in services.every(
            child.teacher, "notifications", "/notices", learner_id=str(child.learner.learner_id)
        )
    ]
    return _delay([_between(notice["happened_at"], notice["raised_at"]) for notice in notices])


def to_the_inbox(services: Services, journey: Journey) -> Delay:
    """From that same request to the parent's inbox."""
    happened_at = {
        notice["notice_id"]: notice["happened_at"]
        for child in journey.children
        for notice in services.every(
            child.teacher, "notifications", "/notices", learner_id=str(child.learner.learner_id)
        )
    }
    return _delay(
        [
            _between(happened_at[one["notice_id"]], one["given_at"])
            for inbox in journey.inboxes.values()
            for one in inbox
            if one["notice_id"] in happened_at
        ]
    )


def _settled(services: Services, child: Traveller, until: float) -> Steps:
    path = f"/learners/{child.learner.learner_id}/chronology"
    expected = REVIEWED * CHANNELS * len(child.learner.parents)
    while True:
        steps = list(services.every(child.teacher, "learners", path))
        given = sum(step["kind"] == "notice_given" for step in steps)
        if given >= expected or time.monotonic() > until:
            return steps
        time.sleep(LOOK_AGAIN_SECONDS)


def _bare(label: str) -> str:
    """A step's name without what it was in this case."""
    return label.partition(":")[0]


def _between(first: str, then: str) -> float:
    return (datetime.fromisoformat(then) - datetime.fromisoformat(first)).total_seconds()


def _delay(seconds: list[float]) -> Delay:
    return Delay(median(seconds), quantiles(seconds, n=100, method="inclusive")[98], len(seconds))
