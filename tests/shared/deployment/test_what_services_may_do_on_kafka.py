"""Each service's login on a real Kafka, provisioned as in production: its own, and no more."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from kafka import TopicPartition
from kafka.admin import KafkaAdminClient, UserScramCredentialUpsertion
from kafka.errors import (
    ClusterAuthorizationFailedError,
    KafkaTimeoutError,
    TopicAuthorizationFailedError,
)

from deploy.kafka_rights import rights
from deploy.native.kafka_users import OPERATOR
from deploy.provision import SERVICES
from deploy.provision_kafka import listening, provision_kafka
from services.learners.domain.roll.upn import WELSH_AUTHORITIES
from shared.contracts.topics import dead_letters_topic, events_topic, requests_topic
from shared.runtime import kafka as clients
from shared.runtime.kafka_login import MECHANISM, KafkaLogin
from tests.logins import service_logins

# Written by hand, not taken from the wiring: who reads whose events, and so asks whom again.
HEARS = {
    "learners": {"learners", "assessments", "targets", "notifications"},
    "assessments": {"learners", "targets"},
    "targets": {"learners"},
    "notifications": {"learners", "targets"},
}
MINE, STRANGE = "660", "999"
UNUSED = dict(zip(SERVICES, ("661", "662", "663", "664"), strict=True))
LOST = b"something"
SOON_MS = 3_000
REFUSALS = (TopicAuthorizationFailedError, ClusterAuthorizationFailedError)


@dataclass(frozen=True)
class Ours:
    """The services' logins, and topics of two authorities, each with a record in it."""

    logins: dict[str, KafkaLogin]
    topics: list[str]


@pytest.fixture(scope="module")
def ours(kafka: KafkaLogin, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ours]:
    """No other test has these authorities, or these services, on this Kafka."""
    logins = service_logins(kafka, tmp_path_factory.mktemp("logins"))
    named = [
        topic for code in (MINE, STRANGE) for name in SERVICES for topic in topics_of(code, name)
    ] + [requests_topic(name) for name in SERVICES]
    with closing(clients.Topics(kafka)) as topics, closing(clients.producer(kafka, "t")) as sender:
        topics.ensure(named)
        for topic in named:
            sender.send(topic, LOST, partition=0).get(timeout=10)
    yield Ours(logins, named)
    with closing(KafkaAdminClient(**kafka.settings())) as admin:
        left = [*named, *(topic for topic in admin.list_topics() if topic[:3] in UNUSED.values())]
        admin.delete_topics(left)


def topics_of(authority: str, service: str) -> set[str]:
    return {events_topic(authority, service), dead_letters_topic(authority, service)}


def may(service: str) -> dict[str, set[str]]:
    """By operation, the topics on which it is a service's right."""
    own = topics_of(MINE, service)
    heard = {events_topic(MINE, one) for one in HEARS[service]}
    return {
        "read": own | heard | {requests_topic(service)},
        "write": own | {requests_topic(one) for one in HEARS[service]},
    }


def read(login: KafkaLogin, topic: str) -> None:
    """Kafka does not tell of a topic to who may not read it, unless they may write it."""
    with closing(clients.Topics(login)) as topics:
        if not topics.matching(topic):
            raise TopicAuthorizationFailedError(topic)
    with closing(clients.consumer(login, "tests")) as consumer:
        partition = TopicPartition(topic, 0)
        consumer.assign([partition])
        consumer.seek(partition, 0)
        while not consumer.poll(timeout_ms=500):
            continue


def write(login: KafkaLogin, topic: str) -> None:
    with closing(clients.producer(login, "tests")) as producer:
        producer.send(topic, LOST, partition=0).get(timeout=10)


DO: dict[str, Callable[[KafkaLogin, str], None]] = {"read": read, "write": write}


def refused(what: Callable[[KafkaLogin, str], object], login: KafkaLogin, topic: str) -> bool:
    try:
        what(login, topic)
    except REFUSALS:
        return True
    return False


@pytest.mark.parametrize("operation", DO)
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_do_what_it_must_and_nothing_else(
    ours: Ours, service: str, operation: str
) -> None:
    login = ours.logins[service]
    done = {topic for topic in ours.topics if not refused(DO[operation], login, topic)}
    assert done == may(service)[operation]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_makes_its_own_topics_only(ours: Ours, service: str) -> None:
    makers = {
        topic: not refused(make, ours.logins[service], topic)
        for name in SERVICES
        for topic in topics_of(UNUSED[service], name)
    }
    made = {topic for topic, could in makers.items() if could}
    assert made == topics_of(UNUSED[service], service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_cannot_take_topics_away_or_change_rights_or_users(
    ours: Ours, service: str
) -> None:
    with closing(KafkaAdminClient(**ours.logins[service].settings())) as admin:
        with pytest.raises(TopicAuthorizationFailedError):
            admin.delete_topics([events_topic(MINE, service)])
        taken_over = UserScramCredentialUpsertion(OPERATOR, MECHANISM, "mine now")
        assert admin.alter_user_scram_credentials([taken_over])[OPERATOR] is not None
        failed = admin.create_acls([*rights({service: ()}, [STRANGE])])["failed"]
        assert set(failed) == {ClusterAuthorizationFailedError}


def test_who_gives_no_password_or_a_wrong_one_is_not_let_in(
    ours: Ours, kafka: KafkaLogin, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("wrong")
    right = ours.logins["targets"].settings()
    assert gets_in(right)
    assert not gets_in(replace(ours.logins["targets"], password_file=wrong).settings())
    assert not gets_in(replace(ours.logins["targets"], username="somebody").settings())
    assert not gets_in({"bootstrap_servers": kafka.bootstrap})


def test_provisioning_again_changes_nothing_but_a_new_password(
    ours: Ours, kafka: KafkaLogin
) -> None:
    login = ours.logins["assessments"]
    before = login.settings()
    login.password_file.write_text(secrets.token_urlsafe())
    folder = login.password_file.parent
    assert provision_kafka(kafka, folder, listening(), WELSH_AUTHORITIES) == (0, 0)
    assert gets_in(login.settings())
    assert not gets_in(before)


def test_a_new_authority_is_added_and_one_left_out_is_taken_away(
    ours: Ours, kafka: KafkaLogin
) -> None:
    login = ours.logins["targets"]
    again = partial(provision_kafka, kafka, login.password_file.parent, listening())
    one = len(rights(listening(), ["999"])) - len(rights(listening(), []))
    topic = events_topic(STRANGE, "targets")
    assert again([*WELSH_AUTHORITIES, STRANGE]) == (one, 0)
    assert not refused(write, login, topic)
    assert again(WELSH_AUTHORITIES) == (0, one)
    assert refused(write, login, topic)


def make(login: KafkaLogin, topic: str) -> None:
    with closing(clients.Topics(login)) as topics:
        if not topics.ensure([topic]):
            raise TopicAuthorizationFailedError(topic)


def gets_in(settings: dict[str, Any]) -> bool:
    """Kafka's client tells of a refusal only by not getting anywhere."""
    try:
        KafkaAdminClient(**settings, bootstrap_timeout_ms=SOON_MS).close()
    except KafkaTimeoutError:
        return False
    return True
