"""Does each relay know how far it has come?"""

from collections.abc import Iterator

from tests.checking.faults import Fault
from tests.checking.rows import Records


def checkpoints(records: Records, *, quiet: bool) -> Iterator[Fault]:
    """Never beyond the head of the log; when all is quiet, at it."""
    head = max((row.position for row in records["authority_heads"]), default=0)
    marked = max((row.position for row in records["relay_checkpoints"]), default=0)
    if marked > head or (quiet and marked != head):
        what = (
            f"the relay of {records.authority} {records.service} is at {marked}, the log at {head}"
        )
        yield Fault("relay", what)
