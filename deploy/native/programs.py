"""The processes of one installation: which command each runs, with which settings."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.native import places
from deploy.native.issuer import AUDIENCE, refuse_in_production
from deploy.native.ports import LOOPBACK
from deploy.native.state import State
from deploy.provision import ROLE_OF, SERVICES

INFRASTRUCTURE = ("postgres", "kafka", "issuer", "mail")
COURIER, CLERK = "notifications-courier", "learners-clerk"
PROCESSES = (
    *(f"{service}-{process}" for service in SERVICES for process in ("web", "relay", "consumer")),
    COURIER,
    CLERK,
)
ON_KAFKA = ("relay", "consumer")
GUNICORN = Path("deploy") / "gunicorn.conf.py"


@dataclass(frozen=True)
class Program:
    """A command, and the settings it gets besides the environment."""

    command: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


def helper_program(name: str, state: State) -> Program:
    """The issuer, or the mail catcher. Raises `Trouble` for the issuer in production."""
    port = str(state.ports[name])
    if name == "issuer":
        refuse_in_production()
        serve = ("http.server", "--bind", LOOPBACK, "--directory", str(places.ISSUER_PAGES))
        return Program(_python(*serve, port))
    return Program(_python("deploy.native.mail", port, str(places.MAIL)))


def service_program(name: str, state: State) -> Program:
    """A process of a service, by its name in the supervisor: `targets-relay`."""
    service, _, process = name.partition("-")
    settings = service_settings(service, ROLE_OF[process], state) | {
        "LLWYBR_PORT": str(state.ports[name])
    }
    if process == "web":
        settings["PROMETHEUS_MULTIPROC_DIR"] = str(places.METRICS / service)
        application = f"services.{service}.web:app"
        return Program(_python("gunicorn", "-c", str(GUNICORN), application), settings)
    settings["LLWYBR_METRICS_PORT"] = settings.pop("LLWYBR_PORT")
    if process in ON_KAFKA:
        settings |= kafka_settings(service, state)
    if name == COURIER:
        settings["LLWYBR_SMTP"] = f"{LOOPBACK}:{state.ports['mail']}"
        settings["LLWYBR_SIGN_IN_URL"] = f"{state.urls['notifications']}/docs"
    return Program(_python(f"services.{service}.{process}"), settings)


def service_settings(service: str, role: str, state: State) -> dict[str, str]:
    """What every process of a service is told, as one of the service's database roles."""
    user = f"{service}_{role}"
    return {
        "LLWYBR_DATABASE": (
            f"host={LOOPBACK} port={state.ports['postgres']} dbname={service} user={user}"
        ),
        "LLWYBR_DATABASE_PASSWORD_FILE": str(places.SECRETS / user),
        "LLWYBR_ISSUER": state.issuer,
        "LLWYBR_FAMILY_ISSUER": state.family_issuer,
        "LLWYBR_AUDIENCE": AUDIENCE,
        "LLWYBR_ENVIRONMENT": "native",
    }


def kafka_settings(service: str, state: State) -> dict[str, str]:
    """What those of a service's processes are told that use Kafka."""
    return {
        "LLWYBR_KAFKA": state.kafka,
        "LLWYBR_KAFKA_USERNAME": service,
        "LLWYBR_KAFKA_PASSWORD_FILE": str(places.SECRETS / f"{service}_kafka"),
    }


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)
