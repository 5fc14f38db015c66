"""Postgres and Kafka as processes of the harness: killed, and started again on the same data."""

import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection

from deploy.native import kafka, postgres
from deploy.native.kafka import Broker
from deploy.native.postgres import Superuser
from tests.journeys.ports import steady_port
from tests.journeys.process import Process, wait_for

READY_SECONDS = 120
LEAN = ("ALTER SYSTEM SET max_wal_size = '96MB'", "ALTER SYSTEM SET min_wal_size = '32MB'")


@dataclass(frozen=True)
class Infrastructure:
    """A durable Postgres and a broker, each with a data directory and a port that stay."""

    superuser: Superuser
    postgres: Process
    broker: Broker
    kafka: Process

    def database(self, statement: str) -> None:
        """Tell Postgres something, as its superuser."""
        with Connection.connect(self.superuser.with_password(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def wait_until_ready(self) -> None:
        """Return once both answer."""
        wait_for(lambda: postgres.answers(self.superuser), "Postgres is away", READY_SECONDS)
        wait_for(lambda: kafka.answers(self.broker.operator), "Kafka is away", READY_SECONDS)


@contextmanager
def infrastructure_running(
    home: Path, data: Path, settings: Mapping[str, str]
) -> Iterator[Infrastructure]:
    """Both of them, ready; `data` is where Postgres' own user can go, `settings` are for it."""
    made = Infrastructure(*_postgres(home, data, settings), *_kafka(home))
    try:
        made.postgres.start()
        made.kafka.start()
        made.wait_until_ready()
        for statement in (*LEAN, "SELECT pg_reload_conf()"):
            made.database(statement)
        yield made
    finally:
        made.kafka.end()
        made.postgres.end()


def throw_away(broker: Broker) -> None:
    """Lose all that a broker has kept, as when its disk is; it must not be running."""
    shutil.rmtree(broker.data)
    kafka.prepare(broker)


def _postgres(home: Path, data: Path, settings: Mapping[str, str]) -> tuple[Superuser, Process]:
    password_file = home / "superuser"
    postgres.write_secret(password_file)
    cluster, port = postgres.prepare(data, password_file), steady_port()
    process = Process(
        "postgres",
        cluster.command(port),
        home / "postgres.log",
        settings,
        signal.SIGINT,
        cluster.identity,
    )
    return postgres.superuser(port, password_file), process


def _kafka(home: Path) -> tuple[Broker, Process]:
    broker = Broker(home / "broker", steady_port(), steady_port())
    kafka.prepare(broker)
    return broker, Process("kafka", broker.command(), home / "kafka.log", stop=signal.SIGKILL)
