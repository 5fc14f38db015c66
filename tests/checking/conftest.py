"""A small history, made by the real services with real relays, consumers and a courier."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
import structlog
from aiosmtpd.controller import Controller
from flask import Flask

from deploy.native.mail import Catcher
from deploy.native.ports import LOOPBACK, any_free_port
from deploy.provision import SERVICES
from shared.runtime.consumer import Consumer
from shared.runtime.kafka_login import KafkaLogin
from shared.runtime.ledger import Ledger
from shared.runtime.relay import Relay
from shared.runtime.settings import Settings
from shared.runtime.web import create_app
from tests.checking.check import tell
from tests.checking.world import World, ask_at_first, ask_then
from tests.issuing import Issuer
from tests.logins import kafka_settings
from tests.stores import Store, Stores
from tests.wiring import wiring

QUIET_SECONDS = 120


@pytest.fixture(scope="package")
def world(
    stores: Stores,
    issuer: Issuer,
    kafka: KafkaLogin,
    new_authority: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """A roster, concerns, targets shared and reviewed, notices given; and then all is quiet."""
    own = {
        name: stores.get(f"checked_{name}", *wiring(name).SERVICE.migration_folders)
        for name in SERVICES
    }
    with ExitStack() as stack:
        apps = {name: _app(stack, name, store, issuer) for name, store in own.items()}
        made = World(own, apps, issuer, new_authority(), tmp_path_factory.mktemp("mail"))
        steps = _processes(stack, made, kafka)
        ask_at_first(made)
        _run(steps, lambda: _knows(made, "targets") and _knows(made, "notifications"))
        ask_then(made)
        _run(steps, lambda: made.check() == [], lambda: tell(made.check()))
        yield made


def _app(stack: ExitStack, name: str, store: Store, issuer: Issuer) -> Flask:
    app = create_app(wiring(name).SERVICE, wiring(name).blueprints, issuer.settings(store))
    stack.callback(app.extensions["llwybr"].database.close)
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(sys.__stdout__))
    return app


def _processes(stack: ExitStack, world: World, kafka: KafkaLogin) -> list[Any]:
    """What relays, consumers and the courier do in turn; all of them let go of at the end."""
    mail = Controller(Catcher(world.mail), hostname=LOOPBACK, port=any_free_port())
    mail.start()
    stack.callback(mail.stop)
    running: list[Any] = []
    for name, store in world.stores.items():
        service = wiring(name).SERVICE
        running.append(Relay(service, store.database("relay", size=2), kafka))
        running.append(Consumer(service, store.database("worker"), kafka_settings(kafka)))
    notifications = wiring("notifications")
    ledger = Ledger(
        notifications.SERVICE, world.stores["notifications"].database("worker"), "tests"
    )
    settings = Settings("", smtp=f"{LOOPBACK}:{mail.port}", sign_in_url="https://sign-in.example/")
    running.append(notifications.courier(ledger, settings))
    return [stack.enter_context(closing(one)).step for one in running]


def _run(steps: list[Any], until: Any, told: Any = str) -> None:
    deadline = time.monotonic() + QUIET_SECONDS
    while not until():
        assert time.monotonic() < deadline, told()
        for step in steps:
            step()


def _knows(world: World, service: str) -> bool:
    """Has this service heard where the learners are?"""
    with world.stores[service].connect() as connection:
        known = connection.execute(
            "SELECT count(*) FROM places_at_school WHERE authority = %s", (world.authority,)
        ).fetchone()
    return known == (3,)
