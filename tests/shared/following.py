"""A reader that follows a log as a relay does, while others write."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

Page = Callable[[int], list[int]]


@dataclass(frozen=True)
class Follower:
    """Asks again and again for what comes after the last position seen, and keeps it all."""

    page: Page
    seen: list[int] = field(default_factory=list)

    def look(self) -> bool:
        """Read one page; tells whether there was any."""
        page = self.page(self.seen[-1] if self.seen else 0)
        self.seen.extend(page)
        return bool(page)


@contextmanager
def following(page: Page) -> Iterator[Follower]:
    """Follow in a thread for as long as the block, and then to the end."""
    follower, done = Follower(page), threading.Event()

    def follow() -> None:
        while not done.is_set():
            follower.look()
        while follower.look():
            continue

    with ThreadPoolExecutor(1) as pool:
        followed = pool.submit(follow)
        try:
            yield follower
        finally:
            done.set()
            followed.result()
