"""What other services published, kept: once, in order, and never thrown away."""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from psycopg import Connection

from shared.contracts.envelope import Envelope
from shared.runtime.binary import column


class StoreRestored(Exception):
    """A source's store epoch is not the one seen before: its positions name other events now."""


def next_position(connection: Connection, authority: str, source: str) -> int:
    """The position due next of a source's log. Locks it: two consumers never take the same."""
    connection.execute(
        "INSERT INTO inbox_positions (authority, source, position) VALUES (%s, %s, 0)"
        " ON CONFLICT DO NOTHING",
        (authority, source),
    )
    row = connection.execute(
        "SELECT position FROM inbox_positions WHERE authority = %s AND source = %s FOR UPDATE",
        (authority, source),
    ).fetchone()
    assert row is not None
    return int(row[0]) + 1


def remember_offset(
    connection: Connection, log: tuple[str, str], topic_id: UUID, next_offset: int
) -> None:
    """Keep where in Kafka's topic to go on reading a log, as a hint."""
    connection.execute(
        "UPDATE inbox_positions SET next_offset = %s, topic_id = %s"
        " WHERE authority = %s AND source = %s",
        (next_offset, topic_id, *log),
    )


def remembered_offset(connection: Connection, log: tuple[str, str], topic_id: UUID) -> int | None:
    """That hint, or None where it was for another topic or there is none."""
    row = connection.execute(
        "SELECT next_offset FROM inbox_positions"
        " WHERE authority = %s AND source = %s AND topic_id = %s",
        (*log, topic_id),
    ).fetchone()
    return None if row is None else row[0]


def store(connection: Connection, batch: Sequence[Envelope]) -> int:
    """Put consecutive envelopes of one log into the inbox; gives the first one's arrival."""
    first, last = batch[0], batch[-1]
    assert all(later.position == earlier.position + 1 for earlier, later in pairwise(batch))
    _same_epoch(connection, first)
    row = connection.execute(_ARRIVE, (first.authority, len(batch))).fetchone()
    assert row is not None
    arrival = int(row[0]) - len(batch) + 1
    columns = {
        name: column(kind, [getattr(one, name) for one in batch]) for name, kind in _COLUMNS.items()
    }
    connection.execute(_STORE, {**columns, "first": arrival})
    connection.execute(
        "UPDATE inbox_positions SET position = %s WHERE authority = %s AND source = %s",
        (last.position, last.authority, last.source),
    )
    return arrival


def _same_epoch(connection: Connection, envelope: Envelope) -> None:
    row = connection.execute(
        "SELECT store_epoch FROM inbox WHERE authority = %s AND source = %s"
        " ORDER BY position DESC LIMIT 1",
        (envelope.authority, envelope.source),
    ).fetchone()
    if row is not None and row[0] != envelope.store_epoch:
        raise StoreRestored(f"{envelope.source} of {envelope.authority}")


_ARRIVE = """
INSERT INTO inbox_heads AS h (authority, arrival) VALUES (%s, %s)
ON CONFLICT (authority) DO UPDATE SET arrival = h.arrival + excluded.arrival RETURNING arrival
"""
_COLUMNS = {
    "authority": "text",
    "source": "text",
    "position": "bigint",
    "event_id": "uuid",
    "type": "text",
    "stream_kind": "text",
    "stream_id": "uuid",
    "version": "integer",
    "subject": "uuid",
    "school": "uuid",
    "occurred_at": "timestamptz",
    "recorded_at": "timestamptz",
    "actor": "text",
    "correlation": "uuid",
    "store_epoch": "uuid",
    "hash": "bytea",
    "data": "bytea",
}
_STORE = f"""
INSERT INTO inbox (arrival, {", ".join(_COLUMNS).replace("data", "body")})
SELECT %(first)s + place - 1, {", ".join(_COLUMNS)}
FROM unnest({", ".join(f"%({name})b::{kind}[]" for name, kind in _COLUMNS.items())})
     WITH ORDINALITY AS heard ({", ".join(_COLUMNS)}, place)
"""  # noqa: S608 - of our own words only
