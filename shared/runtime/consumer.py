"""From Kafka into a service: duplicates dropped, gaps refilled, acknowledged after commit.

The position committed with the effect is the truth; Kafka's offset is a hint, and Kafka itself a
cache that may be wiped and refilled.
"""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import structlog
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from prometheus_client import Counter, Histogram

from shared.contracts import topics
from shared.contracts.codec import Undecodable
from shared.contracts.envelope import Envelope, KafkaRecord, from_kafka
from shared.modelling.recorded import Recorded
from shared.runtime import handling, inbox, kafka
from shared.runtime.database import Database
from shared.runtime.kafka_login import login_of
from shared.runtime.log import configure_logging
from shared.runtime.log_reader import heard_fact
from shared.runtime.process import run_forever
from shared.runtime.service import Service
from shared.runtime.settings import Settings, read_settings

POLL_MS = 100
ASK_SECONDS = 2.0
RESUME_SECONDS = 5.0
LOOK_SECONDS = 2.0

_messages = Counter("llwybr_messages", "Messages read, by what became of them", ["fate"])
_arrival = Histogram(
    "llwybr_arrival_seconds",
    "From recorded at the source to committed here",
    ["source"],
    buckets=(0.005, 0.01, 0.015, 0.02, 0.025, 0.035, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 5, 60),
)

Readable = tuple[Envelope, Recorded | None]


