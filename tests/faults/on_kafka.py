"""What is on Kafka: the positions of each authority's log of each service."""

from kafka import TopicPartition

from shared.contracts.envelope import KafkaRecord, from_kafka
from shared.runtime import kafka
from shared.runtime.kafka_login import KafkaLogin


def positions(login: KafkaLogin) -> dict[str, set[int]]:
    """By topic, every position that a reader from the start finds."""
    consumer, topics = kafka.consumer(login, "tests"), kafka.Topics(login)
    try:
        found: dict[str, set[int]] = {one: set() for one in topics.matching(".*-events")}
        consumer.assign([TopicPartition(topic, 0) for topic in found])
        ends = consumer.end_offsets(consumer.assignment())
        while any(consumer.position(one) < end for one, end in ends.items()):
            for partition, records in consumer.poll(timeout_ms=500).items():
                found[partition.topic] |= {_position(record) for record in records}
        return found
    finally:
        consumer.close()
        topics.close()


def _position(record: object) -> int:
    key, headers, value = (getattr(record, name) for name in ("key", "headers", "value"))
    return from_kafka(KafkaRecord(key or b"", headers, value)).position
