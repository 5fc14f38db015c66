from dataclasses import replace
from uuid import uuid4

import pytest

from shared.contracts.envelope import KafkaRecord, from_kafka, to_kafka
from shared.contracts.topics import dead_letters_topic, message_type
from shared.modelling.recorded import Recorded
from tests.shared.on_kafka.conftest import Line
from tests.shared.on_kafka.wire import run
from tests.shared.probe_listener import CounterCounted, listener
from tests.shared.probe_service import Count
from tests.shared.probing import counter

pytestmark = pytest.mark.usefixtures("quick")


def changed(record: KafkaRecord, **changes: object) -> KafkaRecord:
    """The same record with something else in its envelope."""
    return to_kafka(replace(from_kafka(record), **changes))  # type: ignore[arg-type]


def sent_otherwise(line: Line, position: int, record: KafkaRecord) -> None:
    """A topic filled by somebody whose record of one position is this."""
    records = line.wire.copy(*line.log.positions())
    records[position - 1] = record
    line.wire.wipe()
    line.wire.make()
    line.wire.put(records)


def dead_letters(line: Line) -> list[bytes]:
    topic = dead_letters_topic(line.log.authority, "listener")
    return [record.value for record in line.wire.records(topic)]


@pytest.fixture
def published(line: Line) -> Line:
    """A log of two counters, on Kafka; its relay has ended."""
    one, other = counter(), counter()
    line.log.execute((one, Count(names=("a", "b"))), (other, Count(names=("c",))))
    relay = line.relay()
    run(relay.step, until=lambda: not relay.step())
    relay.close()
    return line


def test_an_undecodable_message_is_put_aside_and_the_others_flow(published: Line) -> None:
    sent_otherwise(published, 2, changed(published.wire.copy(2)[0], data=b'{"nth":"two"}'))
    run(published.consumer().step, until=lambda: len(published.listening.inbox()) == 3)
    assert sorted(published.listening.effects().values()) == [[1], [1]]
    assert dead_letters(published) == [b'{"nth":"two"}']
    assert published.listening.halted() == {}


def test_a_dead_letter_names_the_place_it_came_from_and_keeps_its_headers(published: Line) -> None:
    sent_otherwise(published, 2, changed(published.wire.copy(2)[0], data=b"{"))
    run(published.consumer().step, until=lambda: len(published.listening.inbox()) == 3)
    topic = dead_letters_topic(published.log.authority, "listener")
    (letter,) = published.wire.records(topic)
    assert letter.key.decode() == f"{published.wire.topic}/1"
    assert dict(letter.headers)["ce_position"] == b"2"


def test_a_field_added_in_the_future_is_passed_over(published: Line) -> None:
    grown = b'{"counter_id":"%s","nth":2,"added_later":[1]}' % str(uuid4()).encode()
    sent_otherwise(published, 2, changed(published.wire.copy(2)[0], data=grown))
    run(published.consumer().step, until=lambda: len(published.listening.inbox()) == 3)
    assert dead_letters(published) == []
    assert sum(map(len, published.listening.effects().values())) == 3


def test_a_message_of_the_future_is_kept_though_nobody_knows_it_yet(published: Line) -> None:
    newer = message_type("probe", CounterCounted).replace(".v1", ".v2")
    sent_otherwise(published, 2, changed(published.wire.copy(2)[0], type=newer))
    run(published.consumer().step, until=lambda: len(published.listening.inbox()) == 3)
    assert dead_letters(published) == []
    assert (newer,) in published.listening.rows("SELECT type FROM inbox WHERE authority = %s")
    assert sum(map(len, published.listening.effects().values())) == 2


@pytest.mark.parametrize(
    "garbage",
    [KafkaRecord(b"", [], b"garbage"), KafkaRecord(b"\xff", [("ce_id", b"\xff")], None)],
    ids=["no event", "no text"],
)
def test_a_record_that_is_no_event_is_put_aside(published: Line, garbage: KafkaRecord) -> None:
    published.wire.put([garbage, *published.wire.copy(3)])
    run(published.consumer().step, until=lambda: len(published.listening.inbox()) == 3)
    run(published.consumer().step, until=lambda: len(dead_letters(published)) > 0)
    assert sum(map(len, published.listening.effects().values())) == 3


def test_a_record_broken_on_its_way_is_asked_for_again(published: Line) -> None:
    sent_otherwise(published, 2, KafkaRecord(b"", [], b"broken"))
    run(
        published.relay().step,
        published.consumer().step,
        until=lambda: len(published.listening.inbox()) == 3,
    )
    assert sum(map(len, published.listening.effects().values())) == 3


@pytest.mark.parametrize("forged", [{"authority": "999"}, {"source": "learners"}], ids=str)
def test_a_record_on_the_topic_of_another_is_put_aside(
    published: Line, forged: dict[str, str]
) -> None:
    envelope = changed(published.wire.copy(3)[0], position=4, data=b"{}", **forged)
    published.wire.put([changed(envelope, position=1), envelope])
    run(published.consumer().step, until=lambda: len(dead_letters(published)) == 2)
    assert published.listening.inbox() == [1, 2, 3]
    with published.listening.store.connect() as connection:
        logs = connection.execute("SELECT DISTINCT authority, source FROM inbox").fetchall()
    assert logs == [(published.log.authority, "probe")]


def test_a_handlers_fault_halts_one_subject_until_it_is_mended(line: Line) -> None:
    one, other = counter(), counter()

    def broken(fact: Recorded) -> bool:
        return fact.subject == one.subject and fact.event.nth == 2

    relay, broken_one = line.relay(), line.consumer(listener(broken))
    line.log.execute((one, Count(names=("a", "b", "c"))), (other, Count(names=("d", "e"))))
    run(relay.step, broken_one.step, until=lambda: len(line.listening.inbox()) == 5)
    line.log.count(one)
    line.log.count(other)
    run(relay.step, broken_one.step, until=lambda: len(line.listening.inbox()) == 7)
    assert line.listening.effects() == {one.id: [1], other.id: [1, 2, 3]}
    assert line.listening.halted().keys() == {one.subject}
    broken_one.close()
    mended = line.consumer()
    run(relay.step, mended.step, until=lambda: not line.listening.halted())
    line.log.count(one)
    run(relay.step, mended.step, until=lambda: len(line.listening.inbox()) == 8)
    assert line.listening.effects() == {one.id: [1, 2, 3, 4, 5], other.id: [1, 2, 3]}
    assert line.listening.copies() == line.listening.effects()
