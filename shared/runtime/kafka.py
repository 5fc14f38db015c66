"""The Kafka clients, with every unsafe default overridden."""

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import KafkaTimeoutError, TopicAlreadyExistsError, TopicAuthorizationFailedError

from shared.runtime.kafka_login import KafkaLogin

KNOWN_SECONDS = 5.0
PAUSE_SECONDS = 0.02

LOOK_AGAIN_MS = 1_000  # for a broker that is away; the clients' own pause grows to half a minute


def producer(login: KafkaLogin, name: str) -> KafkaProducer:
    """A producer that neither loses nor reorders: acknowledged by all, idempotent."""
    return KafkaProducer(
        **login.settings(),
        client_id=name,
        acks="all",
        enable_idempotence=True,
        linger_ms=50,  # whoever sends a page flushes it; until then it grows into one request
        batch_size=512 * 1024,
        request_timeout_ms=5_000,
        delivery_timeout_ms=8_000,  # below the ten seconds a transaction may idle meanwhile
        max_block_ms=8_000,
        reconnect_backoff_max_ms=LOOK_AGAIN_MS,
    )


def consumer(login: KafkaLogin, name: str) -> KafkaConsumer:
    """A consumer that is told what to read and from where: in no group, committing nothing."""
    return KafkaConsumer(
        **login.settings(),
        client_id=name,
        group_id=None,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
        allow_auto_create_topics=False,
        metadata_max_age_ms=3_000,
        max_poll_records=2_000,
        fetch_max_wait_ms=50,
        reconnect_backoff_max_ms=LOOK_AGAIN_MS,
    )


class Topics:
    """Sees to it that topics exist, over one connection kept open."""

    def __init__(self, login: KafkaLogin) -> None:
        self._admin = KafkaAdminClient(
            **login.settings(),
            client_id="llwybr-topics",
            reconnect_backoff_max_ms=LOOK_AGAIN_MS,
        )

    def matching(self, pattern: str) -> dict[str, UUID]:
        """The topics whose whole name fits, with their ids."""
        return self._ids(one for one in self._admin.list_topics() if re.fullmatch(pattern, one))

    def ensure(self, topics: Iterable[str]) -> dict[str, UUID]:
        """Create those of these topics that do not exist, one partition each for good.

        Gives each one's id, which tells a topic from another of its name that came before; none
        of a topic that this login may not have.
        """
        wanted = set(topics)
        missing = wanted - set(self._admin.list_topics())
        refused = {topic for topic in missing if not self._make(topic)}
        return self._known(sorted(wanted - refused))

    def _make(self, topic: str) -> bool:
        """Create it unless somebody else just has; tells whether that is allowed."""
        new = NewTopic(topic, num_partitions=1, replication_factor=-1)
        try:
            with suppress(TopicAlreadyExistsError):
                self._admin.create_topics([new])
        except TopicAuthorizationFailedError:
            return False
        return True

    def _known(self, wanted: list[str]) -> dict[str, UUID]:
        """Their ids, of all: what has just been made is known to a broker only a moment later."""
        until = time.monotonic() + KNOWN_SECONDS
        while not (ids := self._ids(wanted)).keys() >= set(wanted):
            if time.monotonic() > until:
                raise KafkaTimeoutError(f"not known yet: {set(wanted) - ids.keys()}")
            time.sleep(PAUSE_SECONDS)
        return ids

    def _ids(self, topics: Iterable[str]) -> dict[str, UUID]:
        wanted = sorted(topics)
        described = self._admin.describe_topics(wanted) if wanted else []
        return {one["name"]: UUID(one["topic_id"]) for one in described if one["topic_id"]}

    def close(self) -> None:
        """Let go of the connection."""
        self._admin.close()


def reader(login: KafkaLogin, topic: str) -> KafkaConsumer:
    """A reader of one topic outside any group, from now on: for requests that are asked again."""
    consumer = KafkaConsumer(
        **login.settings(),
        enable_auto_commit=False,
        allow_auto_create_topics=False,
        reconnect_backoff_max_ms=LOOK_AGAIN_MS,
    )
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    consumer.seek_to_end(partition)
    return consumer
