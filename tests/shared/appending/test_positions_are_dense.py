"""Position order is commit order, so who reads on from the last position misses nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import find, given, settings
from psycopg import Connection

from shared.runtime.execute import execute_in
from shared.runtime.log_reader import log_page
from tests.shared.appending.schedules import SCHEDULES, Turn, play
from tests.shared.at_once import wait_for_locks
from tests.shared.following import Follower, Page, following
from tests.shared.probe_service import Count
from tests.shared.probing import SOFTWARE, Probing, cause, counter
from tests.stores import Store

SUBJECT = counter().subject
STREAMS = [counter(SUBJECT), counter(SUBJECT), counter()]  # two race for one chain
FIRST_ENDS_LAST = [Turn(0), Turn(1, stream=2), Turn(1), Turn(0)]
Turns = list[Turn]


@pytest.fixture
def page(probe: Probing) -> Iterator[Page]:
    """What a relay reads."""
    with probe.store.connect("relay") as connection:
        yield lambda after: [
            envelope.position
            for envelope in log_page(connection, "probe", probe.authority, after, 50)
        ]


@pytest.fixture
def append(probe: Probing) -> Callable[[Connection, Turn], object]:
    """An append to the real log, in a transaction that somebody else ends."""

    def to_the_log(connection: Connection, turn: Turn) -> object:
        command = Count(names=("Siân",) * turn.events)
        commands = [(STREAMS[turn.stream], command)]
        return execute_in(connection, probe.service, SOFTWARE, cause(probe.authority), commands)

    return to_the_log


def test_whatever_writers_do_a_reader_sees_each_position_once_and_in_order(
    probe: Probing, page: Page, append: Callable[[Connection, Turn], object]
) -> None:
    follower = Follower(page)

    @settings(max_examples=40, deadline=None)
    @given(SCHEDULES)
    def follow(turns: Turns) -> None:
        play(probe.store, append, turns, follower.look)
        assert follower.seen == probe.positions()
        assert follower.seen == list(range(1, len(follower.seen) + 1))

    follow()
    assert len(follower.seen) > 40


def test_who_began_first_and_ends_last_is_seen_in_the_real_log(
    probe: Probing, page: Page, append: Callable[[Connection, Turn], object]
) -> None:
    follower = Follower(page)
    play(probe.store, append, FIRST_ENDS_LAST, follower.look)
    assert follower.seen == probe.positions() == [1, 2]


@pytest.fixture
def bare(own_store: Store) -> Iterator[Callable[[Turns], tuple[list[int], list[int]]]]:
    """The usual log instead: numbered by a sequence, and a relay that asks what is greater.

    It is given a schedule, and tells what the relay published and what is in the table.
    """
    with own_store.connect() as connection:
        connection.execute(BARE_EVENTS)

        def page(after: int) -> list[int]:
            return [one for (one,) in connection.execute(GREATER, (after,))]

        def published(turns: Turns) -> tuple[list[int], list[int]]:
            connection.execute("TRUNCATE bare_events RESTART IDENTITY")
            follower = Follower(page)
            play(own_store, append_to_the_bare_log, turns, follower.look)
            return follower.seen, [one for (one,) in connection.execute(GREATER, (0,))]

        yield published


BARE_EVENTS = """
CREATE TABLE bare_events (
  position bigserial PRIMARY KEY, stream_id uuid NOT NULL, type text NOT NULL
);
GRANT INSERT ON bare_events TO PUBLIC;
GRANT USAGE ON bare_events_position_seq TO PUBLIC;
"""
BARE_APPEND = """
INSERT INTO bare_events (stream_id, type) SELECT %s, 'Counted' FROM generate_series(1, %s)
"""
GREATER = "SELECT position FROM bare_events WHERE position > %s ORDER BY position LIMIT 50"


def append_to_the_bare_log(connection: Connection, turn: Turn) -> object:
    return connection.execute(BARE_APPEND, (STREAMS[turn.stream].id, turn.events))


def test_who_began_first_and_ends_last_is_lost_by_a_relay_of_a_bare_sequence(
    bare: Callable[[Turns], tuple[list[int], list[int]]],
) -> None:
    """The same schedule. This is what the tests above would catch."""
    assert bare(FIRST_ENDS_LAST) == ([2], [1, 2])


def test_such_a_relay_is_found_out_by_the_same_schedules(
    bare: Callable[[Turns], tuple[list[int], list[int]]],
) -> None:
    def loses(turns: Turns) -> bool:
        seen, there = bare(turns)
        return seen != there

    sizes = settings(max_examples=200, derandomize=True, deadline=None)
    smallest = find(SCHEDULES, loses, settings=sizes)
    assert {turn.writer for turn in smallest} == {0, 1}


def test_a_later_append_waits_for_an_earlier_one_that_is_not_committed(
    probe: Probing, page: Page
) -> None:
    with following(page) as follower, ThreadPoolExecutor(1) as pool:
        with probe.store.database("worker").transaction() as connection:
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
