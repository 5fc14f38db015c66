"""People of several authorities at work, all at once, for as long as a block."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event

from tests.checking.history import Fate
from tests.faults.asking import Client
from tests.faults.commands import PARENTS, People, Story

THINKING_SECONDS = 0.1
GIVE_UP_SECONDS = 90
ONE_IN = 25  # stories that are sent as a storm
ONE_READS_IN = 6


@dataclass(frozen=True)
class Workload:
    """Clients, each at work in one authority, each with the chances that its number gives it."""

    client: Client
    authorities: Sequence[str]
    clients: int

    def arrive(self) -> None:
        """Every authority has its roster, and its parents are registered."""
        for authority in self.authorities:
            for command in People(authority, random.Random(authority)).arrive():  # noqa: S311
                assert self.client.ask(command).fate is Fate.OK, command.name

    @contextmanager
    def going_on(self, seed: int) -> Iterator[None]:
        """All of them at work; after the block each asks until its last outcome is known."""
        done = Event()
        with ThreadPoolExecutor(self.clients) as pool:
            works = [
                pool.submit(self._work, f"{seed}/{number}", number, done)
                for number in range(self.clients)
            ]
            try:
                yield
            finally:
                done.set()
                self._finish(works)

    def _finish(self, works: Sequence[Future[None]]) -> None:
        """Wait until all have come to an end; whoever has not in time gives up."""
        try:
            for work in works:
                work.result(GIVE_UP_SECONDS)
        except TimeoutError:
            self.client.given_up.set()
            raise

    def _work(self, seed: str, number: int, done: Event) -> None:
        authority = self.authorities[number % len(self.authorities)]
        people = People(authority, random.Random(seed))  # noqa: S311 - no secret
        while not done.wait(THINKING_SECONDS * people.chance.random()):
            self._live(people, people.next_story())
            if people.chance.randrange(ONE_READS_IN) == 0:
                self._read(people)

    def _live(self, people: People, story: Story) -> None:
        stormy = people.chance.randrange(ONE_IN) == 0
        for command in story:
            ask = self.client.storm if stormy else self.client.ask
            if ask(command).fate is not Fate.OK:
                return

    def _read(self, people: People) -> None:
        parent = people.chance.choice(PARENTS)
        for notice in self.client.inbox(people.authority, people.person(parent))[:2]:
            self.client.ask(people.open_notice(parent, notice["notice_id"]))
