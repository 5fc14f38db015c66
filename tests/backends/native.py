"""PostgreSQL from a wheel and Kafka from its jars: what the tests run on unless told otherwise."""

from collections.abc import Iterator

import pytest

from deploy.native.kafka import kafka_running
from deploy.native.postgres import postgres_running
from shared.runtime.kafka_login import KafkaLogin


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres_running(tmp_path_factory.mktemp("postgres")) as superuser:
        yield superuser.with_password()


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaLogin]:
    with kafka_running(tmp_path_factory.mktemp("kafka")) as operator:
        yield operator
