"""A stream of a hundred events loaded, and a subject's record of thousands replayed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from uuid import uuid4

import orjson

from shared.runtime import loading
from shared.runtime.execute import states
from shared.runtime.replay import record_as_of
from shared.runtime.sealing import Cause
from shared.runtime.wall import EVERY_SCHOOL, each_confined
from tests.bench.bed import AUTHORITY, WHEN, Bed, diary
from tests.bench.figures import Figure, milliseconds, rate
from tests.bench.library import LibraryDiary, library
from tests.bench.timing import ratio, turns

ROUNDS = 7


def measure(bed: Bed) -> Iterator[Figure]:
    """No snapshots anywhere."""
    yield from loaded(bed)
    yield from replayed(bed)


def loaded(bed: Bed) -> Iterator[Figure]:
    """Streams of a hundred events among many others."""
    ours = bed.diaries("loading")
    ours.fill(20_000)
    streams = [diary() for _ in range(20)]
    ours.note_in([(stream, 100) for stream in streams])
    with library(bed.stores.superuser) as theirs, ours.store.database().connection() as connection:
        made = [LibraryDiary() for _ in range(20)]
        for one in made:
            for _ in range(99):
                one.note()
            theirs.save(one)

        within = each_confined(connection, AUTHORITY, EVERY_SCHOOL)

        def load() -> None:
            for stream in streams:
                cause = Cause(AUTHORITY, "a-person", uuid4(), b"", uuid4(), WHEN)
                states(
                    ours.service,
                    loading.load(within, cause, [stream], ours.service.relationships.places),
                )

        def get() -> None:
            for one in made:
                theirs.repository.get(one.id)

        took = turns({"ours": load, "theirs": get}, 5, ROUNDS)
    yield Figure(
        what="A stream of 100 events loaded",
        ours=rate(20 / median(took["ours"])),
        beside=f"library {rate(20 / median(took['theirs']))}",
        ratio=ratio(took["ours"], took["theirs"]),
        aim=8,
    )


def replayed(bed: Bed) -> Iterator[Figure]:
    """One subject with 5,000 events in 100 streams, as JSON."""
    ours, subject = bed.diaries("replaying"), uuid4()
    ours.fill(20_000)
    for _ in range(50):
        ours.note_in([(diary(subject), 50), (diary(subject), 50)])
    with ours.store.database().confined(AUTHORITY, EVERY_SCHOOL) as connection:

        def replay() -> bytes:
            now = datetime.now(UTC)
            return orjson.dumps(record_as_of(connection, ours.service, AUTHORITY, subject, now))

        def read() -> object:
            return connection.execute(READ, (AUTHORITY, subject), binary=True).fetchall()

        took = turns({"ours": replay, "plain": read}, 3, ROUNDS)
    yield Figure(
        what="A record of 5,000 events replayed",
        ours=milliseconds(median(took["ours"])),
        beside=f"plain SELECT {milliseconds(median(took['plain']))}",
        ratio=ratio(took["ours"], took["plain"]),
        aim=50,
        value=median(took["ours"]) * 1000,
        most=True,
        unit=" ms",
    )


READ = """
SELECT e.*, p.body FROM events e JOIN payloads p USING (authority, position)
WHERE authority = %s AND subject = %s ORDER BY position
"""
