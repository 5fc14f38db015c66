"""What the clients are really set to: their defaults lose messages."""

import pytest
from kafka import KafkaConsumer
from kafka.admin import KafkaAdminClient, NewTopic

from shared.runtime import kafka as clients
from shared.runtime.kafka_login import KafkaLogin


def test_the_producer_neither_loses_nor_reorders(kafka: KafkaLogin) -> None:
    producer = clients.producer(kafka, "tests")
    try:
        assert producer.config["acks"] in ("all", -1)
        assert producer.config["enable_idempotence"] is True
        assert producer.config["delivery_timeout_ms"] < 10_000
    finally:
        producer.close()


@pytest.fixture(params=["consumer", "reader"])
def consumer(kafka: KafkaLogin, request: pytest.FixtureRequest) -> KafkaConsumer:
    if request.param == "consumer":
        made = clients.consumer(kafka, "tests")
    else:
        made = clients.reader(kafka, "tests-read-by-nobody")
    yield made
    made.close()


def test_a_consumer_is_in_no_group_and_marks_nothing(consumer: KafkaConsumer) -> None:
    assert consumer.config["group_id"] is None
    assert consumer.config["enable_auto_commit"] is False
    assert consumer.config["allow_auto_create_topics"] is False


def test_the_services_consumer_begins_at_the_beginning(kafka: KafkaLogin) -> None:
    consumer = clients.consumer(kafka, "tests")
    try:
        assert consumer.config["auto_offset_reset"] == "earliest"
        assert consumer.config["isolation_level"] == "read_committed"
    finally:
        consumer.close()


def test_a_topic_has_one_partition_and_is_known_by_its_id(kafka: KafkaLogin) -> None:
    topics = clients.Topics(kafka)
    try:
        first = topics.ensure(["tests-topic-a", "tests-topic-b"])
        again = topics.ensure(["tests-topic-b", "tests-topic-a"])
        assert first == again
        assert len(set(first.values())) == 2
        assert topics.matching("tests-topic-[ac]") == {"tests-topic-a": first["tests-topic-a"]}
        assert topics.matching("tests-topic") == {}
    finally:
        topics.close()


def test_every_client_looks_again_each_second_for_a_broker_that_is_away(
    kafka: KafkaLogin, consumer: KafkaConsumer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    begin = KafkaAdminClient.__init__

    def noting(self: KafkaAdminClient, **configs: object) -> None:
        asked.append(configs["reconnect_backoff_max_ms"])
        begin(self, **configs)

    monkeypatch.setattr(KafkaAdminClient, "__init__", noting)
    producer = clients.producer(kafka, "tests")
    clients.Topics(kafka).close()
    try:
        found = (producer.config, consumer.config)
        assert [one["reconnect_backoff_max_ms"] for one in found] + asked == [1_000] * 3
    finally:
        producer.close()


def test_a_topic_is_known_at_once_while_kafka_is_busy_with_others(
    kafka: KafkaLogin, admin: KafkaAdminClient
) -> None:
    topics, wide = clients.Topics(kafka), "tests-of-many-partitions"
    admin.create_topics([NewTopic(wide, num_partitions=100, replication_factor=1)])
    try:
        assert topics.ensure(["tests-topic-d"]).keys() == {"tests-topic-d"}
    finally:
        topics.close()
        admin.delete_topics([wide])
