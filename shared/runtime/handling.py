"""What follows from what was heard: copies folded, reactions carried out, faults kept apart."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

import psycopg
import structlog
from psycopg import Connection

from shared.contracts.codec import Undecodable
from shared.contracts.envelope import Envelope
from shared.modelling.recorded import Recorded
from shared.runtime import rows
from shared.runtime.conflicts import VersionConflict
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
    """Try again what waits for a halted subject; tells whether any flows again.

    Not while copies are rebuilt: a rebuild leaves out what waits, and must not find it handled.
    """
    if not _may_resume(connection):
        return False
    resumed = False
    halted = connection.execute(
        "SELECT authority, subject FROM halted_subjects FOR UPDATE SKIP LOCKED"
    ).fetchall()
    for authority, subject in halted:
        waiting = [
            Heard(arrival, envelope, readable_fact(envelope))
            for arrival, envelope in inbox_waiting(connection, authority, subject)
        ]
        if not _handle_singly(connection, service, software, waiting):
            connection.execute(
                "DELETE FROM halted_subjects WHERE authority = %s AND subject = %s",
                (authority, subject),
            )
            resumed = True
    return resumed


@contextmanager
def resuming_nothing(connection: Connection) -> Iterator[None]:
    """Let nothing be resumed within the block; where it fails, until the connection has ended."""
    connection.execute("SELECT pg_advisory_lock(%s)", (_RESUMING,))
    yield
    connection.execute("SELECT pg_advisory_unlock(%s)", (_RESUMING,))


def _may_resume(connection: Connection) -> bool:
    row = connection.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", (_RESUMING,)).fetchone()
    return row is not None and bool(row[0])


_RESUMING = 0x4C4C5753  # "LLWS"


def _handle(
    connection: Connection, service: Service, software: str, batch: Sequence[Heard]
) -> None:
    facts = [(heard.envelope, heard.fact) for heard in batch if heard.fact is not None]
    rows.apply(connection, service.copies, [fact for _, fact in facts])
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
) -> set[UUID]:
    """One by one; gives the subjects that could not go on."""
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
    return halted


def _halt(connection: Connection, heard: Heard, error: Exception) -> None:
    envelope = heard.envelope
    connection.execute(
        "INSERT INTO halted_subjects (authority, subject, arrival, reason) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (authority, subject)"
        " DO UPDATE SET arrival = excluded.arrival, reason = excluded.reason",
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
    """Those that need not wait; who is being resumed just now, is waited for."""
    if not batch:
        return []
    subjects = list({heard.envelope.subject for heard in batch})
    halted = connection.execute(
        "SELECT subject FROM halted_subjects WHERE authority = %s AND subject = ANY(%s)"
        " ORDER BY subject FOR SHARE",
        (batch[0].envelope.authority, subjects),
    ).fetchall()
    waiting = {subject for (subject,) in halted}
    return [heard for heard in batch if heard.envelope.subject not in waiting]
