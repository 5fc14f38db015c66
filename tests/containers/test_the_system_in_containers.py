"""The whole system from docker-compose.yml: healthy in one go, and whole whatever is killed."""

import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import islice

import pytest

from deploy.compose.secrets import FOLDER
from deploy.provision import SERVICES
from tests.checking.check import check, tell
from tests.containers import ledgers
from tests.containers.compose_file import CONTAINERS
from tests.containers.composed import Composed, composed_running
from tests.faults.journal import Journal
from tests.faults.workload import Workload
from tests.journeys.process import wait_for
from tests.wiring import wiring

pytestmark = [pytest.mark.images, pytest.mark.usefixtures("engine")]

KINDS = ("web", "relay", "consumer", "courier", "clerk", "kafka", "postgres")
AUTHORITIES = ("667", "668")  # the demo has another
PEOPLE, MORE, SEED = 3, 20, 6
SECONDS = 180


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    with composed_running(tmp_path_factory.mktemp("composed")) as running:
        yield running


@pytest.fixture(scope="module")
def demo(composed: Composed) -> str:
    """What the demo said: as `make compose-demo`."""
    state = str(FOLDER / "state.json")
    return composed.run(sys.executable, "-m", "deploy.demo", LLWYBR_STATE=state)


@pytest.fixture(scope="module")
def journal(composed: Composed, tmp_path_factory: pytest.TempPathFactory) -> Journal:
    """What people were told while containers of each kind were killed in turn; all is quiet now."""
    journal = Journal(tmp_path_factory.mktemp("people") / "history.jsonl")
    with closing(composed.client(journal)) as client:
        workload = Workload(client, AUTHORITIES, PEOPLE)
        workload.arrive()
        with workload.going_on(SEED):
            _goes_on(journal)
            for kind in KINDS:
                composed.kill([name for name in CONTAINERS if name.rpartition("-")[2] == kind])
                composed.bring_back()
                _goes_on(journal)
    databases = composed.databases()
    late = partial(ledgers.unfinished, databases)
    wait_for(lambda: not any(late()), lambda: f"late: {list(islice(late(), 5))}", SECONDS)
    return journal


def _goes_on(journal: Journal) -> None:
    """Return once more commands were answered."""
    enough = journal.acknowledged() + MORE
    wait_for(lambda: journal.acknowledged() > enough, "no command is answered", SECONDS)


def test_one_command_brings_everything_up_and_healthy(composed: Composed) -> None:
    states = composed.states()
    assert set(states) == set(CONTAINERS)
    for once in ("provision", "provision-kafka"):
        assert states.pop(once)["ExitCode"] == 0
    assert {one["Health"] for one in states.values()} == {"healthy"}


def test_the_demos_journey_goes_through(demo: str) -> None:
    assert "60/60" in demo
    assert "What happened" in demo


def test_commands_were_sent_in_vain_and_then_answered(journal: Journal) -> None:
    assert journal.unknown() > 0
    assert journal.acknowledged() > len(KINDS) * MORE


def test_nothing_is_lost_repeated_or_made_up(composed: Composed, journal: Journal) -> None:
    listens_to = {name: wiring(name).SERVICE.listens_to for name in SERVICES}
    judge = partial(check, composed.databases(), journal.attempts, listens_to=listens_to)
    faults = judge(quiet=True)
    assert not faults, tell(faults)


@pytest.mark.usefixtures("demo", "journal")
@pytest.mark.parametrize("service", SERVICES)
def test_every_read_model_equals_its_rebuild(composed: Composed, service: str) -> None:
    assert "equal to the live ones" in composed.check(service)
