"""After all that the other files of this folder did: it comes last by its name."""

from tests.faults.trial import Trial


def test_every_read_model_still_equals_its_rebuild(trial: Trial) -> None:
    trial.judge()
    trial.judge_rebuilt()
