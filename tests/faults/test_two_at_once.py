"""A process that was stopped and given up wakes again, and finds another in its place."""

from collections.abc import Callable
from contextlib import ExitStack

from tests.faults.cutting import cut_off
from tests.faults.trial import Trial
from tests.faults.verdict import number
from tests.journeys.process import wait_for

SEED, MOVED_SECONDS = 4, 180
# A number that grows while each is at work.
WORK = {
    "targets-relay": "SELECT sum(position) FROM relay_checkpoints",
    "notifications-consumer": "SELECT sum(position) FROM inbox_positions WHERE source = 'learners'",
    "notifications-courier": "SELECT count(*) FROM events WHERE type = 'NoticeGiven'",
}


def test_two_of_a_kind_lose_repeat_and_make_up_nothing(trial: Trial) -> None:
    harness = trial.harness
    with trial.working(SEED), ExitStack() as seconds:
        goes_on = {name: freeze(trial, name) for name in WORK}
        for name in WORK:
            seconds.enter_context(harness.keeper.also(harness.second(name)))
        for name, grown in goes_on.items():
            wait_for(grown, f"the second {name} does nothing", MOVED_SECONDS)
        for name in WORK:
            harness.processes[name].thaw()
        for name, grown in {name: working(trial, name) for name in WORK}.items():
            wait_for(grown, f"two {name}s are in each other's way", MOVED_SECONDS)
    trial.judge()


def freeze(trial: Trial, name: str) -> Callable[[], bool]:
    """Stop it where it is, and have its database notice; tells whether work goes on since then."""
    process = trial.harness.processes[name]
    process.freeze()
    assert process.pid is not None
    cut_off(trial.harness.infrastructure.superuser, process.pid)
    return working(trial, name)


def working(trial: Trial, name: str) -> Callable[[], bool]:
    """Tells whether what the process does has gone on since now."""
    service, statement = name.partition("-")[0], WORK[name]
    before = number(trial.harness, service, statement)
    return lambda: number(trial.harness, service, statement) > before
