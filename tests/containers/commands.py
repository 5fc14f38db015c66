"""Commands that go on while containers are killed, each until it is answered."""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Event
from typing import Any
from uuid import UUID

from deploy.demo.steps import Steps
from deploy.demo.talking import NOT_YET, Person, Refused, Services, Unanswered
from deploy.demo.travellers import Traveller
from tests.journeys.process import wait_for

PEOPLE = 3
ANSWER_SECONDS = 180
PAUSE_SECONDS = 0.2
THINKING_SECONDS = 0.5  # so that the machine has time for more than us


class Persistent(Services):
    """Sends a command again until it is answered, as whoever must know does."""

    in_vain = 0

    def put(
        self,
        who: Person,
        service: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The same, however long a service is away."""
        until = time.monotonic() + ANSWER_SECONDS
        while True:
            try:
                return super().put(who, service, path, body, headers)
            except (Unanswered, Refused) as error:
                if time.monotonic() > until or not _away(error):
                    raise
            self.in_vain += 1
            time.sleep(PAUSE_SECONDS)


def _away(error: Unanswered | Refused) -> bool:
    return isinstance(error, Unanswered) or error.problem.get("code") in NOT_YET


@dataclass(frozen=True)
class Again(Traveller):
    """A child to whom it all happens once more: other concerns, other targets."""

    time: int = 0

    def id_of(self, thing: str) -> UUID:
        """The id of something of this time."""
        return super().id_of(f"{thing}, time {self.time}")


@dataclass(frozen=True)
class Commands:
    """Commands on their way; `answered` are the children with whom all was accepted."""

    answered: list[Again] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def go_on(self) -> None:
        """Return once more have been answered."""
        before = len(self.answered)
        wait_for(
            lambda: len(self.answered) > before + PEOPLE, "no command is answered", ANSWER_SECONDS
        )


@contextmanager
def commands_going_on(
    services: Services, children: list[Traveller], today: date
) -> Iterator[Commands]:
    """A few people who raise concerns and share targets all the time, until the block ends."""
    commands, steps = Commands(), Steps(services, today)

    def work(mine: list[Traveller]) -> None:
        time = 0
        while True:
            time += 1
            for child in mine:
                if commands.over.wait(THINKING_SECONDS):
                    return
                again = Again(**vars(child), time=time)
                steps.raise_concern(again)
                steps.set_and_share_targets(again)
                commands.answered.append(again)

    with ThreadPoolExecutor(PEOPLE) as pool:
        people = [pool.submit(work, children[one::PEOPLE]) for one in range(PEOPLE)]
        try:
            yield commands
        finally:
            commands.over.set()
            for one in people:
                one.result()  # what stopped one of them is what is wrong
