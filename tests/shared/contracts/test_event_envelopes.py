from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.codec import Undecodable
from shared.contracts.envelope import Envelope, KafkaRecord, from_kafka, to_kafka

INSTANT = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=UTC)
ENVELOPE = Envelope(
    authority="665",
    source="targets",
    position=7,
    event_id=UUID(int=1),
    type="wales.llwybr.targets.small_step_target_shared.v1",
    stream_kind="small_step_target",
    stream_id=UUID(int=2),
    version=3,
    subject=UUID(int=4),
    school=UUID(int=5),
    occurred_at=INSTANT,
    recorded_at=INSTANT,
    actor="a-person",
    correlation=UUID(int=6),
    causation=UUID(int=7),
    store_epoch=UUID(int=8),
    hash=bytes(range(32)),
    data=b'{"target_id":"2"}',
)
HEADERS = {
    "ce_specversion": b"1.0",
    "ce_id": b"00000000-0000-0000-0000-000000000001",
    "ce_source": b"/665/targets",
    "ce_type": b"wales.llwybr.targets.small_step_target_shared.v1",
    "ce_subject": b"00000000-0000-0000-0000-000000000004",
    "ce_time": b"2026-11-24T09:30:00.123456Z",
    "content-type": b"application/json",
    "ce_position": b"7",
    "ce_recordedtime": b"2026-11-24T09:30:00.123456Z",
    "ce_partitionkey": b"small_step_target-00000000-0000-0000-0000-000000000002",
    "ce_streamversion": b"3",
    "ce_storeepoch": b"00000000-0000-0000-0000-000000000008",
    "ce_authid": b"a-person",
    "ce_correlationid": b"00000000-0000-0000-0000-000000000006",
    "ce_causationid": b"00000000-0000-0000-0000-000000000007",
    "ce_school": b"00000000-0000-0000-0000-000000000005",
    "ce_envelopehash": bytes(range(32)).hex().encode(),
}


def envelopes() -> st.SearchStrategy[Envelope]:
    instants = st.datetimes(timezones=st.just(UTC))
    return st.builds(
        replace,
        st.just(ENVELOPE),
        authority=st.from_regex(r"[0-9]{3}", fullmatch=True).filter(str.isascii),
        position=st.integers(1, 2**62),
        version=st.integers(1, 2**31 - 1),
        school=st.none() | st.uuids(),
        occurred_at=instants,
        recorded_at=instants,
        actor=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1),
        causation=st.none() | st.uuids(),
        hash=st.binary(min_size=32, max_size=32),
        data=st.none() | st.just(b"{}") | st.just(ENVELOPE.data),
    )


@given(envelopes())
def test_an_event_read_from_kafka_is_the_event_sent(envelope: Envelope) -> None:
    assert from_kafka(to_kafka(envelope)) == envelope


def test_an_event_is_a_cloud_event_in_binary_mode() -> None:
    record = to_kafka(ENVELOPE)
    assert dict(record.headers) == HEADERS
    assert record.key == b"small_step_target-00000000-0000-0000-0000-000000000002"
    assert record.value == ENVELOPE.data


class _Bytes(JSONFormat):
    """Data is bytes already."""

    def write_data(self, data: object, _datacontenttype: str | None) -> bytes:
        return data if isinstance(data, bytes) else b""

    def read_data(self, body: bytes, _datacontenttype: str | None) -> bytes | None:
        return body or None


@given(envelopes())
def test_the_library_of_cloud_events_reads_what_we_send(envelope: Envelope) -> None:
    record = to_kafka(envelope)
    message = KafkaMessage(dict(record.headers), record.key, record.value or b"")
    event = from_binary(message, _Bytes(), CloudEvent)
    assert event.get_id() == str(envelope.event_id)
    assert event.get_time() == envelope.occurred_at
    assert event.get_subject() == str(envelope.subject)
    assert event.get_extension("position") == str(envelope.position)
    assert event.get_extension("authid") == envelope.actor
    assert event.get_data() == envelope.data


@given(envelopes())
def test_we_read_what_the_library_of_cloud_events_writes(envelope: Envelope) -> None:
    sent = to_kafka(envelope)
    message = KafkaMessage(dict(sent.headers), sent.key, sent.value or b"")
    written = to_binary(from_binary(message, _Bytes(), CloudEvent), _Bytes())
    headers = [(name, value) for name, value in written.headers.items()]
    assert from_kafka(KafkaRecord(sent.key, headers, written.value)) == envelope


def test_what_is_unknown_has_no_header() -> None:
    names = {name for name, _ in to_kafka(replace(ENVELOPE, school=None, causation=None)).headers}
    assert names == HEADERS.keys() - {"ce_school", "ce_causationid"}


OPTIONAL = {"ce_school", "ce_causationid", "content-type", "ce_partitionkey"}  # the key is as good
REQUIRED = HEADERS.keys() - OPTIONAL


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_record_without_a_header_is_no_event(name: str) -> None:
    record = to_kafka(ENVELOPE)
    rest = [(known, value) for known, value in record.headers if known != name]
    with pytest.raises(Undecodable):
        from_kafka(KafkaRecord(record.key, rest, record.value))


@pytest.mark.parametrize("garbage", [b"", b"\xff", b"text", "ŵ".encode()])
@pytest.mark.parametrize("name", sorted(REQUIRED - {"ce_authid", "ce_type"}))
def test_a_record_with_garbage_in_a_header_is_no_event(name: str, garbage: bytes) -> None:
    headers = dict(to_kafka(ENVELOPE).headers) | {name: garbage}
    with pytest.raises(Undecodable):
        from_kafka(KafkaRecord(b"key", list(headers.items()), b"{}"))


@pytest.mark.parametrize("key", [b"", b"\xff", b"small_step_target", b"-"])
def test_a_record_without_the_name_of_a_stream_as_its_key_is_no_event(key: bytes) -> None:
    record = to_kafka(ENVELOPE)
    with pytest.raises(Undecodable):
        from_kafka(KafkaRecord(key, record.headers, record.value))


@pytest.mark.parametrize("headers", [[], [*HEADERS.items(), ("ce_position", b"8")]])
def test_a_record_with_no_headers_or_one_given_twice_is_no_event(
    headers: list[tuple[str, bytes]],
) -> None:
    with pytest.raises(Undecodable):
        from_kafka(KafkaRecord(HEADERS["ce_partitionkey"], headers, None))
