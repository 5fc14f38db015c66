"""A real PostgreSQL 18 and Apache Kafka 4 for the tests, and what to reach services with.

Nothing is cleaned up between tests: every test works in an authority of its own.

`authority`   a fresh code; whatever else a test uses is confined to it
`client`      `client("learners").acting("alnco").put("/concerns/…", json=…)`
`hear`        `hear("targets")(LearnerEnrolled(learner_id=…, school_id=…))`, without Kafka
`store`       `store("learners").connect()` as the superuser, or `.database()`: the writer's pool
`issuer`      `issuer.token("alnco", subject="…", authority="665")`
`kafka`       where Kafka answers, as its operator, who may do everything
`postgres`    the superuser's connection string

The first use starts what is needed, so a test of a pure function starts nothing. Postgres and
Kafka are started natively, or from images where LLWYBR_TEST_BACKEND says `images`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import structlog
from flask import Flask

from shared.runtime.http import Blueprint
from shared.runtime.ledger import Ledger
from shared.runtime.log import configure_logging
from shared.runtime.service import Service
from shared.runtime.web import create_app
from tests.hearing import Ear
from tests.issuing import Issuer, issuer_running
from tests.stores import Store, Stores
from tests.web_client import WebClient
from tests.wiring import wiring

pytest_plugins = [f"tests.backends.{os.environ.get('LLWYBR_TEST_BACKEND', 'native')}"]


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """Log lines as processes write them, to where no test's capture ends before them."""
    configure_logging("tests", "tests")
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(sys.__stdout__))


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    with issuer_running() as running:
        yield running


@pytest.fixture(scope="session")
def stores(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """Every database that is asked for, made once; `stores.get(name, migrations)`."""
    stores = Stores(postgres, tmp_path_factory.mktemp("secrets"))
    yield stores
    stores.close()


# Codes have three digits, and there are more tests than that. Each of these folders has databases
# of its own, nearly; all other folders, which go through everybody's, count from the other end.
CODES = {
    "learners": count(1),
    "assessments": count(1),
    "targets": count(1),
    "notifications": count(1),
    "shared": count(1),
}
OTHERS = count(999, -1)
_asking = [OTHERS]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fixtures live longer than a test: whoever asks one for a code is in this test's folder."""
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    _asking[0] = CODES.get(folder, OTHERS)


@pytest.fixture(scope="session")
def new_authority() -> Callable[[], str]:
    """Gives codes that no test has had in the same database: authorities have three digits."""

    def new() -> str:
        code = next(_asking[0])
        assert 0 < code < 1000, "there are no codes left: give a folder a range of its own"
        return f"{code:03}"

    return new


@pytest.fixture
def authority(new_authority: Callable[[], str]) -> str:
    """The code of this test's authority."""
    return new_authority()


@pytest.fixture(scope="session")
def store(stores: Stores) -> Callable[[str], Store]:
    """The database of one of our services, shared by all tests."""
    return lambda name: stores.get(name, *wiring(name).SERVICE.migration_folders)


@pytest.fixture(scope="session")
def application(
    stores: Stores, issuer: Issuer
) -> Iterator[Callable[[Service, Callable[[Ledger], list[Blueprint]]], Flask]]:
    """The real application of a service, on its provisioned database; made once."""
    made: dict[str, Flask] = {}

    def make(service: Service, blueprints: Callable[[Ledger], list[Blueprint]]) -> Flask:
        if service.name not in made:
            store = stores.get(service.name, *service.migration_folders)
            made[service.name] = create_app(service, blueprints, issuer.settings(store))
            structlog.configure(logger_factory=structlog.WriteLoggerFactory(sys.__stdout__))
        return made[service.name]

    yield make
    for app in made.values():
        app.extensions["llwybr"].database.close()


@pytest.fixture
def client(
    application: Callable[..., Flask], issuer: Issuer, stores: Stores, authority: str
) -> Callable[[str], WebClient]:
    """`client("learners")`: the real application, used by people of this test's authority."""

    def of(name: str) -> WebClient:
        app = application(wiring(name).SERVICE, wiring(name).blueprints)
        return WebClient(app, issuer, authority, stores.get(name))

    return of


@pytest.fixture
def hear(store: Callable[[str], Store], authority: str) -> Callable[[str], Ear]:
    """`hear("targets")(message)`: one of our services takes in what another one published."""
    return lambda name: Ear(wiring(name).SERVICE, store(name).database("worker"), authority)
