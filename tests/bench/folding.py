"""Read models folded from a whole log, and caught up with a log that has gone on."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

from psycopg import Connection

from shared.runtime import rebuild, rows
from shared.runtime.log_source import Source
from tests.bench.bed import AUTHORITY, Bed, Diaries
from tests.bench.diary import OPEN_DIARIES, THREE_QUESTIONS
from tests.bench.figures import Figure, rate
from tests.bench.library import LibraryDiary, environment, library, run_projection
from tests.bench.timing import seconds_of

TABLES = [model.table for model in THREE_QUESTIONS.projections]


def measure(bed: Bed) -> Iterator[Figure]:
    """Ours by the rebuild's own ways; the library by its projection runner; a bare COPY."""
    events = bed.sized(1_000_000, 100_000)
    ours = replace(bed.diaries("folding"), service=THREE_QUESTIONS)
    ours.fill(events // 4)
    _, quarter = rebuilt(ours, TABLES)
    ours.fill(events - events // 4)
    with ours.store.connect() as connection:
        connection.execute("VACUUM ANALYZE")
        reading = seconds_of(lambda: read_all(connection))
    theirs = projected_by_the_library(bed, bed.sized(3_000, 1_000))
    one, _ = rebuilt(ours, [OPEN_DIARIES.table])
    three, peak = rebuilt(ours, TABLES)
    yield Figure(
        what=f"{events:,} events projected into one read model",
        ours=rate(events / one),
        beside=f"library's runner {rate(theirs)}",
        ratio=events / one / theirs,
        aim=100,
    )
    yield Figure(
        what=f"{events:,} events rebuilt into three read models, compared and swapped",
        ours=f"{three:,.1f} s",
        beside=f"bare COPY of the log {reading:,.1f} s",
        ratio=reading / three,
        aim=10 * events / 1_000_000,
        value=three,
        most=True,
        unit=" s",
    )
    yield Figure(
        what="Memory of that, the largest process",
        ours=f"{peak:,.0f} MB",
        beside=f"a quarter of the events {quarter:,.0f} MB",
        ratio=peak / quarter,
        aim=1.5,
        most=True,
    )
    yield caught_up(ours, bed.sized(200_000, 50_000))


def rebuilt(ours: Diaries, tables: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a rebuild, as `operate` does it."""
    store = ours.store
    once = [sys.executable, "-m", "tests.bench.rebuild_once"]
    known = [store.conninfo("owner"), str(store.password_file("owner"))]
    done = subprocess.run([*once, *known, *tables], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def read_all(connection: Connection) -> None:
    """The log as Postgres can give it at the most."""
    with connection.cursor() as cursor, cursor.copy(READ_ALL) as copy:
        for _ in copy:
            continue


READ_ALL = """
COPY (SELECT e.*, p.body FROM events e JOIN payloads p USING (authority, position))
TO STDOUT (FORMAT BINARY)
"""


def projected_by_the_library(bed: Bed, events: int) -> float:
    """Events per second of its runner, one row and its place in a transaction for each."""
    with library(bed.stores.superuser) as theirs:
        for _ in range(events // 50):
            made = LibraryDiary()
            for _ in range(49):
                made.note()
            theirs.save(made)
    env = environment(bed.stores.superuser, anew=False)
    return events / seconds_of(lambda: run_projection(env, events))


def caught_up(ours: Diaries, events: int) -> Figure:
    """The way that a live read model takes: a page, a row for each key, one transaction."""
    with ours.store.connect("owner") as owner:
        owner.execute("TRUNCATE open_diaries, written_notes, time_spent")
    source = Source(ours.service, own=True)

    def catch_up() -> None:
        with ours.store.database("worker").connection() as connection:
            for place, facts in source.pages(connection, AUTHORITY, 0, rebuild.PAGE):
                with connection.transaction():
                    rows.apply(connection, [OPEN_DIARIES], facts)
                if place >= events:
                    return

    took = seconds_of(catch_up)
    return Figure(
        what="A read model caught up from its log, page by page",
        ours=rate(events / took),
        aim=30_000,
        value=events / took,
        unit="/s",
    )
