"""Settings: the environment, read once into a frozen value; a missing one fails at start.

README.md lists them; a test keeps that table true.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from shared.runtime.secrecy import is_weak

# Where only a developer's machine or a test is trusted with less than a real secret and with http.
SECRETS_MAY_BE_WEAK = frozenset({"native", "test"})
HTTP_MAY_BE = SECRETS_MAY_BE_WEAK | {"compose"}


class SettingMissing(Exception):
    """A setting without which this process cannot run is not given."""


class SettingUnsafe(Exception):
    """A setting would let in, outside of development, whom it must not. Its value is not told."""


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
    family_issuer: str = ""
    audience: str = "llwybr"
    longest_token_hours: int = 24
    port: int = 8000
    bind: str = "127.0.0.1"
    workers: int = 1
    requests_per_minute: int = 1200
    refusals_per_minute: int = 300
    metrics_port: int = 0
    smtp: str = ""
    sign_in_url: str = ""
    software_version: str = "0.1.0"
    environment: str = "production"

    @property
    def https_only(self) -> bool:
        """Must an issuer be asked over https? Yes, wherever it is not known to be harmless."""
        return self.environment not in HTTP_MAY_BE

    def need(self, name: str) -> str:
        """A setting that this kind of process cannot do without; raises `SettingMissing`."""
        value = getattr(self, name)
        if not value:
            raise SettingMissing(f"LLWYBR_{name.upper()} is not set")
        return str(value)


def read_settings() -> Settings:
    """The settings of this process.

    Raises `SettingMissing`, `SettingUnsafe` or ValueError, naming the setting.
    """
    if not os.environ.get("LLWYBR_DATABASE"):
        raise SettingMissing("LLWYBR_DATABASE is not set")
    given: dict[str, Any] = {
        name: _read(name, kind, os.environ[f"LLWYBR_{name.upper()}"])
        for name, kind in Settings.__annotations__.items()
        if os.environ.get(f"LLWYBR_{name.upper()}")
    }
    settings = Settings(**given)
    _refuse_what_is_unsafe(settings)
    return settings


def _refuse_what_is_unsafe(settings: Settings) -> None:
    if settings.issuer and settings.issuer == settings.family_issuer:
        raise SettingUnsafe("LLWYBR_FAMILY_ISSUER is LLWYBR_ISSUER: there would be one door only")
    for name in ("issuer", "family_issuer"):
        given = getattr(settings, name)
        if settings.https_only and given and not given.startswith("https://"):
            raise SettingUnsafe(f"LLWYBR_{name.upper()} is not https")
    if settings.environment in SECRETS_MAY_BE_WEAK:
        return
    if conninfo_to_dict(settings.database).get("password"):
        raise SettingUnsafe("LLWYBR_DATABASE holds a password: it belongs into a file")
    for name, value in vars(settings).items():
        if name.endswith("password_file") and value and is_weak(_secret(name, value)):
            raise SettingUnsafe(f"LLWYBR_{name.upper()} holds a weak or well-known secret")


def _secret(name: str, file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError as error:
        raise SettingMissing(f"LLWYBR_{name.upper()} names a file that cannot be read") from error


def _read(name: str, kind: object, text: str) -> object:
    if kind is int:
        if not text.isdigit():
            raise ValueError(f"LLWYBR_{name.upper()} is not a whole number: {text!r}")
        return int(text)
    return text if kind is str else Path(text)


def multiprocess_metrics() -> bool:
    """Do several worker processes share this service's metrics? As prometheus_client decides."""
    return bool(os.environ.get("PROMETHEUS_MULTIPROC_DIR"))
