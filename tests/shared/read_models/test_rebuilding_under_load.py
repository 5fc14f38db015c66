"""Nobody waits long, nobody sees half a table, and nothing written meanwhile is lost."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest

from shared.runtime import rebuild as rebuilding
from shared.runtime.execute import Outcome
from shared.runtime.wall import EVERY_SCHOOL
from tests.shared.at_once import meanwhile, until, wait_for_locks
from tests.shared.probing import Probing, counter
from tests.shared.read_models.rebuilding import rebuilt

Turn = Callable[[], object]


def writing(log: Probing) -> Turn:
    """A turn that opens a counter, counts on in an earlier one, and closes a still earlier one."""
    streams = [counter() for _ in range(3)]
    for stream in streams:
        log.count(stream)

    def write() -> None:
        streams.append(counter())
        log.count(streams[-1], "a", "b")
        log.count(streams[-2], "c")
        log.close(streams.pop(0))

    return write


def looking(log: Probing, seen: list[int]) -> Turn:
    def look() -> None:
        with log.store.database("reader").confined(log.authority, EVERY_SCHOOL) as connection:
            row = connection.execute(
                "SELECT count(*) FROM tallies WHERE authority = %s", (log.authority,)
            ).fetchone()
        seen.extend(row or ())

    return look


@pytest.mark.parametrize("delta", [0, 500])
def test_a_model_is_rebuilt_while_others_write_and_read(
    log: Probing, monkeypatch: pytest.MonkeyPatch, delta: int
) -> None:
    monkeypatch.setattr(rebuilding, "SMALL_DELTA", delta or 3)
    done, seen = threading.Event(), list[int]()
    turns = [writing(log), writing(log), looking(log, seen)]
    with meanwhile(*(partial(until, done, turn) for turn in turns)) as working:
        try:
            comparisons = [rebuilt(log, "tallies") for _ in range(6)]
        finally:
            done.set()
    assert all(comparison.equal for comparison in comparisons), comparisons
    assert min(seen) >= 30, "a reader saw less than was there before"
    assert all(future.result() > 5 for future in working), "there was no load"
    assert rebuilt(log, "tallies", swap=False).equal


COUNT = "SELECT count FROM tallies WHERE authority = %s AND counter_id = %s"


def test_what_is_written_while_a_rebuild_waits_for_its_lock_is_in_the_model(log: Probing) -> None:
    """The rebuild gives up for a moment, so that those who wait behind it are let in."""
    late = counter()
    with log.store.connect("reader") as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT FROM tallies")
        with meanwhile(partial(rebuilt, log, "tallies")) as building:
            wait_for_locks(log.store, 1)
            log.count(late)
            reader.execute("COMMIT")
    assert building[0].result().equal
    assert log.rows(COUNT, late.id) == [(1,)]


def test_who_writes_while_tables_are_swapped_waits_and_is_in_the_new_one(
    log: Probing, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, swap, written = counter(), vars(rebuilding)["_swap"], list[Future[Outcome]]()
    with ThreadPoolExecutor(1) as pool:

        def swap_late(*tables: object) -> None:
            written.append(pool.submit(log.count, late))
            wait_for_locks(log.store, 1)
            swap(*tables)

        monkeypatch.setattr(rebuilding, "_swap", swap_late)
        assert rebuilt(log, "tallies").equal
    assert written[0].result().version == 1
    assert log.rows(COUNT, late.id) == [(1,)]
