"""Load, decide, append, project: one transaction, tried again where somebody was faster."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from shared.contracts import codec
from shared.modelling.recorded import Recorded
from shared.runtime import event_store, projection
from shared.runtime.database import Database
from shared.runtime.event_store import VersionConflict
from shared.runtime.sealing import Cause, Draft, Head, Sealed, seal
from shared.runtime.service import Service, Stream

ATTEMPTS = 8
MANY = 500  # commands that take longer to decide than a transaction may idle
_TRY_AGAIN = (VersionConflict, psycopg.errors.UniqueViolation, psycopg.errors.DeadlockDetected)


class CommandIdReused(Exception):
    """A command id that was accepted before, for something else."""


class VersionStale(Exception):
    """The asker saw an earlier version of the stream than the log has."""


@dataclass(frozen=True)
class Outcome:
    """What a command led to: the (first) stream's version and the authority's position after it.

    `position` is None where the command changed nothing; `repeated` tells a recognised retry.
    """

    version: int
    position: int | None
    repeated: bool = False


Commands = Sequence[tuple[Stream, Any]]
Name = tuple[str, UUID]


def name(head: Head) -> Name:
    """A stream's name: its kind and id."""
    return head.stream.kind, head.stream.id


def execute(
    service: Service, database: Database, software: str, cause: Cause, commands: Commands
) -> Outcome:
    """Carry out commands on one or more streams, all or nothing.

    Raises `CommandRefused` (a rule), `StreamNotFound`, `VersionStale`, `CommandIdReused`, and
    after eight lost races `VersionConflict`.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with database.transaction() as connection:
                return execute_in(connection, service, software, cause, commands)
        except _TRY_AGAIN as conflict:
            if attempt == ATTEMPTS:
                raise VersionConflict(str(conflict)) from conflict
    raise AssertionError("unreachable")


def execute_in(
    connection: Connection, service: Service, software: str, cause: Cause, commands: Commands
) -> Outcome:
    """The same in a transaction of the caller's, which decides what a conflict means."""
    if (earlier := _outcome_of(connection, cause)) is not None:
        return earlier
    if len(commands) > MANY:
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = '10min'")
    heads, chains = event_store.load_heads(connection, cause.authority, _streams(commands))
    if cause.expected_version not in (None, heads[0].version):
        if (meanwhile := _outcome_of(connection, cause)) is not None:
            return meanwhile  # the version is another because this very command was carried out
        raise VersionStale(f"version is {heads[0].version}")
    states = _states(connection, service, cause.authority, heads)
    decided = _decide(service, states, heads, commands)
    drafts = seal(cause, chains, decided, software)
    version = heads[0].version + len(decided[0][1])
    if not drafts:
        return _nothing_to_append(connection, cause, version)
    projection.apply(
        connection, service.projections, [_recorded(service, cause, sealed) for sealed in drafts]
    )
    sealed = Sealed(drafts, chains, software, version)
    return Outcome(version, event_store.append(connection, cause, sealed))


def _streams(commands: Commands) -> list[Stream]:
    """Each stream once: what is said of it first is what opens it."""
    named: dict[Name, Stream] = {}
    for stream, _ in commands:
        named.setdefault((stream.kind, stream.id), stream)
    return list(named.values())


def _states(
    connection: Connection, service: Service, authority: str, heads: Sequence[Head]
) -> dict[Name, Any]:
    states = {name(head): service.aggregate[head.stream.kind].decider.initial for head in heads}
    for kind, stream_id, event_type, body in event_store.load_events(connection, authority, heads):
        event: Any = codec.decode(service.event_class[event_type], body)
        evolve = service.aggregate[kind].decider.evolve
        states[kind, stream_id] = evolve(states[kind, stream_id], event)
    return states


def _decide(
    service: Service, states: dict[Name, Any], heads: Sequence[Head], commands: Commands
) -> list[tuple[Head, list[Any]]]:
    decided: dict[Name, tuple[Head, list[Any]]] = {name(head): (head, []) for head in heads}
    for stream, command in commands:
        key, decider = (stream.kind, stream.id), service.aggregate[stream.kind].decider
        events = decider.decide(states[key], command)
        for event in events:
            states[key] = decider.evolve(states[key], event)
        decided[key][1].extend(events)
    return list(decided.values())


def _recorded(service: Service, cause: Cause, sealed: Draft) -> Recorded:
    return Recorded(
        authority=cause.authority,
        source=service.name,
        stream_kind=sealed.head.stream.kind,
        stream_id=sealed.head.stream.id,
        version=sealed.version,
        event_id=sealed.event_id,
        subject=sealed.head.subject,
        school=sealed.head.school,
        occurred_at=cause.occurred_at,
        actor=cause.actor,
        event=sealed.event,
    )


def _outcome_of(connection: Connection, cause: Cause) -> Outcome | None:
    row = connection.execute(
        "SELECT digest, version, position FROM commands WHERE authority = %s AND command_id = %s",
        (cause.authority, cause.command_id),
    ).fetchone()
    if row is None:
        return None
    digest, version, position = row
    if bytes(digest) != cause.digest:
        raise CommandIdReused(str(cause.command_id))
    return Outcome(version, position, repeated=True)


def _nothing_to_append(connection: Connection, cause: Cause, version: int) -> Outcome:
    connection.execute(
        "INSERT INTO commands (authority, command_id, digest, version) VALUES (%s, %s, %s, %s)",
        (cause.authority, cause.command_id, cause.digest, version),
    )
    return Outcome(version, None)
