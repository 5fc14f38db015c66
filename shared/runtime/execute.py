"""Load, decide, append, project: one transaction, tried again where somebody was faster."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from shared.contracts import codec
from shared.modelling.decider import replay
from shared.modelling.recorded import Recorded
from shared.runtime import event_store, loading, rows
from shared.runtime.conflicts import VersionConflict
from shared.runtime.database import Database
from shared.runtime.loading import Earlier, Loaded
from shared.runtime.sealing import Cause, Draft, Head, Sealed, seal
from shared.runtime.service import Service, Stream
from shared.runtime.statement import Within, held
from shared.runtime.wall import EVERY_SCHOOL, each_confined

ATTEMPTS = 8
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
        asked = _Asked(service, software, cause, commands, new=attempt == 1)
        try:
            with database.connection() as connection:
                within = each_confined(connection, cause.authority, EVERY_SCHOOL)
                return asked.carry_out(within)
        except _TRY_AGAIN as conflict:
            if attempt == ATTEMPTS:
                raise VersionConflict(str(conflict)) from conflict
    raise AssertionError("unreachable")


def execute_in(
    connection: Connection, service: Service, software: str, cause: Cause, commands: Commands
) -> Outcome:
    """The same once, in a transaction of the caller's, which decides what a conflict means."""
    return _Asked(service, software, cause, commands).carry_out(held(connection))


@dataclass(frozen=True)
class _Asked:
    """Commands of one cause; `new` streams are taken to have no rows in the read models yet."""

    service: Service
    software: str
    cause: Cause
    commands: Commands
    new: bool = False

    def carry_out(self, within: Within) -> Outcome:
        """Read, decide, and write upon what was read; the append tells if it is old by then."""
        places = self.service.relationships.places
        loaded = loading.load(within, self.cause, streams_of(self.commands), places)
        if loaded.earlier is not None:
            return _repeated(loaded.earlier, self.cause)
        first = loaded.heads[0]
        if self.cause.expected_version not in (None, first.version):
            raise VersionStale(f"version is {first.version}")
        known = states(self.service, loaded)
        decided = decide(self.service, known, loaded.heads, self.commands)
        drafts = seal(self.cause, loaded.chains, decided, self.software)
        version = first.version + len(decided[0][1])
        if not drafts:
            return _nothing_to_append(within, self.cause, version)
        return self._append(within, Sealed(drafts, loaded.chains, self.software, version))

    def _append(self, within: Within, sealed: Sealed) -> Outcome:
        facts = [_recorded(self.service, self.cause, draft) for draft in sealed.drafts]
        changes = rows.changes(within, self.service.projections, facts, new=self.new)
        position = event_store.append(within, self.cause, sealed, changes)
        return Outcome(sealed.version, position)


def streams_of(commands: Commands) -> list[Stream]:
    """Each stream once: what is said of it first is what opens it."""
    named: dict[Name, Stream] = {}
    for stream, _ in commands:
        named.setdefault((stream.kind, stream.id), stream)
    return list(named.values())


def states(service: Service, loaded: Loaded) -> dict[Name, Any]:
    """The state of each stream, folded from its events."""
    found = {}
    for head, events in zip(loaded.heads, loaded.events, strict=True):
        decider = service.aggregate[head.stream.kind].decider
        known: list[Any] = [codec.decode(service.event_class[kind], body) for kind, body in events]
        found[name(head)] = replay(decider, known)
    return found


def decide(
    service: Service, states: dict[Name, Any], heads: Sequence[Head], commands: Commands
) -> list[tuple[Head, list[Any]]]:
    """The events that follow, by stream; `states` go on with them."""
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


def _repeated(earlier: Earlier, cause: Cause) -> Outcome:
    if earlier.digest != cause.digest:
        raise CommandIdReused(str(cause.command_id))
    return Outcome(earlier.version, earlier.position, repeated=True)


def _nothing_to_append(within: Within, cause: Cause, version: int) -> Outcome:
    with within() as connection:
        connection.execute(
            "INSERT INTO commands (authority, command_id, digest, version) VALUES (%s, %s, %s, %s)",
            (cause.authority, cause.command_id, cause.digest, version),
        )
    return Outcome(version, None)
