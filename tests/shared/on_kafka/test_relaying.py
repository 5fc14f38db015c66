from datetime import timedelta

import pytest

from shared.contracts import topics
from shared.runtime.relay import LogDamaged, Relay, republish
from tests.shared.on_kafka.conftest import Relays
from tests.shared.on_kafka.wire import Wire, run
from tests.shared.probe_service import Count
from tests.shared.probing import WHEN, Probing, counter

CANARY = "Canary-Bronwen-7f3a"


def test_every_position_is_published_in_order(log: Probing, relay: Relays, wire: Wire) -> None:
    for _ in range(5):
        log.count(counter(), "a", "b", "c")
    one = relay()
    run(one.step, until=lambda: not one.step())
    log.count(counter())
    run(one.step, until=lambda: not one.step())
    assert wire.positions() == list(range(1, 17)) == log.positions()


def test_a_log_longer_than_a_page_is_published_page_by_page(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    log.execute(*((counter(), Count(names=("a", "b"))) for _ in range(600)))
    one = relay()
    run(one.step, until=lambda: not one.step())
    assert wire.positions() == list(range(1, 1201))


def test_what_concerns_nobody_else_is_published_as_a_position_without_data(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    stream = counter()
    log.count(stream)
    log.close(stream)
    run(relay().step, until=lambda: len(wire.records()) == 2)
    told = [(dict(one.headers)["ce_type"].decode(), one.value) for one in wire.records()]
    assert told == [
        (
            "wales.llwybr.probe.counter_counted.v1",
            f'{{"counter_id":"{stream.id}","nth":1}}'.encode(),
        ),
        (topics.WITHHELD, b""),
    ]


def test_a_record_is_an_event_with_its_position_and_no_words_of_the_payload(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    stream = counter()
    log.count(stream, CANARY, correlation=stream.id)
    log.close(stream)
    run(relay().step, until=lambda: len(wire.records()) == 2)
    record = wire.records()[0]
    named = {name: value.decode() for name, value in record.headers}
    assert named.keys() == {
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_subject",
        "ce_time",
        "content-type",
        "ce_position",
        "ce_recordedtime",
        "ce_partitionkey",
        "ce_streamversion",
        "ce_storeepoch",
        "ce_authid",
        "ce_correlationid",
        "ce_envelopehash",
    }
    assert named["ce_position"] == "1"
    assert named["ce_source"] == f"/{log.authority}/probe"
    assert named["ce_subject"] == str(stream.subject)
    assert named["ce_correlationid"] == str(stream.id)
    assert record.key.decode() == named["ce_partitionkey"] == f"counter-{stream.id}"
    for one in wire.records():
        assert CANARY not in str((one.key, one.headers, one.value))


def test_a_log_is_published_again_from_a_position(log: Probing, relay: Relays, wire: Wire) -> None:
    log.count(counter(), *"abcdef")
    one = relay()
    run(one.step, until=lambda: not one.step())
    republish(log.store.database("relay"), log.authority, 4)
    run(one.step, until=lambda: not one.step())
    assert wire.positions() == [1, 2, 3, 4, 5, 6, 4, 5, 6]


def test_each_authority_has_a_topic_of_its_own(
    log: Probing, other_log: Probing, relay: Relays, wire: Wire, other_wire: Wire
) -> None:
    log.count(counter(), "a", "b")
    other_log.count(counter())
    run(relay().step, until=lambda: len(other_wire.records()) == 1)
    assert (wire.positions(), other_wire.positions()) == ([1, 2], [1])


def test_a_request_to_publish_again_never_leads_past_what_is_not_published_yet(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    log.count(counter(), *"abc")
    one = relay()
    run(one.step, until=lambda: not one.step())
    log.count(counter(), *"def")
    republish(log.store.database("relay"), log.authority, 6)
    run(one.step, until=lambda: not one.step())
    assert wire.positions() == [1, 2, 3, 4, 5, 6]


def test_what_is_told_late_is_published_when_it_is_told(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    for days in (0, -300, 200, -100):
        log.count(counter(), occurred_at=WHEN + timedelta(days=days))
    one = relay()
    run(one.step, until=lambda: not one.step())
    assert wire.positions() == [1, 2, 3, 4]


class Crashing(Relay):
    """Ends after Kafka has taken a page and before it is marked."""

    def _send(self, *page: object) -> None:
        super()._send(*page)  # type: ignore[arg-type]
        raise KeyboardInterrupt


def test_a_relay_that_ends_between_sending_and_marking_sends_again(
    log: Probing, relay: Relays, wire: Wire
) -> None:
    log.count(counter(), "a", "b")
    crashing = relay(Crashing)
    with pytest.raises(KeyboardInterrupt):
        run(crashing.step, until=lambda: False)
    crashing.close()
    next_one = relay()
    run(next_one.step, until=lambda: not next_one.step())
    assert wire.positions() == [1, 2, 1, 2]


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_a_log_with_an_event_taken_out_is_not_published_past_it(
    log: Probing, relay: Relays, wire: Wire, taken: int
) -> None:
    log.count(counter(), "a", "b", "c")
    with log.store.connect() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM events WHERE position = %s", (taken,))
    with pytest.raises(LogDamaged):
        run(relay().step, until=lambda: False, seconds=5)
    assert max(wire.positions(), default=0) < taken
