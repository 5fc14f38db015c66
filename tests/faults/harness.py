"""The whole system, its Postgres and its Kafka, kept running while things are done to it."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.native.programs import PROCESSES
from tests.faults.clocks import Clock
from tests.faults.disk import Disk, small_disk
from tests.faults.infrastructure import Infrastructure, infrastructure_running
from tests.faults.keeper import Keeper
from tests.faults.schedule import LOOPS
from tests.issuing import issuer_running
from tests.journeys.process import Process
from tests.journeys.system import System, system_of, system_running
from tests.stores import Stores

POSTGRES, KAFKA = "postgres", "kafka"


@dataclass(frozen=True)
class Harness:
    """What there is to do things to, and what keeps it running."""

    home: Path
    infrastructure: Infrastructure
    system: System
    disk: Disk
    clocks: dict[str, Clock]
    keeper: Keeper

    @property
    def processes(self) -> Mapping[str, Process]:
        """All that are kept running, by name."""
        return self.keeper.processes

    def second(self, name: str) -> Process:
        """Another process like this one, which nobody keeps running."""
        return self.system.processes[f"{name}-second"]


@contextmanager
def harness_running(home: Path) -> Iterator[Harness]:
    """All of it ready, under a supervisor; its logs stay in `home`."""
    with small_disk() as disk, issuer_running() as issuer:
        clocks = {name: Clock(home / f"{name}.clock") for name in PROCESSES}
        clocks[POSTGRES] = Clock(disk.folder / "clock")
        settings = clocks[POSTGRES].settings
        with infrastructure_running(home, disk.folder, settings) as infrastructure:
            secrets = home / "secrets"
            secrets.mkdir()
            stores = Stores(infrastructure.superuser.with_password(), secrets)
            kafka = infrastructure.broker.operator
            system = system_of(stores, kafka, issuer, home, "faults")
            _by_their_own_clocks(system, clocks)
            with system_running(system):
                kept = {name: system.processes[name] for name in PROCESSES}
                kept |= {POSTGRES: infrastructure.postgres, KAFKA: infrastructure.kafka}
                keeper = Keeper(kept)
                with keeper.keeping():
                    yield Harness(home, infrastructure, system, disk, clocks, keeper)


def _by_their_own_clocks(system: System, clocks: dict[str, Clock]) -> None:
    for name in PROCESSES:
        process, settings = system.processes[name], clocks[name].settings
        if settings:
            process.settings = {**process.settings, **settings}
            process.usually = (sys.executable, "-m", "tests.faults.running", "--")
    for name in LOOPS:
        # Without metrics: its port could be somebody else's by the time it is started.
        system.add(f"{name}-second", like=name, LLWYBR_METRICS_PORT="0")
