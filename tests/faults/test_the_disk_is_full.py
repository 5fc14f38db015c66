"""The database's disk is full for a while: clients are told so, and all goes on afterwards."""

import pytest

from tests.checking.history import Attempt, Fate
from tests.faults.trial import Trial
from tests.journeys.process import wait_for

SEED, TOLD_SECONDS = 6, 120


def attempts_since(trial: Trial, place: int, fate: Fate, code: str | None = None) -> list[Attempt]:
    """Those of this fate that were made since then."""
    made = list(trial.journal.attempts)[place:]
    return [one for one in made if one.fate is fate and one.code == code]


def test_a_full_disk_is_told_and_loses_nothing(trial: Trial) -> None:
    disk = trial.harness.disk
    if disk.missing:
        pytest.skip(disk.missing)
    with trial.working(SEED):
        full = len(trial.journal.attempts)
        disk.fill()
        try:
            wait_for(
                lambda: bool(attempts_since(trial, full, Fate.UNKNOWN, "store_unavailable")),
                "nobody was told",
                TOLD_SECONDS,
            )
        finally:
            disk.free()
        freed = len(trial.journal.attempts)
        wait_for(
            lambda: len(attempts_since(trial, freed, Fate.OK)) > 10,
            "nothing goes on",
            TOLD_SECONDS,
        )
    trial.judge()
