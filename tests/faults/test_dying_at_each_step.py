"""Processes that die exactly where it matters, one after another and all in one run."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.checking.emails import repeated
from tests.faults.dying import COMMIT
from tests.faults.happening import arm
from tests.faults.trial import Trial
from tests.journeys.process import wait_for

SEED, REACHED_SECONDS = 2, 180
MARKED = "UPDATE relay_checkpoints SET position = %s"
TAKEN = "INSERT INTO inbox ("
APPENDED = "INSERT INTO events"
CARRIED_OUT = "UPDATE long_work SET done"


@dataclass(frozen=True)
class Step:
    """Who dies, and where: see `dying`."""

    whom: str
    where: tuple[str, ...]


STEPS = {
    "published, not marked": Step("learners-relay", ("--at", MARKED)),
    "marked, not committed": Step("targets-relay", ("--at", COMMIT, "--past", MARKED)),
    "marked for good": Step("assessments-relay", ("--at", COMMIT, "--past", MARKED, "--after")),
    "taken in, not committed": Step("learners-consumer", ("--at", COMMIT, "--past", TAKEN)),
    "reacted, not committed": Step("notifications-consumer", ("--at", COMMIT, "--past", APPENDED)),
    "taken in for good": Step("targets-consumer", ("--at", COMMIT, "--past", TAKEN, "--after")),
    "decided, not appended": Step("assessments-web", ("--at", APPENDED)),
    "a part carried out, not marked": Step("learners-web", ("--at", CARRIED_OUT)),
    "appended, not answered": Step("targets-web", ("--at", APPENDED, "--after")),
    "e-mail sent, not on record": Step("notifications-courier", ("--at", "MAIL", "--after")),
}


def test_dying_at_any_step_loses_repeats_and_makes_up_nothing(trial: Trial) -> None:
    with trial.working(SEED), ThreadPoolExecutor(len(STEPS)) as pool:
        armed = {
            what: pool.submit(arm, trial.harness, step.whom, *step.where)
            for what, step in STEPS.items()
        }
        for what, mark in armed.items():
            wait_for(mark.result().exists, f"nobody died where it was {what}", REACHED_SECONDS)
    trial.judge()
    assert repeated(trial.harness.system.mail), "the e-mail was sent again, under the same id"
