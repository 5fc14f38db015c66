from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from shared.modelling.decider import CommandRefused, Decider
from shared.runtime.conflicts import VersionConflict
from shared.runtime.execute import ATTEMPTS, VersionStale
from shared.runtime.loading import StreamNotFound
from shared.runtime.service import Aggregate, Service, Stream
from tests.shared.at_once import together
from tests.shared.probe_service import (
    COUNTER,
    PROBE,
    Closed,
    Count,
    Counted,
    Counter,
    Event,
    decide,
)
from tests.shared.probing import Probing, counter


def disturbed(interfere: Callable[[], object]) -> Service:
    """The probe, but each time it has read a stream and decides, `interfere` is called."""

    def decide_late(state: Counter, command: Count) -> list[Event]:
        interfere()
        return decide(state, command)

    late = Decider(COUNTER.initial, decide_late, COUNTER.evolve)
    return replace(PROBE, aggregates=(Aggregate("counter", late, (Counted, Closed)),))


def test_of_two_writers_upon_one_version_the_other_tries_again_and_both_are_in(
    probe: Probing,
) -> None:
    stream, rivals = counter(), ["Llŷr"]
    slow = replace(probe, service=disturbed(lambda: rivals and probe.count(stream, rivals.pop())))
    assert slow.count(stream, "Siân").version == 2
    assert probe.names([stream]) == ["Llŷr", "Siân"]


@pytest.mark.parametrize("existing", [False, True])
def test_a_rule_is_asked_again_after_a_lost_race(probe: Probing, *, existing: bool) -> None:
    stream, seen = counter(), list[object]()
    if existing:
        probe.count(stream)

    def close_it() -> None:
        if not seen:
            seen.append(probe.close(stream))

    slow = replace(probe, service=disturbed(close_it))
    with pytest.raises(CommandRefused, match="counter_closed"):
        slow.count(stream)


@pytest.mark.parametrize("lost", [ATTEMPTS - 1, ATTEMPTS])
def test_after_eight_lost_races_it_is_a_conflict(probe: Probing, lost: int) -> None:
    stream, rivals = counter(), list(range(lost))
    slow = replace(
        probe, service=disturbed(lambda: rivals and probe.count(stream, str(rivals.pop())))
    )
    if lost == ATTEMPTS:
        with pytest.raises(VersionConflict):
            slow.count(stream, "Siân")
    else:
        slow.count(stream, "Siân")
    assert len(probe.names([stream])) == ATTEMPTS
    assert probe.positions() == list(range(1, ATTEMPTS + 1))


def test_a_race_for_a_subjects_chain_is_a_race_too(probe: Probing) -> None:
    one = counter()
    other = counter(one.subject)
    rivals = [other]
    slow = replace(probe, service=disturbed(lambda: rivals and probe.count(rivals.pop())))
    assert slow.count(one).version == 1
    assert probe.rows(
        "SELECT count(*), count(DISTINCT previous_hash) FROM events WHERE authority = %s"
    ) == [(2, 2)]


def test_a_stream_opened_twice_at_once_is_about_who_was_faster(probe: Probing) -> None:
    """Without read models, whose rows would be raced for too."""
    opened, faster = counter(), counter().subject
    rivals = [replace(opened, subject=faster)]
    bare = replace(probe, service=replace(PROBE, projections=()))
    late = disturbed(lambda: rivals and bare.count(rivals.pop()))
    slow = replace(probe, service=replace(late, projections=()))
    assert slow.count(opened).version == 2
    found = probe.rows("SELECT version, subject FROM events WHERE authority = %s ORDER BY position")
    assert found == [(1, faster), (2, faster)]


def test_many_writers_of_one_stream_are_all_in_or_told(probe: Probing) -> None:
    stream, counts = counter(), range(6)

    def write(name: int) -> int:
        try:
            probe.count(stream, str(name))
        except VersionConflict:
            return 0
        return 1

    done = sum(together(*(partial(write, name) for name in counts)))
    names = probe.names([stream])
    assert len(names) == done == len(set(names))
    assert probe.rows("SELECT version FROM stream_heads WHERE authority = %s") == [(done,)]


def test_an_expected_version_that_is_stale_is_told(probe: Probing) -> None:
    stream = counter()
    probe.count(stream)
    probe.count(stream, expected_version=1)
    with pytest.raises(VersionStale):
        probe.count(stream, expected_version=1)
    with pytest.raises(VersionStale):
        probe.count(stream, expected_version=3)
    assert probe.positions() == [1, 2]


def test_an_expected_version_is_looked_at_again_after_a_lost_race(probe: Probing) -> None:
    stream, rivals = counter(), ["Llŷr"]
    probe.count(stream)
    slow = replace(probe, service=disturbed(lambda: rivals and probe.count(stream, rivals.pop())))
    with pytest.raises(VersionStale):
        slow.count(stream, expected_version=1)


def test_a_stream_that_must_exist_is_not_opened(probe: Probing) -> None:
    with pytest.raises(StreamNotFound):
        probe.count(Stream("counter", counter().id))
    assert probe.positions() == []


def test_a_stream_keeps_the_subject_and_school_it_was_opened_with(probe: Probing) -> None:
    opened = replace(counter(), school=counter().id)
    probe.count(opened)
    probe.count(Stream("counter", opened.id))
    probe.count(replace(opened, subject=counter().id, school=counter().id))
    found = probe.rows("SELECT DISTINCT subject, school FROM events WHERE authority = %s")
    assert found == [(opened.subject, opened.school)]
