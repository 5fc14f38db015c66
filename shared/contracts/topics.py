"""Names of topics and message types: an authority's log of one service is one topic."""

from collections.abc import Iterable
from functools import cache

from shared.contracts import assessments, learners, notifications, targets
from shared.modelling.message import kind_of, version_of

PUBLISHERS: dict[str, tuple[type, ...]] = {
    "learners": learners.MESSAGES,
    "assessments": assessments.MESSAGES,
    "targets": targets.MESSAGES,
    "notifications": notifications.MESSAGES,
}
WITHHELD = "wales.llwybr.withheld.v1"


def events_topic(authority: str, service: str) -> str:
    """The one-partition topic that carries `service`'s log of `authority`: `665-targets-events`."""
    return f"{authority}-{service}-events"


def dead_letters_topic(authority: str, consumer: str) -> str:
    """Where `consumer` puts messages of `authority` that it cannot decode."""
    return f"{authority}-{consumer}-dead-letters"


def requests_topic(service: str) -> str:
    """Where consumers ask `service` to publish a log again, because Kafka has lost a part."""
    return f"{service}-republish-requests"


def events_pattern(services: Iterable[str]) -> str:
    """A regular expression for the event topics' whole names, of `services` and any authority."""
    return rf"[0-9]{{3}}-({'|'.join(sorted(services))})-events"


def publisher_of(topic: str) -> tuple[str, str]:
    """The authority and service of an event topic."""
    authority, _, rest = topic.partition("-")
    return authority, rest.removesuffix("-events")


def message_type(service: str, message: type) -> str:
    """The CloudEvents type: `wales.llwybr.targets.small_step_target_set.v1`."""
    return _type_name(service, message, version_of(message))


def message_class(service: str, type_name: str) -> type | None:
    """The message a CloudEvents type names, or None: a position that tells others nothing."""
    return _classes(service).get(type_name)


@cache
def _classes(service: str) -> dict[str, type]:
    return {
        _type_name(service, message, version): message
        for message in PUBLISHERS[service]
        for version in range(1, version_of(message) + 1)  # fields are only added, with defaults
    }


def _type_name(service: str, message: type, version: int) -> str:
    return f"wales.llwybr.{service}.{kind_of(message)}.v{version}"
