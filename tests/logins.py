"""Logins to Kafka: those of our services, and how a process is told of one."""

import secrets
from pathlib import Path

from deploy.provision_kafka import listening, provision_kafka
from shared.runtime.kafka_login import KafkaLogin
from shared.runtime.settings import Settings


def kafka_settings(login: KafkaLogin) -> Settings:
    """For a consumer that is given its database apart."""
    return Settings(
        database="",
        kafka=login.bootstrap,
        kafka_username=login.username,
        kafka_password_file=login.password_file,
    )


def kafka_environment(login: KafkaLogin) -> dict[str, str]:
    """For a process of its own."""
    return {
        "LLWYBR_KAFKA": login.bootstrap,
        "LLWYBR_KAFKA_USERNAME": login.username,
        "LLWYBR_KAFKA_PASSWORD_FILE": str(login.password_file),
    }


def service_logins(operator: KafkaLogin, folder: Path) -> dict[str, KafkaLogin]:
    """Each service's own, provisioned as in production; passwords are kept in the folder."""
    folder.mkdir(exist_ok=True)
    listens_to = listening()
    logins = {
        name: KafkaLogin(operator.bootstrap, name, folder / f"{name}_kafka") for name in listens_to
    }
    for login in logins.values():
        if not login.password_file.exists():
            login.password_file.write_text(secrets.token_urlsafe())
    provision_kafka(operator, folder, listens_to)
    return logins
