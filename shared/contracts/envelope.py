"""The envelope of a published event: CloudEvents 1.0 attributes, in binary mode on Kafka."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.exceptions import CloudEventValidationError
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from shared.contracts.codec import Undecodable, to_plain


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


class _Bytes(JSONFormat):
    """Data is canonical JSON already: pass it through."""

    def write_data(self, data: object, _datacontenttype: str | None) -> bytes:
        return data if isinstance(data, bytes) else b""

    def read_data(self, body: bytes, _datacontenttype: str | None) -> bytes | None:
        return body or None


def to_kafka(envelope: Envelope) -> KafkaRecord:
    """The envelope and its data as a Kafka record in CloudEvents binary mode."""
    attributes = {
        "specversion": "1.0",
        "id": str(envelope.event_id),
        "source": f"/{envelope.authority}/{envelope.source}",
        "type": envelope.type,
        "subject": str(envelope.subject),
        "time": envelope.occurred_at,
        "datacontenttype": "application/json",
        "position": str(envelope.position),
        "recordedtime": to_plain(envelope.recorded_at),
        "partitionkey": f"{envelope.stream_kind}-{envelope.stream_id}",
        "streamversion": str(envelope.version),
        "storeepoch": str(envelope.store_epoch),
        "authid": envelope.actor,
        "correlationid": str(envelope.correlation),
        "envelopehash": envelope.hash.hex(),
    }
    if envelope.causation is not None:
        attributes["causationid"] = str(envelope.causation)
    if envelope.school is not None:
        attributes["school"] = str(envelope.school)
    message = to_binary(CloudEvent(attributes, envelope.data), _Bytes())
    key = attributes["partitionkey"].encode()
    return KafkaRecord(key, list(message.headers.items()), message.value)


def from_kafka(record: KafkaRecord) -> Envelope:
    """The reverse; raises `Undecodable` where it is not such an event."""
    try:
        headers = _named_once(record.headers)
        message = KafkaMessage(headers, record.key, record.value or b"")
        event = from_binary(message, _Bytes(), CloudEvent)
        return _envelope(event.get_attributes(), event.get_data())
    except (CloudEventValidationError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise Undecodable(f"not an event envelope: {error!r}") from error


def _named_once(headers: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The headers by name; what the library would make up where it is missing must be there."""
    named = dict(headers)
    if len(named) != len(headers):
        raise ValueError("a header is given twice")
    if missing := _NEVER_MADE_UP - named.keys():
        raise KeyError(*missing)
    return named


_NEVER_MADE_UP = {"ce_specversion", "ce_id", "ce_time"}


def _envelope(attributes: dict[str, object], data: object) -> Envelope:
    text = {name: str(value) for name, value in attributes.items()}
    _, authority, source = text["source"].split("/")
    kind, _, stream_id = text["partitionkey"].partition("-")
    occurred_at = attributes["time"]
    if not isinstance(occurred_at, datetime):
        raise TypeError("no time")
    return Envelope(
        authority=authority,
        source=source,
        position=int(text["position"]),
        event_id=UUID(text["id"]),
        type=text["type"],
        stream_kind=kind,
        stream_id=UUID(stream_id),
        version=int(text["streamversion"]),
        subject=UUID(text["subject"]),
        school=UUID(text["school"]) if "school" in text else None,
        occurred_at=occurred_at,
        recorded_at=datetime.fromisoformat(text["recordedtime"]),
        actor=text["authid"],
        correlation=UUID(text["correlationid"]),
        causation=UUID(text["causationid"]) if "causationid" in text else None,
        store_epoch=UUID(text["storeepoch"]),
        hash=bytes.fromhex(text["envelopehash"]),
        data=data if isinstance(data, bytes) else None,
    )
