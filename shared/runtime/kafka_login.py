"""Where Kafka is, and as whom a process is known there: nobody gets in without a password."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.runtime.settings import Settings

MECHANISM = "SCRAM-SHA-512"


@dataclass(frozen=True)
class KafkaLogin:
    """One principal's way in; its password is read anew for each client, as it may change."""

    bootstrap: str
    username: str
    password_file: Path

    def settings(self) -> dict[str, Any]:
        """What every client is told first. Raises OSError where the password is out of reach."""
        return {
            "bootstrap_servers": self.bootstrap,
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": MECHANISM,
            "sasl_plain_username": self.username,
            "sasl_plain_password": self.password_file.read_text().strip(),
        }


def login_of(settings: Settings) -> KafkaLogin:
    """The login that a process was given; raises `SettingMissing`."""
    return KafkaLogin(
        settings.need("kafka"),
        settings.need("kafka_username"),
        Path(settings.need("kafka_password_file")),
    )
