"""From a log through a relay and Kafka into another service, which has fallen far behind."""

from collections.abc import Iterator
from contextlib import closing

from kafka import TopicPartition

from deploy.native.kafka import kafka_running
from shared.contracts import topics
from shared.runtime import kafka
from shared.runtime.consumer import Consumer
from shared.runtime.database import Database
from shared.runtime.kafka_login import KafkaLogin
from shared.runtime.relay import Relay
from tests.bench.bed import AUTHORITY, Bed
from tests.bench.figures import Figure, rate
from tests.bench.listener import LISTENER, MESSAGES, PUBLISHER
from tests.bench.timing import seconds_of
from tests.logins import kafka_settings


def measure(bed: Bed) -> Iterator[Figure]:
    """Everything included: decoding, the inbox, the copy; beside a poll that only reads."""
    topics.PUBLISHERS[PUBLISHER.name] = MESSAGES
    events = bed.sized(200_000, 50_000)
    log, readers = (
        bed.diaries(PUBLISHER.name),
        bed.stores.get("readers", *LISTENER.migration_folders),
    )
    log.fill(events)
    (bed.home / "kafka").mkdir()
    with kafka_running(bed.home / "kafka") as login:
        relaying = seconds_of(lambda: relay(log.store.database("relay"), login))
        reading = seconds_of(lambda: only_read(login, events))
        taking = seconds_of(lambda: take_in(readers.database("worker"), login, events))
    yield Figure(
        what="Published by a relay that is behind",
        ours=rate(events / relaying),
        beside=f"read by a bare client {rate(events / reading)}",
        ratio=reading / relaying,
    )
    yield Figure(
        what="Taken in by a consumer that is behind",
        ours=rate(events / taking),
        beside=f"read by a bare client {rate(events / reading)}",
        ratio=reading / taking,
        aim=30_000,
        value=events / taking,
        unit="/s",
    )


def relay(database: Database, login: KafkaLogin) -> None:
    """Publish all that is in the log."""
    with closing(Relay(PUBLISHER, database, login)) as one:
        while one.step():
            continue


def only_read(login: KafkaLogin, events: int) -> None:
    """As many records as there are, and nothing done with them."""
    with closing(kafka.consumer(login, "bench")) as client:
        partition = TopicPartition(topics.events_topic(AUTHORITY, PUBLISHER.name), 0)
        client.assign([partition])
        client.seek_to_beginning(partition)
        read = 0
        while read < events:
            read += sum(map(len, client.poll(timeout_ms=1_000).values()))


def take_in(database: Database, login: KafkaLogin, events: int) -> None:
    """As a consumer does, until it has all."""
    settings = kafka_settings(login)
    with closing(Consumer(LISTENER, database, settings)) as one:
        while one.step() or not has_all(database, events):
            continue


def has_all(database: Database, events: int) -> bool:
    """Is so much in the inbox?"""
    with database.connection() as connection:
        row = connection.execute("SELECT arrival FROM inbox_heads").fetchone()
    return row is not None and row[0] >= events
