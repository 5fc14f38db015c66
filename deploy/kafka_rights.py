"""What each service may do on Kafka: write its own topics, read those it listens to, and no more.

Topics are named after their authority, then their service, so rights are given topic by topic.
READ and WRITE include DESCRIBE; an idempotent producer needs WRITE alone; nobody is in a group.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kafka.admin import ACL, ACLOperation, ACLPermissionType, ResourcePattern, ResourceType

from shared.contracts.topics import dead_letters_topic, events_topic, requests_topic

READ, WRITE, CREATE = ACLOperation.READ, ACLOperation.WRITE, ACLOperation.CREATE


def rights(listens_to: Mapping[str, Sequence[str]], authorities: Iterable[str]) -> set[ACL]:
    """All rights of all services, of which `listens_to` tells whom each hears."""
    return {
        _right(service, topic, operation)
        for service, sources in listens_to.items()
        for topic, operations in _of(service, sources, authorities)
        for operation in operations
    }


def principal(service: str) -> str:
    """As whom Kafka knows a service."""
    return f"User:{service}"


def _of(
    service: str, sources: Sequence[str], authorities: Iterable[str]
) -> Iterator[tuple[str, tuple[ACLOperation, ...]]]:
    yield requests_topic(service), (CREATE, READ)
    for source in sources:
        yield requests_topic(source), (WRITE,)
    for authority in authorities:
        yield events_topic(authority, service), (CREATE, READ, WRITE)
        yield dead_letters_topic(authority, service), (CREATE, READ, WRITE)
        for source in sources:
            yield events_topic(authority, source), (READ,)


def _right(service: str, topic: str, operation: ACLOperation) -> ACL:
    pattern = ResourcePattern(ResourceType.TOPIC, topic)
    return ACL(principal(service), "*", operation, ACLPermissionType.ALLOW, pattern)