class Consumer:
    """Takes in the topics of the services that one service listens to, of every authority."""

    def __init__(self, service: Service, database: Database, settings: Settings) -> None:
        self._service = service
        self._database = database
        self._software = settings.software_version
        self._pattern = topics.events_pattern(service.listens_to)
        login = login_of(settings)
        self._kafka: KafkaConsumer = kafka.consumer(login, f"{service.name}-consumer")
        self._outbound: KafkaProducer = kafka.producer(login, f"{service.name}-consumer")
        self._topics = kafka.Topics(login)
        self._assigned: dict[str, UUID] = {}
        self._gaps: dict[TopicPartition, tuple[int, float]] = {}
        self._look_at = 0.0
        self._resume_at = 0.0
        self._log = structlog.get_logger()

    def step(self) -> bool:
        """Poll once and take in what came; tells whether anything did."""
        self._resume()
        self._look_for_topics()
        self._ask_for_lost()
        if not self._assigned:
            time.sleep(POLL_MS / 1000)
            return False
        polled = self._kafka.poll(timeout_ms=POLL_MS)
        try:
            for partition, records in polled.items():
                self._take(partition, records)
        except Exception:
            for partition, records in polled.items():
                self._kafka.seek(partition, records[0].offset)
            raise
        return bool(polled)

    def close(self) -> None:
        """Let go of the clients."""
        for client in (self._kafka, self._outbound, self._topics):
            client.close()

    def _look_for_topics(self) -> None:
        """Read every topic that fits; a topic made anew under its old name from its start."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + LOOK_SECONDS
        found = self._topics.matching(self._pattern)
        if found == self._assigned:
            return
        self._kafka.assign([TopicPartition(topic, 0) for topic in found])
        with self._database.transaction() as connection:
            for topic, topic_id in found.items():
                log = topics.publisher_of(topic)
                offset = inbox.remembered_offset(connection, log, topic_id)
                self._kafka.seek(TopicPartition(topic, 0), offset or 0)
        self._assigned = found
        self._log.info("topics_assigned", topics=len(found))

    def _take(self, partition: TopicPartition, records: Sequence[Any]) -> None:
        readable = [one for record in records if (one := self._read(partition, record)) is not None]
        due, beyond = self._commit(partition, readable, records[-1].offset + 1)
        if beyond:
            self._refill(partition, due)
        elif due > self._gaps.get(partition, (due, 0.0))[0]:
            del self._gaps[partition]

    def _commit(
        self, partition: TopicPartition, readable: Sequence[Readable], next_offset: int
    ) -> tuple[int, bool]:
        """Take in what is due; gives the position due next and whether something lies beyond it."""
        log = topics.publisher_of(partition.topic)
        with self._database.transaction() as connection:
            due = inbox.next_position(connection, *log)
            batch, beyond = _consecutive(readable, due)
            if batch:
                arrival = inbox.store(connection, [envelope for envelope, _ in batch])
                heard = [
                    handling.Heard(arrival + place, envelope, fact)
                    for place, (envelope, fact) in enumerate(batch)
                ]
                handling.handle(connection, self._service, self._software, heard)
            if not beyond:
                topic_id = self._assigned[partition.topic]
                inbox.remember_offset(connection, log, topic_id, next_offset)
        _count(readable, batch)
        return due + len(batch), beyond

    def _read(self, partition: TopicPartition, record: Any) -> Readable | None:
        """The message, decoded; an undecodable one goes to the dead letters, and that is all."""
        try:
            envelope = _envelope(partition.topic, record)
        except Undecodable as error:
            self._dead_letter(partition, record, error)
            return None
        try:
            return envelope, heard_fact(envelope)
        except Undecodable as error:
            self._dead_letter(partition, record, error)
            return envelope, None

    def _dead_letter(self, partition: TopicPartition, record: Any, error: Undecodable) -> None:
        authority, source = topics.publisher_of(partition.topic)
        topic = topics.dead_letters_topic(authority, self._service.name)
        self._topics.ensure([topic])
        place = f"{partition.topic}/{record.offset}".encode()
        self._outbound.send(
            topic, record.value, key=place, headers=[*record.headers], partition=0
        ).get(timeout=30)
        _messages.labels("dead_lettered").inc()
        self._log.error(
            "dead_lettered", authority=authority, source=source, offset=record.offset,
            error=type(error).__name__,
        )  # fmt: skip

    def _refill(self, partition: TopicPartition, due: int) -> None:
        """Something is missing: read the topic again; where Kafka has lost it, ask its service."""
        known = self._gaps.get(partition)
        if known is None or known[0] != due:
            self._gaps[partition] = (due, time.monotonic() + ASK_SECONDS)
            self._kafka.seek_to_beginning(partition)
            self._log.warning("gap", topic=partition.topic, due=due)

    def _ask_for_lost(self) -> None:
        """Ask again and again, as the one who could answer may be away."""
        for partition, (due, ask_at) in self._gaps.items():
            if time.monotonic() < ask_at:
                continue
            self._gaps[partition] = (due, time.monotonic() + ASK_SECONDS)
            authority, source = topics.publisher_of(partition.topic)
            request = orjson.dumps({"authority": authority, "position": due})
            self._outbound.send(topics.requests_topic(source), request, partition=0).get(timeout=30)
            self._log.warning("republish_asked", topic=partition.topic, due=due)

    def _resume(self) -> None:
        if time.monotonic() < self._resume_at:
            return
        self._resume_at = time.monotonic() + RESUME_SECONDS
        with self._database.transaction() as connection:
            handling.resume_halted(connection, self._service, self._software)


def _envelope(topic: str, record: Any) -> Envelope:
    """The envelope of a record; raises `Undecodable`, also for an event of another topic's log."""
    envelope = from_kafka(KafkaRecord(record.key or b"", record.headers, record.value))
    if (envelope.authority, envelope.source) != topics.publisher_of(topic):
        raise Undecodable(f"on {topic}")
    return envelope


def _consecutive(readable: Sequence[Readable], due: int) -> tuple[list[Readable], bool]:
    """Those due next, in order, and whether others lie beyond a gap; lower ones are repeats."""
    batch: list[Readable] = []
    for envelope, fact in readable:
        if envelope.position == due + len(batch):
            batch.append((envelope, fact))
    beyond = due + len(batch)
    return batch, any(envelope.position >= beyond for envelope, _ in readable)


def _count(readable: Sequence[Readable], batch: Sequence[Readable]) -> None:
    for envelope, _ in batch:
        seconds = time.time() - envelope.recorded_at.timestamp()
        _arrival.labels(envelope.source).observe(seconds)
    _messages.labels("taken").inc(len(batch))
    _messages.labels("dropped").inc(len(readable) - len(batch))


def run_consumer(service: Service) -> None:
    """The consumer process of a service; any error ends it, and it continues from its positions."""
    settings = read_settings()
    configure_logging(service.name, "consumer")
    database = Database(settings.database, settings.database_password_file, size=2)
    consumer = Consumer(service, database, settings)
    try:
        run_forever(consumer.step, "consumer", settings.metrics_port, idle_seconds=0)
    finally:
        consumer.close()
        database.close()
