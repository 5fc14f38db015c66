"""Kafka is a cache: it may lose a part or all of it, and is filled again from the log."""

import pytest
from kafka import KafkaProducer, TopicPartition

from shared.contracts.topics import requests_topic
from shared.runtime import relay as relaying
from shared.runtime.relay import SendFailed
from tests.shared.on_kafka.conftest import Line
from tests.shared.on_kafka.wire import Wire, run
from tests.shared.probing import counter

pytestmark = pytest.mark.usefixtures("quick")


def lose(wire: Wire, records: int) -> None:
    """Let Kafka's retention take the oldest records."""
    wire.admin.delete_records({TopicPartition(wire.topic, 0): records})


def test_a_consumer_that_comes_after_kafka_lost_a_part_is_given_it_again(line: Line) -> None:
    stream = counter()
    line.log.count(stream, *"abcdef")
    one = line.relay()
    run(one.step, until=lambda: len(line.wire.records()) == 6)
    lose(line.wire, 4)
    run(one.step, line.consumer().step, until=lambda: len(line.listening.inbox()) == 6)
    assert line.wire.positions() == [5, 6, 1, 2, 3, 4, 5, 6]
    assert line.listening.effects() == {stream.id: [1, 2, 3, 4, 5, 6]}


def test_a_consumer_asks_until_the_relay_is_back(line: Line) -> None:
    stream = counter()
    line.log.count(stream, *"abc")
    first, another = line.relay(), line.consumer()
    run(first.step, until=lambda: len(line.wire.records()) == 3)
    first.close()
    lose(line.wire, 2)
    asked = len(line.wire.records(requests_topic("probe")))
    run(
        another.step,
        until=lambda: len(line.wire.records(requests_topic("probe"))) >= asked + 2,
    )
    assert line.listening.inbox() == []
    run(line.relay().step, another.step, until=lambda: len(line.listening.inbox()) == 3)
    assert line.listening.effects() == {stream.id: [1, 2, 3]}


@pytest.mark.parametrize("order", [(1, 3, 2, 3), (1, 3, 2), (3, 2, 1)])
def test_what_kafka_still_has_further_on_is_found_without_asking(
    line: Line, order: tuple[int, ...]
) -> None:
    stream = counter()
    line.log.count(stream, *"abc")
    one = line.relay()
    run(one.step, until=lambda: len(line.wire.records()) == 3)
    one.close()
    records = line.wire.copy(*order)
    line.wire.wipe()
    line.wire.make()
    line.wire.put(records)
    run(line.consumer().step, until=lambda: len(line.listening.inbox()) == 3)
    assert line.listening.effects() == {stream.id: [1, 2, 3]}


@pytest.mark.parametrize("news", [0, 2])
def test_a_topic_that_was_deleted_is_filled_again(line: Line, news: int) -> None:
    stream = counter()
    one, another = line.relay(), line.consumer()
    line.log.count(stream, *"abc")
    run(one.step, another.step, until=lambda: len(line.listening.inbox()) == 3)
    line.wire.wipe()
    if news:
        line.log.count(stream, *"de")
    head = 3 + news
    run(
        one.step,
        another.step,
        until=lambda: (len(line.listening.inbox()), len(line.wire.positions())) == (head, head),
    )
    assert line.wire.positions() == line.log.positions()
    assert line.listening.effects() == {stream.id: list(range(1, head + 1))}
    line.log.count(stream)
    run(one.step, another.step, until=lambda: len(line.listening.inbox()) == head + 1)


def test_a_topic_somebody_else_made_again_is_filled_from_its_start(line: Line) -> None:
    stream = counter()
    one, another = line.relay(), line.consumer()
    line.log.count(stream, *"abc")
    run(one.step, another.step, until=lambda: len(line.listening.inbox()) == 3)
    line.wire.wipe()
    line.wire.make()
    run(one.step, another.step, until=lambda: line.wire.positions() == [1, 2, 3])
    line.log.count(stream)
    run(one.step, another.step, until=lambda: len(line.listening.inbox()) == 4)
    assert line.listening.effects() == {stream.id: [1, 2, 3, 4]}


def test_a_kafka_that_lost_everything_can_be_asked_again(line: Line) -> None:
    stream = counter()
    one, another = line.relay(), line.consumer()
    line.log.count(stream, *"abc")
    run(one.step, another.step, until=lambda: len(line.listening.inbox()) == 3)
    another.close()
    line.wire.wipe(line.wire.topic, requests_topic("probe"))
    line.log.count(stream, *"de")
    run(one.step, until=lambda: len(line.wire.positions()) == 5)
    lose(line.wire, 4)
    run(one.step, line.consumer().step, until=lambda: len(line.listening.inbox()) == 5)
    assert line.listening.effects() == {stream.id: [1, 2, 3, 4, 5]}


def test_a_relay_that_could_not_send_ends_and_the_next_one_fills_the_topic(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream, impatient = counter(), {"request_timeout_ms": 500, "delivery_timeout_ms": 800}
    monkeypatch.setattr(relaying, "TOPIC_CHECK_SECONDS", 60)
    monkeypatch.setattr(
        "shared.runtime.kafka.KafkaProducer",
        lambda **settings: KafkaProducer(**settings | impatient),
    )
    first = line.relay()
    line.log.count(stream, *"abc")
    run(first.step, until=lambda: not first.step())
    line.wire.wipe()
    line.log.count(stream, *"de")
    with pytest.raises(SendFailed):
        run(first.step, until=lambda: False)
    run(line.relay().step, line.consumer().step, until=lambda: len(line.listening.inbox()) == 5)
    assert line.wire.positions() == [1, 2, 3, 4, 5]
    assert line.listening.effects() == {stream.id: [1, 2, 3, 4, 5]}
