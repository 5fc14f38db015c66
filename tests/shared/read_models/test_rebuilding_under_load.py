"""Nobody waits long, nobody sees half a table, and nothing written meanwhile is lost."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from shared.runtime import rebuild as rebuilding
from tests.shared.at_once import meanwhile, until
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
        with log.store.database("reader").transaction() as connection:
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
