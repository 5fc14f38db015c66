"""From the log to Kafka: every position, in order, at least once.

One relay at a time: a second waits for the first one's session lock. Should the first live on
unseen (a stopped machine that wakes), its epoch is old, and it may neither send a page nor mark.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

import orjson
import structlog
from kafka import KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError
from psycopg import Connection

from shared.contracts import codec, topics
from shared.contracts.envelope import Envelope, to_kafka
from shared.runtime import kafka
from shared.runtime.database import Database
from shared.runtime.kafka_login import KafkaLogin, login_of
from shared.runtime.log import configure_logging
from shared.runtime.log_reader import log_page, own_fact
from shared.runtime.process import run_forever
from shared.runtime.service import Service
from shared.runtime.settings import read_settings

PAGE = 500
SEND_TIMEOUT_SECONDS = 9
REQUEST_POLL_SECONDS = 0.5
TOPIC_CHECK_SECONDS = 10.0


class RelaySuperseded(Exception):
    """Another relay has claimed this authority's topic since."""


class SendFailed(Exception):
    """Kafka did not take a page. This producer might send parts of it later: the process ends."""


class LogDamaged(Exception):
    """Positions are not consecutive: a row was taken out. Nothing more is published."""


class Relay:
    """Publishes one service's logs, authority by authority."""

    def __init__(self, service: Service, database: Database, login: KafkaLogin) -> None:
        self._service = service
        self._database = database
        self._login = login
        self._producer: KafkaProducer | None = None
        self._topics: kafka.Topics | None = None
        self._requests: KafkaConsumer | None = None
        self._requests_read_at = 0.0
        self._topics_checked_at = 0.0
        self._leadership: Connection | None = None
        self._epochs: dict[str, int] = {}
        self._refused: set[str] = set()
        self._log = structlog.get_logger()

    def step(self) -> bool:
        """Publish one page of each authority that has news; tells whether any had.

        Where a client cannot be had, all are let go of, to begin anew from the checkpoints.
        """
        try:
            return self._leads() and self._turn()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the clients and of the leadership."""
        if self._producer is not None:
            with suppress(KafkaTimeoutError):  # it waits for what it could not send, for ever
                self._producer.close(timeout=0)
        for client in (self._topics, self._requests, self._leadership):
            if client is not None:
                client.close()
        self._producer = self._topics = self._requests = self._leadership = None
        self._epochs.clear()
        self._topics_checked_at = 0.0

    def _turn(self) -> bool:
        self._hear_requests()
        with self._database.transaction() as connection:
            behind = [row[0] for row in connection.execute(_BEHIND)]
        self._look_after_topics(behind)
        allowed = [one for one in behind if one not in self._refused]
        for authority in allowed:
            self._publish_page(authority)
        return bool(allowed)

    def _leads(self) -> bool:
        if self._leadership is None:
            connection = self._database.connect()
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LEADERSHIP,)).fetchone()
            if row is None or not row[0]:
                connection.close()
                time.sleep(1)
                return False
            self._leadership = connection
            self._producer = kafka.producer(self._login, f"{self._service.name}-relay")
            requests = topics.requests_topic(self._service.name)
            self._topics = kafka.Topics(self._login)
            self._topics.ensure([requests])
            self._requests = kafka.reader(self._login, requests)
        return True

    def _look_after_topics(self, behind: Sequence[str]) -> None:
        """Claim every authority's topic; one made anew since we filled it is filled from the start.

        Looked at when an authority is new, and every ten seconds, for Kafka may be wiped. One that
        we have no right to waits until we have, and keeps no other waiting.
        """
        known = self._epochs.keys() | self._refused
        if time.monotonic() < self._topics_checked_at and known >= set(behind):
            return
        self._topics_checked_at = time.monotonic() + TOPIC_CHECK_SECONDS
        with self._database.transaction() as connection:
            authorities = [row[0] for row in connection.execute(_AUTHORITIES)]
        named = {topics.events_topic(one, self._service.name): one for one in authorities}
        assert self._topics is not None
        requests = topics.requests_topic(self._service.name)
        ids = self._topics.ensure([requests, *named])
        self._refused = {named[topic] for topic in named.keys() - ids.keys()}
        for authority in self._refused:
            self._log.error("topic_refused", authority=authority)
        for topic in named.keys() & ids.keys():
            self._claim(named[topic], ids[topic])

    def _claim(self, authority: str, topic_id: UUID) -> None:
        with self._database.transaction() as connection:
            if authority not in self._epochs:
                row = connection.execute(_CLAIM, (authority,)).fetchone()
                assert row is not None
                self._epochs[authority] = row[0]
                self._log.info("topic_claimed", authority=authority, epoch=row[0])
            refilled = connection.execute(
                "UPDATE relay_checkpoints SET topic_id = %s, position = 0"
                " WHERE authority = %s AND topic_id IS DISTINCT FROM %s",
                (topic_id, authority, topic_id),
            )
            if refilled.rowcount:
                self._log.warning("topic_is_new", authority=authority)

    def _publish_page(self, authority: str) -> None:
        with self._database.transaction() as connection:
            row = connection.execute(_LOCK, (authority, self._epochs[authority])).fetchone()
            if row is None:
                raise RelaySuperseded(authority)
            page = log_page(connection, self._service.name, authority, row[0], PAGE)
            if not page or page[-1].position != row[0] + len(page):
                raise LogDamaged(f"{authority} after position {row[0]}")
            self._send(authority, [self._translated(envelope) for envelope in page])
            connection.execute(
                "UPDATE relay_checkpoints SET position = %s WHERE authority = %s",
                (page[-1].position, authority),
            )

    def _send(self, authority: str, envelopes: Sequence[Envelope]) -> None:
        assert self._producer is not None
        topic = topics.events_topic(authority, self._service.name)
        records = [to_kafka(envelope) for envelope in envelopes]
        try:
            sent = [
                self._producer.send(topic, one.value, key=one.key, headers=one.headers, partition=0)
                for one in records
            ]
            self._producer.flush(timeout=SEND_TIMEOUT_SECONDS)
            for future in sent:
                future.get(timeout=SEND_TIMEOUT_SECONDS)
        except KafkaError as error:
            raise SendFailed(topic) from error

    def _translated(self, stored: Envelope) -> Envelope:
        fact = own_fact(self._service, stored)
        message = self._service.publish(fact) if fact.event is not None else None
        if message is None:
            return replace(stored, type=topics.WITHHELD, data=None)
        kind = topics.message_type(self._service.name, type(message))
        return replace(stored, type=kind, data=codec.encode(message))

    def _hear_requests(self) -> None:
        """Consumers ask on a topic of ours for what Kafka has lost: publish it again."""
        if self._requests is None or time.monotonic() < self._requests_read_at:
            return
        self._requests_read_at = time.monotonic() + REQUEST_POLL_SECONDS
        for records in self._requests.poll(timeout_ms=0).values():
            for record in records:
                request = orjson.loads(record.value)
                republish(self._database, request["authority"], request["position"])
                self._log.warning("republishing", **request)


def republish(database: Database, authority: str, position: int) -> None:
    """Have the relay publish an authority's log again, from `position` on."""
    with database.transaction() as connection:
        connection.execute(
            "UPDATE relay_checkpoints SET position = least(position, %s) WHERE authority = %s",
            (max(position - 1, 0), authority),
        )


def run_relay(service: Service) -> None:
    """The relay process of a service; any error ends it, and it starts again at its checkpoint."""
    settings = read_settings()
    configure_logging(service.name, "relay")
    database = Database(settings.database, settings.database_password_file, size=2)
    relay = Relay(service, database, login_of(settings))
    try:
        run_forever(relay.step, "relay", settings.metrics_port)
    finally:
        relay.close()
        database.close()


_LEADERSHIP = 0x4C4C5759  # "LLWY": one relay per database
_BEHIND = """
SELECT h.authority FROM authority_heads h LEFT JOIN relay_checkpoints c USING (authority)
WHERE coalesce(c.position, 0) < h.position ORDER BY h.authority
"""
_AUTHORITIES = "SELECT authority FROM authority_heads"
_CLAIM = """
INSERT INTO relay_checkpoints AS c (authority, epoch) VALUES (%s, 1)
ON CONFLICT (authority) DO UPDATE SET epoch = c.epoch + 1 RETURNING epoch
"""
_LOCK = "SELECT position FROM relay_checkpoints WHERE authority = %s AND epoch = %s FOR UPDATE"
