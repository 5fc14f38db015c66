"""The envelope of a published event: CloudEvents 1.0 attributes, in binary mode on Kafka.

Binary mode is a header for each attribute (https://github.com/cloudevents/spec, kafka-protocol-
binding.md, 3.2). It is written and read here, for the `cloudevents` library takes longer over one
event than all else that is done to take it in; tests hold this against that library, both ways.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from shared.contracts.codec import Undecodable


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """What every position of a log tells others, whether or not it has data.

    `position` is dense in the authority's log of the source service; `store_epoch` changes when a
    backup is restored, and only within one epoch does a position name an event. `actor` is an
    opaque id. `data` is the contract message as JSON, or None where the event concerns nobody else.
    """

    authority: str
    source: str
    position: int
    event_id: UUID
    type: str
    stream_kind: str
    stream_id: UUID
    version: int
    subject: UUID
    school: UUID | None
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    correlation: UUID
    causation: UUID | None
    store_epoch: UUID
    hash: bytes
    data: bytes | None


@dataclass(frozen=True)
class KafkaRecord:
    """A record as a Kafka client takes it."""

    key: bytes
    headers: list[tuple[str, bytes]]
    value: bytes | None


def to_kafka(envelope: Envelope) -> KafkaRecord:
    """The envelope and its data as a Kafka record in CloudEvents binary mode."""
    stream = f"{envelope.stream_kind}-{envelope.stream_id}".encode()
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", str(envelope.event_id).encode()),
        ("ce_source", f"/{envelope.authority}/{envelope.source}".encode()),
        ("ce_type", envelope.type.encode()),
        ("ce_subject", str(envelope.subject).encode()),
        ("ce_time", _text(envelope.occurred_at)),
        ("content-type", b"application/json"),
        ("ce_position", b"%d" % envelope.position),
        ("ce_recordedtime", _text(envelope.recorded_at)),
        ("ce_partitionkey", stream),
        ("ce_streamversion", b"%d" % envelope.version),
        ("ce_storeepoch", str(envelope.store_epoch).encode()),
        ("ce_authid", envelope.actor.encode()),
        ("ce_correlationid", str(envelope.correlation).encode()),
        ("ce_envelopehash", envelope.hash.hex().encode()),
    ]
    if envelope.causation is not None:
        headers.append(("ce_causationid", str(envelope.causation).encode()))
    if envelope.school is not None:
        headers.append(("ce_school", str(envelope.school).encode()))
    return KafkaRecord(stream, headers, envelope.data or b"")


def from_kafka(record: KafkaRecord) -> Envelope:
    """The reverse; raises `Undecodable` where it is not such an event."""
    try:
        return _envelope(_named_once(record.headers), record)
    except (KeyError, ValueError, AttributeError) as error:
        raise Undecodable(f"not an event envelope: {error!r}") from error


def _named_once(headers: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    named = {name: value.decode() for name, value in headers}
    if len(named) != len(headers) or named["ce_specversion"] != "1.0":
        raise ValueError("a header is given twice, or this is another version of CloudEvents")
    return named


def _envelope(text: dict[str, str], record: KafkaRecord) -> Envelope:
    _, authority, source = text["ce_source"].split("/")
    kind, _, stream_id = record.key.decode().partition("-")
    school, causation = text.get("ce_school"), text.get("ce_causationid")
    return Envelope(
        authority=authority,
        source=source,
        position=int(text["ce_position"]),
        event_id=UUID(text["ce_id"]),
        type=text["ce_type"],
        stream_kind=kind,
        stream_id=UUID(stream_id),
        version=int(text["ce_streamversion"]),
        subject=UUID(text["ce_subject"]),
        school=UUID(school) if school is not None else None,
        occurred_at=_instant(text["ce_time"]),
        recorded_at=_instant(text["ce_recordedtime"]),
        actor=text["ce_authid"],
        correlation=UUID(text["ce_correlationid"]),
        causation=UUID(causation) if causation is not None else None,
        store_epoch=UUID(text["ce_storeepoch"]),
        hash=bytes.fromhex(text["ce_envelopehash"]),
        data=record.value or None,
    )


def _text(instant: datetime) -> bytes:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z").encode()


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text} names no time zone")
    return instant
