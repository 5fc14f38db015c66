from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest

from shared.modelling.decider import CommandRefused
from shared.runtime.execute import CommandIdReused, Outcome, execute_in
from tests.shared.at_once import together, wait_for_locks
from tests.shared.probe_service import Close, Count
from tests.shared.probing import SOFTWARE, Probing, cause, counter
from tests.stores import Store


def test_the_same_command_again_has_the_same_outcome_and_changes_nothing(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    first = probe.count(stream, "Siân", "Llŷr", command_id=command_id)
    probe.count(stream)
    again = probe.count(stream, "Siân", "Llŷr", command_id=command_id)
    assert (first, again) == (Outcome(2, 2), Outcome(2, 2, repeated=True))
    assert len(probe.positions()) == 3


def test_a_repeat_is_known_before_its_expected_version_is_looked_at(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    probe.count(stream, command_id=command_id, expected_version=0)
    assert probe.count(stream, command_id=command_id, expected_version=0).repeated


def test_a_repeat_that_comes_before_the_first_is_committed_is_known_after_it(
    probe: Probing,
) -> None:
    """Its second look at the log sees another version than its first look saw no command for."""
    stream, command_id = counter(), uuid4()
    known = {"command_id": command_id, "expected_version": 0}
    with probe.store.database("worker").transaction() as first:
        because, commands = cause(probe.authority, **known), [(stream, Count(names=("Siân",)))]
        execute_in(first, probe.service, SOFTWARE, because, commands)
        first.execute("LOCK TABLE stream_heads IN ACCESS EXCLUSIVE MODE")
        pool = ThreadPoolExecutor(1)
        repeat = pool.submit(probe.count, stream, **known)
        wait_for_locks(probe.store, 1)
    with pool:
        assert repeat.result() == Outcome(1, 1, repeated=True)


def test_the_same_command_id_for_something_else_is_refused(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    probe.count(stream, command_id=command_id, digest=b"one thing")
    with pytest.raises(CommandIdReused):
        probe.count(stream, command_id=command_id, digest=b"another thing")
    assert probe.positions() == [1]


def test_a_command_that_changed_nothing_is_remembered_too(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    probe.close(stream)
    nothing = probe.execute((stream, Close()), command_id=command_id)
    assert nothing == Outcome(1, None)
    assert probe.execute((stream, Close()), command_id=command_id) == replace(
        nothing, repeated=True
    )
    with pytest.raises(CommandIdReused):
        probe.execute((stream, Close()), command_id=command_id, digest=b"another thing")
    assert probe.positions() == [1]


def test_a_refused_command_is_not_remembered(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    with pytest.raises(CommandRefused):
        probe.count(stream, "", command_id=command_id)
    assert probe.count(stream, "Siân", command_id=command_id) == Outcome(1, 1)


def test_one_command_sent_many_times_at_once_is_carried_out_once(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    outcomes = together(*[partial(probe.count, stream, command_id=command_id)] * 8)
    assert sorted(outcome.repeated for outcome in outcomes) == [False] + [True] * 7
    assert {(outcome.version, outcome.position) for outcome in outcomes} == {(1, 1)}
    assert probe.positions() == [1]


def test_one_command_that_changes_nothing_sent_many_times_at_once(probe: Probing) -> None:
    stream, command_id = counter(), uuid4()
    probe.close(stream)
    closing = partial(probe.execute, (stream, Close()), command_id=command_id)
    outcomes = together(*[closing] * 8)
    assert {(outcome.version, outcome.position) for outcome in outcomes} == {(1, None)}


def test_one_command_id_for_two_streams_at_once_stands_for_one_of_them(probe: Probing) -> None:
    command_id = uuid4()

    def write(name: str) -> str:
        try:
            probe.count(counter(), name, command_id=command_id, digest=name.encode())
        except CommandIdReused:
            return "reused"
        return "written"

    told = together(*(partial(write, name) for name in "abcd"))
    assert sorted(told) == ["reused", "reused", "reused", "written"]
    assert probe.positions() == [1]


def test_an_authority_knows_nothing_of_anothers_commands(
    probe: Probing, other_probe: Probing
) -> None:
    stream, command_id = counter(), uuid4()
    probe.count(stream, command_id=command_id, digest=b"one thing")
    assert not other_probe.count(stream, command_id=command_id, digest=b"another thing").repeated


def test_a_command_carried_out_again_after_a_restore_has_the_same_events(
    probe: Probing, own_store: Store
) -> None:
    """In another database, which knows nothing of it: as a backup from before does."""
    stream, command_id = counter(), uuid4()
    restored = replace(probe, store=own_store)
    for log in (probe, restored):
        log.count(stream, "Siân", "Llŷr", command_id=command_id)
    ids = "SELECT event_id FROM events WHERE authority = %s ORDER BY position"
    assert probe.rows(ids) == restored.rows(ids)
    assert len(set(probe.rows(ids))) == 2
