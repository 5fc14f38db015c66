"""The whole system from docker-compose.yml: healthy in one go, and whole whatever is killed."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from deploy.compose.secrets import FOLDER
from deploy.demo.authority import authority as demo_authority
from deploy.demo.journey import REVIEWED, SHARED
from deploy.demo.travellers import Traveller, parent, parents, travellers
from deploy.provision import SERVICES
from tests.containers import ledgers
from tests.containers.commands import Again, Persistent, commands_going_on
from tests.containers.compose_file import CONTAINERS
from tests.containers.composed import Composed, composed_running
from tests.journeys.process import wait_for

pytestmark = [pytest.mark.images, pytest.mark.usefixtures("engine")]

KINDS = ("web", "relay", "consumer", "courier", "kafka", "postgres")
CHANNELS = 2  # the inbox, and e-mail, which every parent of the demo has
ARRIVES_SECONDS = 180
TARGETS = 2


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
def services(composed: Composed) -> Iterator[Persistent]:
    with closing(composed.services(demo_authority())) as services:
        yield services


@pytest.fixture(scope="module")
def children(demo: str) -> list[Traveller]:
    """Those of the journey, whom all services know by now."""
    assert "What happened" in demo
    return travellers(demo_authority())


@pytest.fixture(scope="module")
def answered(composed: Composed, services: Persistent, children: list[Traveller]) -> list[Again]:
    """The commands that were answered while containers of each kind were killed in turn."""
    today = datetime.now(UTC).date()
    with commands_going_on(services, children, today) as commands:
        commands.go_on()
        for kind in KINDS:
            composed.kill([name for name in CONTAINERS if name.rpartition("-")[2] == kind])
            composed.bring_back()
            commands.go_on()
    databases = composed.databases()
    wait_for(lambda: not any(ledgers.unfinished(databases)), "something is late", ARRIVES_SECONDS)
    return commands.answered


def test_one_command_brings_everything_up_and_healthy(composed: Composed) -> None:
    states = composed.states()
    assert set(states) == set(CONTAINERS)
    assert states.pop("provision")["ExitCode"] == 0
    assert {one["Health"] for one in states.values()} == {"healthy"}


def test_the_demos_journey_goes_through(demo: str) -> None:
    assert "60/60" in demo


def test_commands_were_sent_in_vain_and_then_answered(
    answered: list[Again], services: Persistent
) -> None:
    assert services.in_vain > 0
    assert len({again.id_of("concern") for again in answered}) == len(answered) > len(KINDS)


@pytest.mark.usefixtures("answered")
def test_the_positions_of_every_log_are_dense(composed: Composed) -> None:
    assert ledgers.gaps(composed.databases()) == []


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(("listener", "source"), ledgers.heard())
def test_every_inbox_is_an_exact_copy_of_its_sources_log(
    composed: Composed, listener: str, source: str
) -> None:
    assert ledgers.unlike_its_source(composed.databases(), listener, source) == set()


@pytest.mark.usefixtures("answered")
def test_nobodys_messages_wait(composed: Composed) -> None:
    assert ledgers.halted(composed.databases()) == []


def test_every_chronology_has_every_answered_command_once(
    services: Persistent, answered: list[Again], children: list[Traveller]
) -> None:
    for child in children:
        path = f"/learners/{child.learner.learner_id}/chronology"
        steps = list(services.every(child.alnco, "learners", path))
        mine = [again for again in answered if again.learner == child.learner]
        things = Counter((step["kind"], step["thing"]["id"]) for step in steps)
        assert {things[thing] for told in (child, *mine) for thing in done_to(told)} == {1}
        kinds = Counter(step["kind"] for step in steps)
        notices = REVIEWED + SHARED * len(mine)
        assert kinds["concern_raised"] == 1 + len(mine)
        assert kinds["small_step_target_shared"] == TARGETS * (1 + len(mine))
        assert kinds["notice_raised"] == notices
        assert kinds["notice_given"] == notices * len(child.learner.parents) * CHANNELS


def done_to(child: Traveller) -> Iterator[tuple[str, str]]:
    """What a child's chronology must name: the kind, and the id of the thing."""
    yield "concern_raised", str(child.id_of("concern"))
    for place in range(TARGETS):
        for kind in ("small_step_target_set", "small_step_target_shared"):
            yield kind, str(child.id_of(f"target {place}"))


def test_every_parent_was_given_every_notice_once(
    services: Persistent, answered: list[Again], children: list[Traveller]
) -> None:
    for known, theirs in parents(children).items():
        inbox = list(services.every(parent(known), "notifications", "/inbox"))
        learners = [child.learner for child in theirs]
        times = sum(again.learner in learners for again in answered)
        assert len(inbox) == REVIEWED * len(theirs) + SHARED * times
        told = Counter((one["about"], one["about_id"]) for one in inbox)
        assert set(told.values()) == {1}


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("service", SERVICES)
def test_every_read_model_equals_its_rebuild(composed: Composed, service: str) -> None:
    assert "equal to the live ones" in composed.check(service)
