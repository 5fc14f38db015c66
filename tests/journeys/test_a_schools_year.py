"""A year of one primary school, told through the public APIs: its figures, and its read models."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from deploy.demo.talking import Services
from deploy.native.kafka import kafka_running
from deploy.provision import SERVICES
from deploy.year.comparing import compared
from deploy.year.school import authority
from deploy.year.telling import tell
from tests.issuing import Issuer
from tests.journeys.system import System, system_of, system_running
from tests.stores import Stores

PEOPLES_EVENTS = "SELECT count(*) FROM events WHERE authority = %s AND actor NOT LIKE 'service:%%'"


@pytest.fixture(scope="module")
def system(
    stores: Stores, issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[System]:
    home = tmp_path_factory.mktemp("system-of-the-year")
    with (
        kafka_running(tmp_path_factory.mktemp("kafka-of-the-year")) as kafka,
        system_running(system_of(stores, kafka, issuer, home, "year")) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def services(system: System) -> Iterator[Services]:
    """The APIs, with the whole year told."""
    with closing(system.services(authority())) as services:
        tell(services)
        yield services


def test_the_figures_of_every_half_term_are_those_worked_out_apart(services: Services) -> None:
    found = compared(services)
    assert [one for one in found if not one.is_same] == []
    assert {one.what for one in found} >= {"tiers", "areas", "next_steps_overdue"}


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", SERVICES)
def test_every_read_model_is_what_a_rebuild_makes_of_the_log(system: System, name: str) -> None:
    checked = system.operate(name, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "equal to the live ones" in checked.stdout


def test_the_year_told_again_changes_nothing(system: System, services: Services) -> None:
    def positions() -> list[int]:
        found = []
        for name in SERVICES:
            with system.stores[name].connect() as connection:
                row = connection.execute(PEOPLES_EVENTS, (authority().code,)).fetchone()
            assert row is not None
            found.append(int(row[0]))
        return found

    before = positions()
    tell(services)
    assert positions() == before
    assert min(before) > 0
