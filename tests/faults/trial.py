"""One run: people at work while things go wrong, then quiet, then the verdict."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.checking.check import tell
from tests.faults.asking import Client
from tests.faults.happening import let_happen
from tests.faults.harness import Harness, harness_running
from tests.faults.journal import Journal
from tests.faults.schedule import Mishap
from tests.faults.verdict import all_heard, rebuilt_otherwise, verdict
from tests.faults.workload import Workload
from tests.journeys.process import wait_for

AUTHORITIES = ("661", "662", "663")
CLIENTS = 5
ARRIVES_SECONDS = 180


@dataclass
class Trial:
    """The system with people at work in it, and all that they were told since it began."""

    harness: Harness
    journal: Journal
    workload: Workload
    schedule: Sequence[Mishap] = field(default_factory=list)
    seed: int = 0
    failed: bool = False

    @property
    def client(self) -> Client:
        """Somebody else who asks."""
        return self.workload.client

    def run(self, seed: int, schedule: Sequence[Mishap]) -> None:
        """All of this goes wrong while people work; fails where the outcome is wrong."""
        with self.working(seed, schedule):
            let_happen(self.harness, schedule)
        self.judge()

    @contextmanager
    def working(self, seed: int, schedule: Sequence[Mishap] = ()) -> Iterator[None]:
        """People at work within the block; afterwards each of them knows what became of it."""
        self.seed, self.schedule = seed, schedule
        self.failed = True  # until it is judged to be well
        with self.workload.going_on(seed):
            yield

    def judge(self) -> None:
        """Wait until all is quiet; nothing may be lost, repeated, made up, or an error of ours."""
        faults = verdict(self.harness, self.journal)
        assert not faults, self.told(tell(faults))
        assert not self.journal.codes()["unexpected"], self.told("an error was not foreseen")
        self.failed = False

    def judge_rebuilt(self) -> None:
        """Every read model is what its events make it."""
        self.failed = True
        unequal = rebuilt_otherwise(self.harness)
        assert not unequal, self.told("\n".join(unequal))
        self.failed = False

    def told(self, what: str) -> str:
        """What went wrong, with all that is needed to see it again."""
        happened = "\n".join(map(str, self.schedule))
        return f"SEED={self.seed}\n{happened}\n{what}\nLogs and history: {self.harness.home}"


@contextmanager
def trial_running() -> Iterator[Trial]:
    """A system with its rosters imported, ready for a run; its folder stays where a run fails."""
    home = Path(tempfile.mkdtemp(prefix="llwybr-trial-"))
    with harness_running(home) as harness:
        journal = Journal(home / "history.jsonl")
        client = Client(harness.system.urls, harness.system.issuer, journal)
        trial = Trial(harness, journal, Workload(client, AUTHORITIES, CLIENTS))
        try:
            trial.workload.arrive()
            wait_for(lambda: all_heard(harness), "the rosters are not known", ARRIVES_SECONDS)
            yield trial
        finally:
            client.close()
    if not trial.failed:
        shutil.rmtree(home)
