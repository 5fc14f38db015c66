"""The whole system with one roster, and things of a few children in every service."""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest

from deploy.demo.arriving import hear
from deploy.demo.authority import authority as demo_authority
from deploy.demo.people import Authority
from deploy.demo.steps import Steps
from deploy.demo.talking import Services
from deploy.demo.travellers import Traveller, supplier, travellers
from deploy.native.kafka import kafka_running
from tests.issuing import Issuer
from tests.journeys.access.sight import Asker, import_roster, told
from tests.journeys.process import wait_for
from tests.journeys.system import System, system_of, system_running
from tests.stores import Stores

ARRIVES_SECONDS = 60
CHILDREN = 4


@pytest.fixture(scope="package")
def system(
    stores: Stores, issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[System]:
    home = tmp_path_factory.mktemp("system")
    with (
        kafka_running(tmp_path_factory.mktemp("kafka-of-access")) as kafka,
        system_running(system_of(stores, kafka, issuer, home, "access")) as running,
    ):
        yield running


@pytest.fixture(scope="package")
def demo() -> Authority:
    """One school of three, so that a roster is soon read."""
    first, second, _ = demo_authority().schools
    return replace(demo_authority(), schools=(first, second))


@pytest.fixture(scope="package")
def children(demo: Authority) -> list[Traveller]:
    return travellers(demo)[::4][:CHILDREN]  # each of another class


@pytest.fixture(scope="package")
def asker(
    system: System, demo: Authority, children: list[Traveller], request: pytest.FixtureRequest
) -> Iterator[Asker]:
    """The APIs, with a roster, and things of a few children in every service."""
    with closing(system.services(demo)) as services, closing(Asker(services)) as made:
        import_roster(made, demo)
        for child in children:
            hear(services, child)
            register(services, child.learner.parents[0].parent_id, "nerys@example.test")
            steps = Steps(services, datetime.now(UTC).date())
            steps.raise_concern(child)
            steps.record_assessments(child)
            steps.set_and_share_targets(child)
        for child in children:
            wait_for(partial(_is_told, services, child), "a notice is late", ARRIVES_SECONDS)
        yield made
        captured = request.config.pluginmanager.getplugin("capturemanager")
        with captured.global_and_fixture_disabled():
            sys.stdout.write("\n" + "\n".join(told(made.measured)) + "\n")


def register(services: Services, recipient: UUID, email: str) -> None:
    known = {"given_name": "N", "family_name": "W", "language": "cy", "email": email}
    services.put(supplier(), "notifications", f"/recipients/{recipient}", known)


def _is_told(services: Services, child: Traveller) -> bool:
    about = {"learner_id": str(child.learner.learner_id)}
    return len(list(services.every(child.alnco, "notifications", "/notices", **about))) == 2
