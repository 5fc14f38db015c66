import psycopg
import pytest

from shared.runtime.relay import RelaySuperseded
from tests.shared.on_kafka.conftest import Relays
from tests.shared.on_kafka.wire import Wire, run
from tests.shared.probing import Probing, counter

KILL_LEADER = """
SELECT pg_terminate_backend(pid) FROM pg_locks
WHERE locktype = 'advisory' AND granted AND database =
  (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.runtime.relay.time.sleep", lambda _: None)


def kill_leader(log: Probing) -> None:
    """End the session that holds the lead, as when its machine is cut off."""
    with log.store.connect() as connection:
        assert connection.execute(KILL_LEADER).fetchall() == [(True,)]


def test_a_second_relay_stands_by(log: Probing, relay: Relays, wire: Wire) -> None:
    first, second = relay(), relay()
    log.count(counter(), "a", "b")
    run(first.step, until=lambda: not first.step())
    log.count(counter())
    assert not any(second.step() for _ in range(20))
    assert wire.positions() == [1, 2]


def test_a_second_relay_takes_over_where_the_first_is_cut_off(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    first, second = relay(), relay()
    log.count(counter(), "a", "b")
    run(first.step, until=lambda: not first.step())
    kill_leader(log)
    log.count(counter(), "c", "d")
    run(second.step, until=lambda: len(wire.positions()) == 4)
    assert wire.positions() == [1, 2, 3, 4]


def test_a_relay_that_was_superseded_sends_nothing_more(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    first, second = relay(), relay()
    log.count(counter(), "a", "b")
    run(first.step, until=lambda: not first.step())
    kill_leader(log)
    log.count(counter(), "c")
    run(second.step, until=lambda: len(wire.positions()) == 3)
    log.count(counter(), "d")
    with pytest.raises(RelaySuperseded):
        first.step()
    assert wire.positions() == [1, 2, 3]
    run(second.step, until=lambda: len(wire.positions()) == 4)


def test_a_superseded_relay_becomes_the_one_standing_by(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    first, second = relay(), relay()
    log.count(counter())
    run(first.step, until=lambda: not first.step())
    kill_leader(log)
    log.count(counter())
    run(second.step, until=lambda: len(wire.positions()) == 2)
    log.count(counter())
    with pytest.raises(RelaySuperseded):
        first.step()
    assert not any(first.step() for _ in range(20))
    second.close()
    run(first.step, until=lambda: len(wire.positions()) == 3)
    assert wire.positions() == [1, 2, 3]


def test_a_relay_whose_database_was_away_goes_on_from_its_mark(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    one = relay()
    log.count(counter(), "a", "b")
    run(one.step, until=lambda: not one.step())
    with log.store.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
            (f"{log.store.name}_relay",),
        )
    log.count(counter(), "c")

    def step() -> bool:
        try:
            return one.step()
        except psycopg.OperationalError:
            return True

    run(step, until=lambda: len(wire.positions()) == 3)
    assert wire.positions() == [1, 2, 3]
