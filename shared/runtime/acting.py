"""On whose behalf this thread works: set once at the edge, read by whatever must be confined."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from shared.access.policy import Reach
from shared.runtime.wall import EVERY_SCHOOL, Schools


@dataclass(frozen=True)
class Acting:
    """An actor (an opaque id) in one authority, doing one named thing in one request.

    `reach` is all for whom it may be done.
    """

    authority: str
    actor: str
    action: str
    request_id: str
    reach: Reach

    @property
    def schools(self) -> Schools:
        """The schools whose rows are behind no wall for this."""
        return EVERY_SCHOOL if self.reach.everyone else self.reach.touched_schools


_acting: ContextVar[Acting] = ContextVar("acting")


def acting() -> Acting:
    """Who acts now; raises LookupError outside `acting_as`, so nothing is read unconfined."""
    return _acting.get()


@contextmanager
def acting_as(who: Acting) -> Iterator[None]:
    """Act on behalf of `who` within the block."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)
