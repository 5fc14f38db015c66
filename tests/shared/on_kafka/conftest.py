"""The probe with a relay, and a listener with a consumer, on the real Kafka."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from kafka.admin import KafkaAdminClient

from shared.contracts.topics import dead_letters_topic
from shared.runtime import consumer as consuming
from shared.runtime import relay as relaying
from shared.runtime.consumer import Consumer
from shared.runtime.kafka_login import KafkaLogin
from shared.runtime.relay import Relay
from shared.runtime.service import Service
from tests.logins import kafka_settings
from tests.shared.listening.listening import Listening
from tests.shared.on_kafka.wire import Wire
from tests.shared.probe_listener import LISTENER, PUBLISHER
from tests.shared.probing import Probing
from tests.stores import Store

Relays = Callable[..., Relay]
Consumers = Callable[..., Consumer]


@pytest.fixture(scope="session")
def admin(kafka: KafkaLogin) -> Iterator[KafkaAdminClient]:
    client = KafkaAdminClient(**kafka.settings())
    yield client
    client.close()


@pytest.fixture
def wire(kafka: KafkaLogin, admin: KafkaAdminClient, authority: str) -> Iterator[Wire]:
    """The topic of the test's authority; gone after the test, so that no other listens to it."""
    wire = Wire(kafka, authority, admin)
    yield wire
    wire.wipe(wire.topic, dead_letters_topic(authority, LISTENER.name))


@pytest.fixture
def log(own_store: Store, authority: str) -> Probing:
    """The probe's log of this authority, alone in its database."""
    return Probing(PUBLISHER, own_store, authority)


@pytest.fixture
def relay(kafka: KafkaLogin, own_store: Store) -> Iterator[Relays]:
    """`relay()`: a new relay of the probe, as another process would be."""
    begun: list[Relay] = []

    def begin(kind: type[Relay] = Relay) -> Relay:
        begun.append(kind(PUBLISHER, own_store.database("relay", size=2), kafka))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


@pytest.fixture
def consumer(kafka: KafkaLogin, listener_store: Store) -> Iterator[Consumers]:
    """`consumer()`: a new consumer of the listener, as another process would be."""
    begun: list[Consumer] = []
    settings = kafka_settings(kafka)

    def begin(service: Service = LISTENER) -> Consumer:
        begun.append(Consumer(service, listener_store.database("worker"), settings))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


@dataclass(frozen=True)
class Line:
    """All of it: from a log through a relay and Kafka to a listener."""

    log: Probing
    relay: Relays
    wire: Wire
    consumer: Consumers
    listening: Listening


@pytest.fixture
def line(
    log: Probing, relay: Relays, wire: Wire, consumer: Consumers, listening: Listening
) -> Line:
    return Line(log, relay, wire, consumer, listening)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at every few seconds is looked at several times a second, or at every turn."""
    for module, name, seconds in (
        (relaying, "TOPIC_CHECK_SECONDS", 0),
        (relaying, "REQUEST_POLL_SECONDS", 0.1),
        (consuming, "LOOK_SECONDS", 0.2),
        (consuming, "ASK_SECONDS", 0.3),
        (consuming, "RESUME_SECONDS", 0.2),
    ):
        monkeypatch.setattr(module, name, seconds)


@pytest.fixture
def other_log(own_store: Store, new_authority: Callable[[], str]) -> Probing:
    """The log of another authority, in the same database."""
    return Probing(PUBLISHER, own_store, new_authority())


@pytest.fixture
def other_wire(kafka: KafkaLogin, admin: KafkaAdminClient, other_log: Probing) -> Iterator[Wire]:
    wire = Wire(kafka, other_log.authority, admin)
    yield wire
    wire.wipe(wire.topic, dead_letters_topic(wire.authority, LISTENER.name))
