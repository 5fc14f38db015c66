"""Position order is commit order, so who reads on from the last position misses nothing."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import pytest
from psycopg import Connection

from shared.runtime.conflicts import VersionConflict
from shared.runtime.execute import execute_in
from shared.runtime.log_reader import log_page
from tests.shared.at_once import together, wait_for_locks
from tests.shared.following import Page, following
from tests.shared.probe_service import Count
from tests.shared.probing import SOFTWARE, Probing, cause, counter
from tests.stores import Store

WRITERS = 8
EACH = 30


class ChangedMind(Exception):
    """What makes a writer roll back."""


def write_to_the_log(probe: Probing, seed: int) -> None:
    """Commands that conflict on three streams and one chain; every fifth is rolled back."""
    database = probe.store.database(size=WRITERS)
    chance, subject = random.Random(seed), STREAMS[0].subject  # noqa: S311 - no secret
    for nth in range(EACH):
        stream = chance.choice([*STREAMS, counter(subject), counter()])
        names = ("Siân",) * chance.randint(1, 3)
        with suppress(VersionConflict, ChangedMind), database.transaction() as connection:
            execute_in(
                connection,
                probe.service,
                SOFTWARE,
                cause(probe.authority),
                [(stream, Count(names=names))],
            )
            time.sleep(chance.random() / 500)
            if nth % 5 == 0:
                raise ChangedMind


SUBJECT = counter().subject
STREAMS = [counter(SUBJECT) for _ in range(3)]


@pytest.fixture
def page(probe: Probing) -> Iterator[Page]:
    """What a relay reads."""
    with probe.store.connect("relay") as connection:
        yield lambda after: [
            envelope.position
            for envelope in log_page(connection, "probe", probe.authority, after, 50)
        ]


def test_a_reader_sees_each_position_once_and_in_order(probe: Probing, page: Page) -> None:
    with following(page) as follower:
        together(*(partial(write_to_the_log, probe, seed) for seed in range(WRITERS)))
    assert follower.seen == list(range(1, len(follower.seen) + 1))
    assert follower.seen == probe.positions()
    assert len(follower.seen) > WRITERS * EACH / 2


@pytest.fixture
def serial(own_store: Store) -> Iterator[Connection]:
    """The usual table instead: numbered by a sequence, with no lock."""
    with own_store.connect() as connection:
        connection.execute("CREATE TABLE bare (position bigserial PRIMARY KEY)")
        yield connection


def write_to_the_bare_table(store: Store, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    with store.connect() as connection:
        for _ in range(EACH):
            with connection.transaction():
                connection.execute("INSERT INTO bare DEFAULT VALUES")
                time.sleep(chance.random() / 500)


def test_the_same_reader_misses_rows_of_a_table_numbered_by_a_sequence(
    own_store: Store, serial: Connection
) -> None:
    def page(after: int) -> list[int]:
        query = "SELECT position FROM bare WHERE position > %s ORDER BY position LIMIT 50"
        return [position for (position,) in serial.execute(query, (after,))]

    with following(page) as follower:
        together(*(partial(write_to_the_bare_table, own_store, seed) for seed in range(WRITERS)))
    assert len(follower.seen) < WRITERS * EACH, "this test could not tell a right log from a wrong"


def test_a_later_append_waits_for_an_earlier_one_that_is_not_committed(
    probe: Probing, page: Page
) -> None:
    with following(page) as follower, ThreadPoolExecutor(1) as pool:
        with probe.store.database().transaction() as connection:
            execute_in(
                connection, probe.service, SOFTWARE, cause(probe.authority), [(counter(), Count())]
            )
            later = pool.submit(partial(probe.count, counter()))
            wait_for_locks(probe.store, 1)
            assert follower.seen == []
        assert later.result().position == 2
    assert follower.seen == [1, 2]


def test_recorded_times_never_run_backwards(probe: Probing) -> None:
    probe.count(counter())
    probe.rows(
        "UPDATE authority_heads SET recorded_at = recorded_at + interval '1 hour'"
        " WHERE authority = %s RETURNING 1"
    )
    probe.count(counter(), "Siân", "Llŷr")
    probe.count(counter())
    times = [
        when
        for (when,) in probe.rows(
            "SELECT recorded_at FROM events WHERE authority = %s ORDER BY position"
        )
    ]
    assert times == sorted(times)
    assert (times[1] - times[0]).total_seconds() == pytest.approx(3600, abs=1)
    assert times[1] == times[2] == times[3]


def test_positions_of_authorities_do_not_touch(
    probe: Probing, probe_store: Store, new_authority: Callable[[], str]
) -> None:
    other = Probing(probe.service, probe_store, new_authority())
    stream = counter()
    assert [probe.count(stream).position, other.count(stream).position] == [1, 1]
    assert [probe.count(stream).version, other.count(stream).version] == [2, 2]
