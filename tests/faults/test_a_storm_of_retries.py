"""Clients that lose patience send the same command again and again, and all at once."""

import random

from tests.checking.history import Fate
from tests.faults.asking import TIMES
from tests.faults.commands import People, Story
from tests.faults.happening import happen
from tests.faults.schedule import Kind, Mishap
from tests.faults.trial import AUTHORITIES, Trial

SEED = 7


def one_of_each(people: People) -> Story:
    """A command of every kind, each after what it needs."""
    return [
        *people.raise_concern(),
        *people.change_tier(),
        *people.record_result(),
        *people.set_target(),
        *people.register_anybody(),
        *people.import_roster(),
    ]


def test_a_command_sent_many_times_at_once_happens_once(trial: Trial) -> None:
    people = People(AUTHORITIES[0], random.Random(SEED))  # noqa: S311 - no secret
    with trial.working(SEED):
        for command in one_of_each(people):
            happen(trial.harness, Mishap(0, Kind.KILL_WORKER, f"{command.service}-web"))
            trial.client.storm(command)
            asked = [one for one in trial.journal.attempts if one.command == command.name]
            assert len(asked) > TIMES
            assert {one.fate for one in asked} & {Fate.OK, Fate.REFUSED}
    trial.judge()
