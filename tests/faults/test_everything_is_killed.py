"""Every process is killed while people work, the broker and the database included."""

from tests.faults.schedule import EVERYBODY, each_once
from tests.faults.trial import Trial

SEED, SECONDS = 1, 35


def test_killing_everything_loses_repeats_and_makes_up_nothing(trial: Trial) -> None:
    trial.run(SEED, each_once(SEED, SECONDS, EVERYBODY))
    assert trial.journal.acknowledged() > 100


def test_every_read_model_still_equals_its_rebuild(trial: Trial) -> None:
    trial.judge_rebuilt()
