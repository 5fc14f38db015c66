"""Reading a service's own log and its inbox in order, as envelopes and as facts."""

from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from shared.contracts import codec, topics
from shared.contracts.envelope import Envelope
from shared.modelling.recorded import Recorded
from shared.runtime.service import Service


def recorded(envelope: Envelope, event: Any) -> Recorded:
    """The fact that an envelope and its decoded data are."""
    return Recorded(
        authority=envelope.authority,
        source=envelope.source,
        stream_kind=envelope.stream_kind,
        stream_id=envelope.stream_id,
        version=envelope.version,
        event_id=envelope.event_id,
        subject=envelope.subject,
        school=envelope.school,
        occurred_at=envelope.occurred_at,
        actor=envelope.actor,
        event=event,
        position=envelope.position,
        recorded_at=envelope.recorded_at,
    )


def own_fact(service: Service, envelope: Envelope) -> Recorded:
    """A fact of the service's own log; its event is None where the payload was erased."""
    if envelope.data is None:
        return recorded(envelope, None)
    return recorded(envelope, codec.decode(service.event_class[envelope.type], envelope.data))


def heard_fact(envelope: Envelope) -> Recorded | None:
    """A fact another service published, or None where the position tells others nothing.

    Raises `Undecodable`.
    """
    message = topics.message_class(envelope.source, envelope.type)
    if message is None or envelope.data is None:
        return None
    return recorded(envelope, codec.decode_tolerant(message, envelope.data))


def log_page(
    connection: Connection, source: str, authority: str, after: int, limit: int
) -> list[Envelope]:
    """The next envelopes of an authority's log, with the stored type and payload."""
    with connection.cursor(row_factory=class_row(Envelope), binary=True) as cursor:
        return cursor.execute(
            _LOG + "AND e.position > %(after)s ORDER BY e.position LIMIT %(limit)s",
            {"source": source, "authority": authority, "after": after, "limit": limit},
        ).fetchall()


def inbox_page(
    connection: Connection, authority: str, after: int, limit: int
) -> list[tuple[int, Envelope]]:
    """The next (arrival, envelope) of an authority's inbox; halted messages are left out."""
    rows = connection.execute(
        _INBOX + "AND i.arrival > %s AND (h.arrival IS NULL OR i.arrival < h.arrival)"
        " ORDER BY i.arrival LIMIT %s",
        (authority, after, limit),
        binary=True,
    )
    return [(row[0], _heard(row)) for row in rows]


def inbox_waiting(
    connection: Connection, authority: str, subject: UUID
) -> list[tuple[int, Envelope]]:
    """The messages of a halted subject that wait, in order of arrival."""
    rows = connection.execute(
        _INBOX + "AND i.subject = %s AND i.arrival >= h.arrival ORDER BY i.arrival",
        (authority, subject),
        binary=True,
    )
    return [(row[0], _heard(row)) for row in rows]


def _heard(row: tuple[Any, ...]) -> Envelope:
    return Envelope(**dict(zip(_INBOX_COLUMNS, row[1:], strict=True)), causation=None)


# LIMIT 1 in a LATERAL keeps both tables in step along their keys, whatever is known of their sizes.
_LOG = """
SELECT e.authority, %(source)s AS source, e.position, e.event_id, e.type, e.stream_kind,
       e.stream_id, e.version, e.subject, e.school, e.occurred_at, e.recorded_at, e.actor,
       e.correlation, e.causation, a.store_epoch, e.hash, p.body AS data
FROM events e
LEFT JOIN LATERAL (
  SELECT body FROM payloads
  WHERE authority = e.authority AND position = e.position LIMIT 1
) AS p ON true
JOIN authority_heads a ON a.authority = e.authority
WHERE e.authority = %(authority)s
"""
_INBOX_COLUMNS = (
    "authority",
    "source",
    "position",
    "event_id",
    "type",
    "stream_kind",
    "stream_id",
    "version",
    "subject",
    "school",
    "occurred_at",
    "recorded_at",
    "actor",
    "correlation",
    "store_epoch",
    "hash",
    "data",
)
_INBOX = """
SELECT i.arrival, i.authority, i.source, i.position, i.event_id, i.type, i.stream_kind,
       i.stream_id, i.version, i.subject, i.school, i.occurred_at, i.recorded_at, i.actor,
       i.correlation, i.store_epoch, i.hash, i.body
FROM inbox i LEFT JOIN halted_subjects h USING (authority, subject)
WHERE i.authority = %s
"""
