"""The Kafka clients, with every unsafe default overridden."""

from collections.abc import Iterable
from contextlib import suppress

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import TopicAlreadyExistsError


def producer(bootstrap: str, name: str) -> KafkaProducer:
    """A producer that neither loses nor reorders: acknowledged by all, idempotent."""
    return KafkaProducer(
        bootstrap_servers=bootstrap,
        client_id=name,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        request_timeout_ms=15_000,
        delivery_timeout_ms=30_000,
        max_block_ms=15_000,
    )


def consumer(bootstrap: str, group: str) -> KafkaConsumer:
    """A consumer that commits only when told, and sees a new topic within five seconds."""
    return KafkaConsumer(
        bootstrap_servers=bootstrap,
        client_id=group,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
        allow_auto_create_topics=False,
        metadata_max_age_ms=3_000,
        heartbeat_interval_ms=500,
        session_timeout_ms=6_000,
        max_poll_records=2_000,
        fetch_max_wait_ms=50,
        consumer_timeout_ms=1_000,
    )


def create_topics(bootstrap: str, topics: Iterable[str]) -> set[str]:
    """Create those of these topics that do not exist, one partition each for good; gives them."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap, client_id="llwybr-topics")
    created = set()
    try:
        for topic in set(topics) - set(admin.list_topics()):
            with suppress(TopicAlreadyExistsError):
                admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=-1)])
                created.add(topic)
    finally:
        admin.close()
    return created


def reader(bootstrap: str, topic: str) -> KafkaConsumer:
    """A reader of one topic outside any group, from now on: for requests that are asked again."""
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap, enable_auto_commit=False, allow_auto_create_topics=False
    )
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    consumer.seek_to_end(partition)
    return consumer
