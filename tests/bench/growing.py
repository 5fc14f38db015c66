"""What a command costs in a log that has grown: two logs take turns."""

from collections.abc import Iterator
from statistics import median

from tests.bench.appending import writing_on
from tests.bench.bed import Bed, diary
from tests.bench.figures import Figure, milliseconds
from tests.bench.timing import ratio, turns

SMALL = 10_000
ROUNDS, TIMES = 9, 200


def measure(bed: Bed) -> Iterator[Figure]:
    """The same commands on a log of ten thousand events and on one of millions."""
    large = bed.sized(3_000_000, 100_000)
    young, old = bed.diaries("young"), bed.diaries("old")
    young.fill(SMALL)
    old.fill(large)
    for one in (young, old):
        with one.store.connect() as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
    opening = {"young": lambda: young.note(diary()), "old": lambda: old.note(diary())}
    writing = {"young": writing_on(young), "old": writing_on(old)}
    for what, works in (("opens a stream", opening), ("writes on", writing)):
        took = turns(works, TIMES, ROUNDS)
        yield Figure(
            what=f"A command that {what}, at {large:,} events",
            ours=milliseconds(median(took["old"])),
            beside=f"at {SMALL:,} events {milliseconds(median(took['young']))}",
            ratio=1 / ratio(took["old"], took["young"]),
            aim=1.25,
            most=True,
        )
