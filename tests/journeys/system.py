"""The whole system as real processes: what `make up` and the containers start, on spare ports."""

import sys
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from subprocess import CompletedProcess, run

from deploy.demo.people import Authority
from deploy.demo.talking import Services
from deploy.native.programs import PROCESSES
from deploy.provision import ROLE_OF, SERVICES
from shared.runtime.kafka_login import KafkaLogin
from tests.issuing import MANY, Issuer
from tests.journeys.ports import steady_port
from tests.journeys.process import Process, wait_for
from tests.logins import kafka_environment, service_logins
from tests.stores import Store, Stores
from tests.wiring import wiring

READY_SECONDS = 120
MAIL = "mail"
ON_KAFKA = ("relay", "consumer")
KAFKA_PASSWORDS = "kafka-passwords"


@dataclass
class System:
    """Four services, each with web, relay and consumer, and the courier with its mail server."""

    stores: dict[str, Store]
    kafka: dict[str, KafkaLogin]
    issuer: Issuer
    home: Path
    processes: dict[str, Process] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    @property
    def mail(self) -> Path:
        """Where the mail server puts what it is sent."""
        return self.home / MAIL

    @property
    def urls(self) -> dict[str, str]:
        """Where each service's API is."""
        return {name: f"http://127.0.0.1:{self.ports[f'{name}-web']}" for name in SERVICES}

    def services(self, authority: Authority) -> Services:
        """The public APIs, as the people of an authority use them."""
        return Services(self.urls, lambda role, who: self.issuer.token(role, who, authority.code))

    def add(self, name: str, like: str | None = None, **settings: str) -> Process:
        """A process not yet started: `targets-relay`, or another one `like` it."""
        service, _, process = (like or name).partition("-")
        port = self.ports.setdefault(name, steady_port())
        command = [sys.executable, "-m", f"services.{service}.{process}"]
        if process == "web":
            gunicorn = ("gunicorn", "-c", "deploy/gunicorn.conf.py", f"services.{service}.web:app")
            command = [sys.executable, "-m", *gunicorn]
        if name == MAIL:
            command = [sys.executable, "-m", "deploy.native.mail", str(port), str(self.mail)]
        else:
            settings = self._settings(service, process, port) | settings
        made = Process(name, command, self.home / f"{name}.log", settings)
        self.processes[name] = made
        return made

    def start(self, name: str) -> None:
        """Start a process: `targets-relay`."""
        self.processes[name].start()

    def kill(self, name: str) -> None:
        """Kill a process as a crash would: no warning, no tidying."""
        self.processes[name].kill()

    def end(self) -> None:
        """Stop every process, all at once."""
        with ThreadPoolExecutor(len(self.processes)) as pool:
            list(pool.map(Process.end, self.processes.values()))

    def operate(self, name: str, *operation: str) -> CompletedProcess[str]:
        """Run an operation on a service, as its owner."""
        store = self.stores[name]
        settings = {
            "LLWYBR_DATABASE": store.conninfo("owner"),
            "LLWYBR_DATABASE_PASSWORD_FILE": str(store.password_file("owner")),
        }
        command = [sys.executable, "-m", f"services.{name}.operate", *operation]
        return run(command, env=settings, capture_output=True, text=True, check=False)

    def wait_until_ready(self) -> None:
        """Return once every web process that there is may be sent requests."""
        for name in self.processes:
            if name.endswith("-web"):
                url = f"http://127.0.0.1:{self.ports[name]}/readyz"
                wait_for(partial(_answers, url), f"{name} is not ready", READY_SECONDS)

    def _settings(self, service: str, process: str, port: int) -> dict[str, str]:
        store, role = self.stores[service], ROLE_OF[process]
        return {
            "LLWYBR_DATABASE": store.conninfo(role),
            "LLWYBR_DATABASE_PASSWORD_FILE": str(store.password_file(role)),
            "LLWYBR_ISSUER": self.issuer.url,
            "LLWYBR_FAMILY_ISSUER": self.issuer.family.url,
            "LLWYBR_ENVIRONMENT": "test",
            "LLWYBR_LONGEST_TOKEN_HOURS": "96",  # where clocks are turned, tokens must hold
            "LLWYBR_REQUESTS_PER_MINUTE": str(MANY),
            "LLWYBR_REFUSALS_PER_MINUTE": str(MANY),
            "LLWYBR_SMTP": f"127.0.0.1:{self.ports.get(MAIL, 0)}",
            "LLWYBR_SIGN_IN_URL": "https://sign-in.example",
            "LLWYBR_PORT" if process == "web" else "LLWYBR_METRICS_PORT": str(port),
            **(kafka_environment(self.kafka[service]) if process in ON_KAFKA else {}),
        }


def system_of(
    stores: Stores, operator: KafkaLogin, issuer: Issuer, home: Path, prefix: str
) -> System:
    """The system on databases of its own and a Kafka that runs, nothing of it started."""
    own = {
        name: stores.get(f"{prefix}_{name}", *wiring(name).SERVICE.migration_folders)
        for name in SERVICES
    }
    system = System(own, service_logins(operator, home / KAFKA_PASSWORDS), issuer, home)
    for name in (MAIL, *PROCESSES):
        system.add(name)
    return system


@contextmanager
def web_running(
    stores: dict[str, Store], issuer: Issuer, home: Path, **settings: str
) -> Iterator[System]:
    """The web processes of these services alone, on their databases, ready for requests."""
    system = System(stores, {}, issuer, home)
    names = [system.add(f"{name}-web", **settings).name for name in stores]
    with system_running(system, names):
        yield system


@contextmanager
def system_running(system: System, names: Sequence[str] = (MAIL, *PROCESSES)) -> Iterator[System]:
    """All of it started, or these only, and ready for requests."""
    try:
        for name in names:
            system.start(name)
        system.wait_until_ready()
        yield system
    finally:
        system.end()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False
