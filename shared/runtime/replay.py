"""One subject's record as of an instant: the state of every stream about it, as then known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from psycopg import Connection

from shared.contracts import codec
from shared.modelling.decider import replay
from shared.runtime.service import Service

Row = tuple[Any, ...]


def record_as_of(
    connection: Connection, service: Service, authority: str, subject: UUID, as_of: datetime
) -> dict[str, Any]:
    """The service's record of a subject, replayed from the log up to what was recorded by `as_of`.

    For orjson: the position it stands at, and per stream its kind, id, version, state, and every
    event with who, when it was true, when it was recorded, and its payload as it is stored.
    Streams that are kept back are left out. Recorded times never run backwards in an authority's
    log, so an instant names one position.
    """
    kept_back = [aggregate.kind for aggregate in service.aggregates if aggregate.kept_back]
    values = {"authority": authority, "subject": subject, "as_of": as_of, "kept_back": kept_back}
    streams: dict[tuple[str, UUID], list[Row]] = {}
    position = 0
    for row in connection.execute(_RECORD, values, binary=True):
        kind, stream_id, *event = row
        streams.setdefault((kind, stream_id), []).append(tuple(event))
        position = event[1]
    return {
        "service": service.name,
        "subject": str(subject),
        "as_of": codec.to_plain(as_of),
        "position": position,
        "streams": [
            _stream(service, kind, stream_id, rows) for (kind, stream_id), rows in streams.items()
        ],
    }


def _stream(service: Service, kind: str, stream_id: UUID, rows: Sequence[Row]) -> dict[str, Any]:
    classes, decider = service.event_class, service.aggregate[kind].decider
    events: list[Any] = [
        codec.decode(classes[name], body) for *_, name, body in rows if body is not None
    ]
    return {
        "kind": kind,
        "id": str(stream_id),
        "version": rows[-1][0],
        "state": codec.to_plain(replay(decider, events)),
        "events": [_event(row) for row in rows],
    }


def _event(row: Row) -> dict[str, Any]:
    version, position, occurred_at, recorded_at, actor, name, body = row
    return {
        "version": version,
        "position": position,
        "type": None if body is None else name,
        "erased": body is None,
        "occurred_at": occurred_at,
        "recorded_at": recorded_at,
        "actor": actor,
        "data": None if body is None else orjson.Fragment(body),
    }


_RECORD = """
SELECT e.stream_kind, e.stream_id, e.version, e.position, e.occurred_at, e.recorded_at, e.actor,
       e.type, p.body
FROM events e
LEFT JOIN LATERAL (
  SELECT body FROM payloads WHERE authority = e.authority AND position = e.position LIMIT 1
) AS p ON true
WHERE e.authority = %(authority)s AND e.subject = %(subject)s AND e.recorded_at <= %(as_of)s
  AND e.stream_kind <> ALL(%(kept_back)s::text[])
ORDER BY e.position
"""
