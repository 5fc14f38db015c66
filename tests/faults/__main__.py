"""Rounds of mishaps for so many minutes: `python -m tests.faults 10`, or with SEED=… again."""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.faults.schedule import ANYTHING, Mishap, some
from tests.faults.trial import Trial, trial_running

MINUTES, SECONDS, MISHAPS = 10.0, 60.0, 24
LARGEST = 10**6


def main() -> int:
    """Round after round, each on a system of its own; 1 after the first that fails."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    first = int(os.environ.get("SEED") or random.randrange(LARGEST))  # noqa: S311 - no secret
    _say(f"SEED={first}")
    until, seed, passed = time.monotonic() + minutes * 60, first, True
    while passed and (seed == first or time.monotonic() < until):
        passed = one_round(seed)
        seed += 1
    _say(f"SEED={seed - 1}")
    return 0 if passed else 1


def one_round(seed: int) -> bool:
    """One round; tells how it went, and whether all was well."""
    schedule = some(seed, SECONDS, ANYTHING, MISHAPS)
    with trial_running() as trial:
        arrived = len(trial.journal.attempts)
        try:
            trial.run(seed, schedule)
            trial.judge_rebuilt()
        except AssertionError as failed:
            _say(f"{_summary(trial, arrived)}  FAILED\n{failed}")
            return False
        _say(f"{_summary(trial, arrived)}  nothing lost, repeated or made up")
    return True


def _summary(trial: Trial, arrived: int) -> str:
    journal = trial.journal
    return (
        f"SEED={trial.seed}  {journal.acknowledged()} acknowledged, {journal.unknown()} unanswered"
        f" of {len(journal.attempts) - arrived} attempts;  {_by_kind(trial.schedule)}"
    )


def _by_kind(schedule: Sequence[Mishap]) -> str:
    counted = Counter(mishap.kind.value for mishap in schedule)
    return ", ".join(f"{kind} {times}" for kind, times in sorted(counted.items()))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
