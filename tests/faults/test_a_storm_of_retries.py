"""Clients that lose patience send the same command again and again, and all at once."""

import random
from concurrent.futures import ThreadPoolExecutor

from tests.checking.history import Fate
from tests.faults.asking import TIMES
from tests.faults.commands import People, Story
from tests.faults.happening import happen
from tests.faults.schedule import Kind, Mishap
from tests.faults.trial import AUTHORITIES, Trial

SEED = 7


def one_of_each(people: People) -> list[Story]:
    """A command of every kind, each after what it needs."""
    return [
        people.raise_concern() + people.change_tier() + people.import_roster(),
        people.record_result(),
        people.set_target(),
        people.register_anybody(),
    ]


def storm(trial: Trial, story: Story) -> None:
    """Each command of a story as a storm, while the one who answers is killed."""
    for command in story:
        happen(trial.harness, Mishap(0, Kind.KILL_WORKER, f"{command.service}-web"))
        trial.client.storm(command)
        asked = [one for one in list(trial.journal.attempts) if one.command == command.name]
        assert len(asked) > TIMES
        assert {one.fate for one in asked} & {Fate.OK, Fate.REFUSED}


def test_a_command_sent_many_times_at_once_happens_once(trial: Trial) -> None:
    stories = one_of_each(People(AUTHORITIES[0], random.Random(SEED)))  # noqa: S311 - no secret
    with trial.working(SEED), ThreadPoolExecutor(len(stories)) as pool:
        for stormed in [pool.submit(storm, trial, story) for story in stories]:
            stormed.result()
    trial.judge()
