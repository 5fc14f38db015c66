from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.errors import LockNotAvailable

from shared.runtime import rebuild as rebuilding
from shared.runtime.rebuild import Comparison, Rebuilder
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing, counter
from tests.shared.read_models.rebuilding import rebuilt, table


@pytest.mark.parametrize(("name", "rows"), [("tallies", 30), ("totals", 8)])
def test_a_rebuilt_model_equals_the_live_one_row_for_row(
    log: Probing, name: str, rows: int
) -> None:
    before = table(log, name)
    assert rebuilt(log, name) == Comparison(rows, only_live=0, only_rebuilt=0)
    assert table(log, name) == before
    assert len(before) == rows


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_several_processes_and_models_at_once_build_the_same(log: Probing) -> None:
    before, told = [table(log, name) for name in ("tallies", "totals")], list[tuple[int, int]]()
    owner = log.store.database("owner")
    rebuilder = Rebuilder(PROBE, owner, lambda *at: told.append(at), workers=2)
    found = rebuilder.rebuild(["tallies", "totals"])
    assert found == {"tallies": Comparison(30, 0, 0), "totals": Comparison(8, 0, 0)}
    assert [table(log, name) for name in ("tallies", "totals")] == before
    assert told[-1] == (len(log.positions()),) * 2


def test_models_of_all_authorities_are_rebuilt(log: Probing) -> None:
    other = Probing(PROBE, log.store, "998")
    other.count(counter())
    assert rebuilt(log, "tallies") == Comparison(31, 0, 0)
    assert len(table(other, "tallies")) == 1


SHAPE = (
    """SELECT column_name, data_type, is_nullable FROM information_schema.columns
    WHERE table_name = 'tallies' ORDER BY ordinal_position""",
    """SELECT grantee, privilege_type FROM information_schema.role_table_grants
    WHERE table_name = 'tallies' ORDER BY 1, 2""",
    """SELECT indisprimary, indisunique, indkey::text FROM pg_index
    WHERE indrelid = 'tallies'::regclass ORDER BY indkey::text""",
    "SELECT tableowner, hasindexes FROM pg_tables WHERE tablename = 'tallies'",
)


def test_a_rebuilt_table_is_as_its_migration_made_it(log: Probing) -> None:
    def shape() -> list[tuple[object, ...]]:
        with log.store.connect() as connection:
            return [row for query in SHAPE for row in connection.execute(query)]

    before = shape()
    rebuilt(log, "tallies")
    rebuilt(log, "tallies")
    assert shape() == before
    assert len(before) > 12


def test_a_rebuilt_model_goes_on_following_the_log(log: Probing) -> None:
    stream = counter()
    log.count(stream)
    rebuilt(log, "tallies")
    log.count(stream)
    of_it = "SELECT count FROM tallies WHERE authority = %s AND counter_id = %s"
    assert log.rows(of_it, stream.id) == [(2,)]
    assert rebuilt(log, "tallies", swap=False).equal


def test_progress_is_told_up_to_the_last_fact(log: Probing) -> None:
    told = list[tuple[int, int]]()
    Rebuilder(PROBE, log.store.database("owner"), lambda *at: told.append(at)).rebuild(["tallies"])
    head = len(log.positions())
    assert told[-1] == (head, head)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert len(told) >= head // 7


def test_a_rebuild_that_is_stopped_leaves_the_live_table_alone(log: Probing) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done > 20:
            raise Stopped

    before = table(log, "tallies")
    with pytest.raises(Stopped):
        Rebuilder(PROBE, log.store.database("owner"), stop).rebuild(["tallies"])
    assert table(log, "tallies") == before
    assert rebuilt(log, "tallies").equal


def test_a_model_that_does_not_exist_is_not_rebuilt(log: Probing) -> None:
    with pytest.raises(KeyError):
        rebuilt(log, "events")


def test_what_is_written_between_two_attempts_to_swap_is_in_the_rebuilt_model(
    log: Probing, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, attempts, make_agree = counter(), list[int](), rebuilding._Shadows.agreeing  # noqa: SLF001

    @contextmanager
    def agreeing(shadows: Any, locker: Any, *, swap: bool) -> Iterator[None]:
        attempts.append(1)
        if len(attempts) == 2:
            log.count(late)
        with make_agree(shadows, locker, swap=swap):
            if len(attempts) == 1:
                raise LockNotAvailable
            yield

    monkeypatch.setattr(rebuilding._Shadows, "agreeing", agreeing)  # noqa: SLF001
    assert rebuilt(log, "tallies").equal
    of_it = "SELECT count FROM tallies WHERE authority = %s AND counter_id = %s"
    assert log.rows(of_it, late.id) == [(1,)]


@pytest.fixture
def busy(log: Probing) -> Iterator[psycopg.Connection]:
    with log.store.connect("reader") as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT FROM tallies")
        yield reader


@pytest.mark.usefixtures("busy")
def test_a_table_that_stays_busy_is_not_waited_for_for_ever(
    log: Probing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "LOCK_ATTEMPTS", 1)
    with pytest.raises(LockNotAvailable):
        rebuilt(log, "tallies")
