"""Taking in what other services published: once, in order, and into copies and reactions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID, uuid5

import psycopg
import structlog
from psycopg import Connection

from shared.contracts.codec import Undecodable
from shared.contracts.envelope import Envelope
from shared.modelling.recorded import Recorded
from shared.runtime import projection
from shared.runtime.event_store import VersionConflict
from shared.runtime.execute import execute_in
from shared.runtime.log_reader import heard_fact, inbox_waiting
from shared.runtime.sealing import Cause
from shared.runtime.service import Service

TEMPORARY = (
    VersionConflict,
    psycopg.OperationalError,  # the server is away, a lock was not had, a deadlock
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A stored message: its arrival, its envelope, and the fact in it, if it tells us one."""

    arrival: int
    envelope: Envelope
    fact: Recorded | None


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
    with connection.cursor() as cursor:
        cursor.executemany(
            _STORE,
            [
                {**{name: getattr(one, name) for name in _NAMES}, "arrival": arrival + place}
                for place, one in enumerate(batch)
            ],
        )
    connection.execute(
        "UPDATE inbox_positions SET position = %s WHERE authority = %s AND source = %s",
        (last.position, last.authority, last.source),
    )
    return arrival


def handle(connection: Connection, service: Service, software: str, batch: Sequence[Heard]) -> None:
    """Fold a stored batch into the copies and react to it, leaving halted subjects waiting.

    Where something in the batch cannot be handled, it is handled one message at a time, and the
    subject of the one at fault is halted: loudly, and alone.
    """
    ready = _not_halted(connection, batch)
    try:
        with connection.transaction():
            _handle(connection, service, software, ready)
    except TEMPORARY:
        raise
    except Exception:  # noqa: BLE001 - a handler's bug may be any; found and named one by one
        _handle_singly(connection, service, software, ready)


def resume_halted(connection: Connection, service: Service, software: str) -> bool:
    """Try again what waits for a halted subject; tells whether any flows again."""
    resumed = False
    halted = connection.execute(
        "SELECT authority, subject FROM halted_subjects FOR UPDATE SKIP LOCKED"
    ).fetchall()
    for authority, subject in halted:
        waiting = [
            Heard(arrival, envelope, readable_fact(envelope))
            for arrival, envelope in inbox_waiting(connection, authority, subject)
        ]
        connection.execute(
            "DELETE FROM halted_subjects WHERE authority = %s AND subject = %s",
            (authority, subject),
        )
        _handle_singly(connection, service, software, waiting)
        resumed |= len(_not_halted(connection, waiting)) == len(waiting)
    return resumed


def _handle(
    connection: Connection, service: Service, software: str, batch: Sequence[Heard]
) -> None:
    facts = [(heard.envelope, heard.fact) for heard in batch if heard.fact is not None]
    projection.apply(connection, service.copies, [fact for _, fact in facts])
    for envelope, fact in facts:
        _react(connection, service, software, (envelope, fact))


def readable_fact(envelope: Envelope) -> Recorded | None:
    """The fact in a stored message; None also where it was dead-lettered as undecodable."""
    try:
        return heard_fact(envelope)
    except Undecodable:
        return None


def _react(
    connection: Connection, service: Service, software: str, heard: tuple[Envelope, Recorded]
) -> None:
    envelope, fact = heard
    for reaction in service.react(connection, fact):
        cause = Cause(
            authority=fact.authority,
            actor=f"service:{service.name}",
            command_id=uuid5(fact.event_id, f"{service.name}/{reaction.name}"),
            digest=fact.event_id.bytes,
            correlation=envelope.correlation,
            causation=fact.event_id,
            occurred_at=datetime.now(UTC),  # noqa: TID251 - the consumer is the edge here
        )
        execute_in(connection, service, software, cause, [(reaction.stream, reaction.command)])


def _handle_singly(
    connection: Connection, service: Service, software: str, batch: Sequence[Heard]
) -> None:
    halted: set[UUID] = set()
    for heard in batch:
        if heard.envelope.subject in halted:
            continue
        try:
            with connection.transaction():
                _handle(connection, service, software, [heard])
        except TEMPORARY:
            raise
        except Exception as error:  # noqa: BLE001 - named in the halt, and logged whole
            halted.add(heard.envelope.subject)
            _halt(connection, heard, error)


def _halt(connection: Connection, heard: Heard, error: Exception) -> None:
    envelope = heard.envelope
    connection.execute(
        "INSERT INTO halted_subjects (authority, subject, arrival, reason) VALUES (%s, %s, %s, %s)",
        (envelope.authority, envelope.subject, heard.arrival, type(error).__name__),
    )
    structlog.get_logger().exception(
        "subject_halted",
        authority=envelope.authority,
        subject=str(envelope.subject),
        source=envelope.source,
        position=envelope.position,
        error=type(error).__name__,
    )


def _not_halted(connection: Connection, batch: Sequence[Heard]) -> list[Heard]:
    if not batch:
        return []
    subjects = list({heard.envelope.subject for heard in batch})
    halted = connection.execute(
        "SELECT subject FROM halted_subjects WHERE authority = %s AND subject = ANY(%s)",
        (batch[0].envelope.authority, subjects),
    ).fetchall()
    waiting = {subject for (subject,) in halted}
    return [heard for heard in batch if heard.envelope.subject not in waiting]


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
_NAMES = (
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
_STORE = """
INSERT INTO inbox (authority, arrival, source, position, event_id, type, stream_kind, stream_id,
                   version, subject, school, occurred_at, recorded_at, actor, correlation,
                   store_epoch, hash, body)
VALUES (%(authority)s, %(arrival)s, %(source)s, %(position)s, %(event_id)s, %(type)s,
        %(stream_kind)s, %(stream_id)s, %(version)s, %(subject)s, %(school)s, %(occurred_at)s,
        %(recorded_at)s, %(actor)s, %(correlation)s, %(store_epoch)s, %(hash)s, %(data)s)
"""
