"""One authority's topic on the real Kafka, and what tests do to it behind our processes' backs."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic

from shared.contracts.envelope import KafkaRecord, from_kafka
from shared.contracts.topics import events_topic
from shared.runtime.kafka_login import KafkaLogin

Step = Callable[[], bool]


def run(*steps: Step, until: Callable[[], bool], seconds: float = 20) -> None:
    """Turn these processes' steps in turn until something is so."""
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, f"it was not so within {seconds} s"
        for step in steps:
            step()


@dataclass(frozen=True)
class Wire:
    """The probe's topic of one authority."""

    login: KafkaLogin
    authority: str
    admin: KafkaAdminClient

    @property
    def topic(self) -> str:
        return events_topic(self.authority, "probe")

    def records(self, topic: str = "") -> list[Any]:
        """Every record of the topic, as Kafka has it; none, where there is no topic."""
        partition = TopicPartition(topic or self.topic, 0)
        if partition.topic not in self.admin.list_topics():
            return []
        reader = KafkaConsumer(**self.login.settings(), enable_auto_commit=False)
        try:
            reader.assign([partition])
            reader.seek_to_beginning(partition)
            end, found = reader.end_offsets([partition])[partition], list[Any]()
            while reader.position(partition) < end:
                found += reader.poll(timeout_ms=100).get(partition, [])
            return found
        finally:
            reader.close()

    def positions(self) -> list[int]:
        """The positions on the topic, in the order in which they were sent."""
        return [
            from_kafka(KafkaRecord(record.key, record.headers, record.value)).position
            for record in self.records()
        ]

    def put(self, records: list[KafkaRecord]) -> None:
        """Send records of the test's own."""
        producer = KafkaProducer(**self.login.settings())
        try:
            for one in records:
                producer.send(
                    self.topic, one.value, key=one.key, headers=one.headers, partition=0
                ).get(timeout=10)
        finally:
            producer.close()

    def copy(self, *positions: int) -> list[KafkaRecord]:
        """What was sent for these positions, to be put again."""
        sent = [KafkaRecord(one.key, one.headers, one.value) for one in self.records()]
        by_position = {from_kafka(record).position: record for record in sent}
        return [by_position[position] for position in positions]

    def make(self) -> None:
        """Make the topic, as somebody else might."""
        self.admin.create_topics([NewTopic(self.topic, num_partitions=1, replication_factor=-1)])

    def wipe(self, *topics: str) -> None:
        """Take topics away, as if Kafka had been emptied, and wait until they are gone."""
        names = [name for name in topics or (self.topic,) if name in self.admin.list_topics()]
        if names:
            self.admin.delete_topics(names)
        while set(names) & set(self.admin.list_topics()):
            time.sleep(0.05)
