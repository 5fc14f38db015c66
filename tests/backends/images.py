"""PostgreSQL and Kafka from the images in docker-compose.yml, set up as that file sets them up."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import ExecWaitStrategy

from deploy.compose.secrets import make_secrets
from deploy.native.kafka import SECRETS_IN_CONTAINERS, SHARED_SETTINGS
from deploy.native.kafka_users import OPERATOR, secret_of
from deploy.native.ports import LOOPBACK, any_free_port
from deploy.native.postgres import FORGETFUL, SUPERUSER
from shared.runtime.kafka_login import KafkaLogin
from tests.containers.compose_file import CONTAINERS, ROOT

POSTGRES: dict[str, Any] = CONTAINERS["postgres"]
KAFKA: dict[str, Any] = CONTAINERS["kafka"]
STARTS_SECONDS = 300  # on a busy machine: it formats its data first
CLIENT_SETTINGS = ROOT / "deploy/compose/kafka-client.properties"
BROKER_ANSWERS = "/opt/kafka/bin/kafka-broker-api-versions.sh"

# The container that would tidy up after us has an image of its own, which may be out of reach.
testcontainers_config.ryuk_disabled = True


def pytest_report_header() -> str:
    return f"containers: {POSTGRES['image']}, {KAFKA['image']}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    password, port = secrets.token_urlsafe(24), any_free_port()
    container = PostgresContainer(
        POSTGRES["image"], username=SUPERUSER, password=password, dbname="postgres", driver=None
    )
    container.with_env("POSTGRES_INITDB_ARGS", POSTGRES["environment"]["POSTGRES_INITDB_ARGS"])
    options = [part for name, value in FORGETFUL.items() for part in ("-c", f"{name}={value}")]
    container.with_command(["postgres", *options])
    with _on_the_loopback(container, 5432, port):
        yield make_conninfo(
            host=LOOPBACK, port=port, user=SUPERUSER, password=password, dbname="postgres"
        )


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaLogin]:
    # Kafka tells clients where it listens, so it must know the port that they see.
    port, folder = any_free_port(), tmp_path_factory.mktemp("kafka")
    make_secrets(folder)
    passwords = folder / "secrets"
    given = KAFKA["environment"] | {
        "KAFKA_LISTENERS": f"CLIENTS://:{port},CONTROLLER://localhost:9093",
        "KAFKA_ADVERTISED_LISTENERS": f"CLIENTS://{LOOPBACK}:{port}",
    }
    container = DockerContainer(
        KAFKA["image"],
        env={name: str(value) for name, value in given.items()},
        volumes=[
            (str(SHARED_SETTINGS), "/mnt/shared/config/server.properties", "ro"),
            (str(CLIENT_SETTINGS), "/mnt/client.properties", "ro"),
            (str(passwords), SECRETS_IN_CONTAINERS, "ro"),
        ],
    ).with_command(KAFKA["command"])
    container.waiting_for(
        ExecWaitStrategy(
            [
                *(BROKER_ANSWERS, f"--bootstrap-server=localhost:{port}"),
                "--command-config=/mnt/client.properties",
            ]
        ).with_startup_timeout(STARTS_SECONDS)
    )
    with _on_the_loopback(container, port, port):
        yield KafkaLogin(f"{LOOPBACK}:{port}", OPERATOR, passwords / secret_of(OPERATOR))


def _on_the_loopback(container: DockerContainer, inside: int, outside: int) -> DockerContainer:
    """The container, of which this machine alone can reach a port."""
    # Docker's own client takes an address here too; without one, the whole network could reach it.
    container.ports[str(inside)] = (LOOPBACK, outside)  # type: ignore[assignment]
    return container
