from dataclasses import replace

import pytest

from shared.modelling.decider import CommandRefused, Decider
from shared.runtime.execute import Outcome
from shared.runtime.service import Stream
from tests.checking.log import verify
from tests.shared.probe_service import COUNTER, PROBE, Close, Count, Counter, Event
from tests.shared.probing import Probing, counter


def everything(probe: Probing) -> list[tuple[object, ...]]:
    """How many rows the authority has in each table."""
    tables = (
        "events",
        "payloads",
        "commands",
        "stream_heads",
        "subject_heads",
        "authority_heads",
        "tallies",
        "totals",
    )
    return [
        (table, *row)
        for table in tables
        for row in probe.rows(f"SELECT count(*) FROM {table} WHERE authority = %s")  # noqa: S608
    ]


def test_many_streams_are_appended_together(probe: Probing) -> None:
    streams = [counter() for _ in range(300)]
    outcome = probe.execute(*((stream, Count(names=("a", "b"))) for stream in streams))
    assert outcome == Outcome(2, 600)
    assert probe.names(streams) == ["a", "b"] * 300
    with probe.store.connect() as connection:
        assert verify(connection, probe.authority).faults == []


@pytest.mark.parametrize("refused", [0, 1, 2])
def test_a_refusal_of_one_leaves_nothing_of_any(probe: Probing, refused: int) -> None:
    commands = [(counter(), Count()) for _ in range(3)]
    commands[refused] = (counter(), Count(names=("Siân", "")))
    with pytest.raises(CommandRefused):
        probe.execute(*commands)
    assert all(count == 0 for _, count in everything(probe))


def test_events_are_recorded_in_the_order_of_the_commands(probe: Probing) -> None:
    one, other = counter(), counter()
    probe.execute((other, Count(names=("a",))), (one, Count(names=("b", "c"))))
    assert probe.names([one, other]) == ["a", "b", "c"]
    assert probe.rows("SELECT ordinal FROM events WHERE authority = %s ORDER BY position") == [
        (0,),
        (1,),
        (2,),
    ]


def test_a_later_command_on_a_stream_sees_what_an_earlier_one_led_to(probe: Probing) -> None:
    stream = counter()
    with pytest.raises(CommandRefused, match="counter_closed"):
        probe.execute((stream, Close()), (stream, Count()))
    outcome = probe.execute((stream, Count(names=("a",))), (counter(), Count()), (stream, Close()))
    assert outcome.version == 2


@pytest.mark.parametrize("existing", [False, True])
def test_a_stream_is_one_stream_however_much_is_said_of_it(
    probe: Probing, *, existing: bool
) -> None:
    stream = counter()
    if existing:
        probe.count(stream, "a")
    probe.execute(
        (stream, Count(names=("b",))),
        (Stream(stream.kind, stream.id), Count(names=("c",))),
        (replace(stream, school=counter().id), Count(names=("d",))),
    )
    assert probe.names([stream]) == ["a", "b", "c", "d"][not existing :]
    with probe.store.connect() as connection:
        assert verify(connection, probe.authority).faults == []


def test_streams_of_one_subject_are_chained_in_the_order_of_the_log(probe: Probing) -> None:
    one = counter()
    other = counter(one.subject)
    probe.execute((one, Count(names=("a", "b"))), (other, Count()), (one, Count(names=("c",))))
    with probe.store.connect() as connection:
        assert verify(connection, probe.authority).faults == []


def test_the_version_told_is_the_first_streams(probe: Probing) -> None:
    one, other = counter(), counter()
    probe.count(other, "a", "b", "c")
    assert probe.execute((one, Count()), (other, Count())).version == 1
    assert probe.execute((other, Count()), (one, Count())).version == 5


def test_the_expected_version_is_the_first_streams(probe: Probing) -> None:
    one, other = counter(), counter()
    probe.count(other, "a", "b", "c")
    probe.execute((one, Count()), (other, Count()), expected_version=0)
    assert len(probe.positions()) == 5


def test_events_are_folded_once_where_a_stream_is_named_twice(probe: Probing) -> None:
    stream, known = counter(), list[Counter]()
    probe.count(stream, "a", "b")

    def decide_nothing(state: Counter, _: Count) -> list[Event]:
        known.append(state)
        return []

    telling = Decider(COUNTER.initial, decide_nothing, COUNTER.evolve)
    service = replace(PROBE, aggregates=(replace(PROBE.aggregates[0], decider=telling),))
    same = Stream(stream.kind, stream.id)
    replace(probe, service=service).execute((stream, Count()), (same, Count()))
    assert known == [Counter(count=2), Counter(count=2)]
