"""Settings: the environment, read once into a frozen value; a missing one fails at start.

README.md lists them; a test keeps that table true.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class SettingMissing(Exception):
    """A setting without which this process cannot run is not given."""


@dataclass(frozen=True)
class Settings:
    """What a process is told about its surroundings; each is LLWYBR_ and the name in capitals.

    A secret is the path of a file that holds it, never the secret itself.
    """

    database: str
    database_password_file: Path | None = None
    database_pool: int = 8
    kafka: str = ""
    kafka_username: str = ""
    kafka_password_file: Path | None = None
    issuer: str = ""
    audience: str = "llwybr"
    port: int = 8000
    bind: str = "127.0.0.1"
    workers: int = 1
    metrics_port: int = 0
    smtp: str = ""
    sign_in_url: str = ""
    software_version: str = "0.1.0"
    environment: str = "production"

    def need(self, name: str) -> str:
        """A setting that this kind of process cannot do without; raises `SettingMissing`."""
        value = getattr(self, name)
        if not value:
            raise SettingMissing(f"LLWYBR_{name.upper()} is not set")
        return str(value)


def read_settings() -> Settings:
    """The settings of this process; raises `SettingMissing` or ValueError, naming the setting."""
    if not os.environ.get("LLWYBR_DATABASE"):
        raise SettingMissing("LLWYBR_DATABASE is not set")
    given: dict[str, Any] = {
        name: _read(name, kind, os.environ[f"LLWYBR_{name.upper()}"])
        for name, kind in Settings.__annotations__.items()
        if os.environ.get(f"LLWYBR_{name.upper()}")
    }
    return Settings(**given)


def _read(name: str, kind: object, text: str) -> object:
    if kind is int:
        if not text.isdigit():
            raise ValueError(f"LLWYBR_{name.upper()} is not a whole number: {text!r}")
        return int(text)
    return text if kind is str else Path(text)


def multiprocess_metrics() -> bool:
    """Do several worker processes share this service's metrics? As prometheus_client decides."""
    return bool(os.environ.get("PROMETHEUS_MULTIPROC_DIR"))
