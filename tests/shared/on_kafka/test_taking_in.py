from functools import partial
from threading import Event

import psycopg
import pytest

from shared.modelling.recorded import Recorded
from tests.shared.at_once import meanwhile, until
from tests.shared.listening.listening import Listening
from tests.shared.on_kafka.conftest import Consumers, Relays
from tests.shared.on_kafka.wire import Wire, run
from tests.shared.probe_listener import listener
from tests.shared.probe_service import Count
from tests.shared.probing import Probing, counter


def test_every_position_is_taken_in_once_and_in_order(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening
) -> None:
    one, other = counter(), counter()
    steps = (relay().step, consumer().step)
    log.execute((one, Count(names=("a", "b"))), (other, Count(names=("c",))))
    run(*steps, until=lambda: len(listening.inbox()) == 3)
    log.close(other)
    log.count(one)
    run(*steps, until=lambda: len(listening.inbox()) == 5)
    assert listening.inbox() == [1, 2, 3, 4, 5], "also what concerns nobody else"
    assert listening.copies() == listening.effects() == {one.id: [1, 2, 3], other.id: [1]}


def test_what_is_published_twice_has_its_effect_once(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening, wire: Wire
) -> None:
    stream = counter()
    one, another = relay(), consumer()
    log.count(stream, "a", "b", "c")
    run(one.step, another.step, until=lambda: len(listening.inbox()) == 3)
    wire.put(wire.copy(2, 3, 1, 1, 2, 3))
    log.count(stream)
    run(one.step, another.step, until=lambda: len(listening.inbox()) == 4)
    assert wire.positions() == [1, 2, 3, 2, 3, 1, 1, 2, 3, 4]
    assert listening.copies() == listening.effects() == {stream.id: [1, 2, 3, 4]}


def test_the_inbox_says_whence_a_message_came(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening
) -> None:
    stream, correlation = counter(), counter().id
    log.count(stream, correlation=correlation, actor="a-teacher")
    run(relay().step, consumer().step, until=lambda: bool(listening.inbox()))
    sent = log.rows(
        "SELECT event_id, occurred_at, recorded_at, hash, subject, actor, correlation"
        " FROM events WHERE authority = %s"
    )
    kept = listening.rows(
        "SELECT event_id, occurred_at, recorded_at, hash, subject, actor, correlation"
        " FROM inbox WHERE authority = %s"
    )
    assert kept == sent
    effect = listening.rows("SELECT causation, correlation, actor FROM events WHERE authority = %s")
    assert effect == [(sent[0][0], correlation, "service:listener")]


def test_a_consumer_begun_anew_goes_on_where_the_last_one_ended(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening
) -> None:
    stream = counter()
    one, first = relay(), consumer()
    log.count(stream, "a", "b")
    run(one.step, first.step, until=lambda: len(listening.inbox()) == 2)
    first.close()
    log.count(stream)
    second = consumer()
    run(one.step, second.step, until=lambda: len(listening.inbox()) == 3)
    assert listening.effects() == {stream.id: [1, 2, 3]}


def test_what_was_in_hand_when_a_fault_passed_by_is_taken_in_after_it(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening
) -> None:
    stream, faults = counter(), [psycopg.OperationalError("the server is away")]

    def passing(fact: Recorded) -> bool:
        if faults and fact.subject == stream.subject:
            raise faults.pop()
        return False

    one, another = relay(), consumer(listener(passing))
    log.count(stream, "a", "b")
    with pytest.raises(psycopg.OperationalError):
        run(one.step, another.step, until=lambda: False)
    assert (listening.inbox(), listening.effects()) == ([], {})
    run(another.step, until=lambda: len(listening.inbox()) == 2)
    assert listening.copies() == listening.effects() == {stream.id: [1, 2]}


def test_what_was_in_hand_when_a_consumer_ended_is_taken_in_by_the_next(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening
) -> None:
    stream = counter()

    def ending(fact: Recorded) -> bool:
        if fact.subject == stream.subject:
            raise KeyboardInterrupt
        return False

    one, first = relay(), consumer(listener(ending))
    log.count(stream, "a", "b")
    with pytest.raises(KeyboardInterrupt):
        run(one.step, first.step, until=lambda: False)
    first.close()
    run(consumer().step, until=lambda: len(listening.inbox()) == 2)
    assert listening.copies() == listening.effects() == {stream.id: [1, 2]}


def test_two_consumers_at_once_have_each_effect_once(
    log: Probing, relay: Relays, consumer: Consumers, listening: Listening
) -> None:
    streams = [counter() for _ in range(4)]
    one, done = relay(), Event()
    with meanwhile(*(partial(until, done, consumer().step) for _ in range(2))) as working:
        try:
            for _ in range(5):
                log.execute(*((stream, Count(names=("a", "b"))) for stream in streams))
                run(one.step, until=lambda: len(listening.inbox()) == len(log.positions()))
        finally:
            done.set()
    assert all(future.result() for future in working)
    assert listening.inbox() == log.positions()
    assert listening.effects() == {stream.id: list(range(1, 11)) for stream in streams}


def test_the_topic_of_a_new_authority_is_found_within_seconds(
    log: Probing,
    other_log: Probing,
    relay: Relays,
    consumer: Consumers,
    listening: Listening,
) -> None:
    steps = (relay().step, consumer().step)
    log.count(counter())
    run(*steps, until=lambda: len(listening.inbox()) == 1)
    stream = counter()
    other_log.count(stream)
    other = Listening(listening.store, other_log.authority)
    run(*steps, until=lambda: other.effects() == {stream.id: [1]}, seconds=5)
    assert len(listening.effects()) == 1
