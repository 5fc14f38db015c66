"""The whole system as real processes: what `make up` and the containers start, on spare ports."""

import os
import signal
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from subprocess import Popen

from deploy.demo.people import Authority
from deploy.demo.talking import Services
from deploy.native.leash import leashed
from deploy.native.ports import any_free_port
from deploy.provision import SERVICES
from tests.issuing import Issuer
from tests.stores import Store, Stores
from tests.wiring import wiring

READY_SECONDS = 60
GUNICORN = ("gunicorn", "-c", "deploy/gunicorn.conf.py")


@dataclass
class System:
    """Four services, each with web, relay and consumer, and the courier with its mail server."""

    stores: dict[str, Store]
    kafka: str
    issuer: Issuer
    home: Path
    running: ExitStack = field(default_factory=ExitStack)
    ports: dict[str, int] = field(default_factory=dict)
    holders: dict[str, Popen[bytes]] = field(default_factory=dict)

    @property
    def mail(self) -> Path:
        """Where the mail server puts what it is sent."""
        return self.home / "mail"

    def services(self, authority: Authority) -> Services:
        """The public APIs, as the people of an authority use them."""
        urls = {name: f"http://127.0.0.1:{self.ports[f'{name}-web']}" for name in SERVICES}
        return Services(urls, lambda role, who: self.issuer.token(role, who, authority.code))

    def start(self, name: str) -> None:
        """Start a process: `targets-relay`."""
        service, _, process = name.partition("-")
        port = self.ports.setdefault(name, any_free_port())
        command = [sys.executable, "-m", f"services.{service}.{process}"]
        if process == "web":
            command = [sys.executable, "-m", *GUNICORN, f"services.{service}.web:app"]
        if name == "mail":
            command = [sys.executable, "-m", "deploy.native.mail", str(port), str(self.mail)]
        # The holder passes on our environment, so it is set for the time of the start.
        with _environment({} if name == "mail" else self._settings(service, process, port)):
            held = leashed(command, self.home / f"{name}.log", stop=signal.SIGTERM)
            self.holders[name] = self.running.enter_context(held)

    def kill(self, name: str) -> None:
        """Kill a process as a crash would: no warning, no tidying."""
        holder = self.holders[name].pid
        for child in Path(f"/proc/{holder}/task/{holder}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        self.holders[name].wait(READY_SECONDS)

    def wait_until_ready(self) -> None:
        """Return once every web process that was started may be sent requests."""
        for name in self.holders:
            if name.endswith("-web"):
                url = f"http://127.0.0.1:{self.ports[name]}/readyz"
                wait_for(partial(_answers, url), f"{name} is not ready", READY_SECONDS)

    def _settings(self, service: str, process: str, port: int) -> dict[str, str]:
        store, role = self.stores[service], "relay" if process == "relay" else "writer"
        return {
            "LLWYBR_DATABASE": store.conninfo(role),
            "LLWYBR_DATABASE_PASSWORD_FILE": str(store.password_file(role)),
            "LLWYBR_KAFKA": self.kafka,
            "LLWYBR_ISSUER": self.issuer.url,
            "LLWYBR_SMTP": f"127.0.0.1:{self.ports.get('mail', 0)}",
            "LLWYBR_SIGN_IN_URL": "https://sign-in.example",
            "LLWYBR_PORT" if process == "web" else "LLWYBR_METRICS_PORT": str(port),
        }


@contextmanager
def system_running(stores: Stores, kafka: str, issuer: Issuer, home: Path) -> Iterator[System]:
    """The system on databases of its own, ready for requests."""
    own = {
        name: stores.get(f"journey_{name}", wiring(name).SERVICE.migrations) for name in SERVICES
    }
    system = System(own, kafka, issuer, home)
    with system.running:
        system.start("mail")
        for name in SERVICES:
            for process in ("web", "relay", "consumer"):
                system.start(f"{name}-{process}")
        system.start("notifications-courier")
        system.wait_until_ready()
        yield system


@contextmanager
def web_running(stores: dict[str, Store], issuer: Issuer, home: Path) -> Iterator[System]:
    """The web processes of these services alone, on their databases, ready for requests."""
    system = System(stores, "", issuer, home)
    with system.running:
        for name in stores:
            system.start(f"{name}-web")
        system.wait_until_ready()
        yield system


def wait_for(fits: Callable[[], bool], what: str, seconds: float) -> None:
    """Return once it is so; fail with `what` where it does not become so in time."""
    until = time.monotonic() + seconds
    while not fits():
        assert time.monotonic() < until, what
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
