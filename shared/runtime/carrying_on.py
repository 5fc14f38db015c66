"""Carrying long work on: the next part of its steps, and what they led to."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from psycopg import Connection
from psycopg.types.json import Jsonb

from shared.modelling.decider import CommandRefused
from shared.runtime import execute, long_work
from shared.runtime.database import Database
from shared.runtime.kinds import added, by_kind
from shared.runtime.long_work import CLAIM_SECONDS, PART, Step, Work, step_of
from shared.runtime.sealing import Cause
from shared.runtime.service import Effect, LongWork, Service
from shared.runtime.wall import EVERY_SCHOOL

MOST_REFUSED = 1_000


@dataclass(frozen=True)
class Part:
    """The next steps after so many are done, and the cause that carries them out, once."""

    cause: Cause
    after: int
    numbers: Sequence[int]
    steps: Sequence[Step]


@dataclass(frozen=True)
class CarryingOn:
    """Carries the long work of one service on."""

    service: Service
    database: Database
    software: str

    def go_on(self, work: Work, seconds: float) -> Work:
        """Carry out part after part until it is finished, or for so long; then let go of it."""
        until = time.monotonic() + seconds
        while work.finished_at is None and time.monotonic() < until:
            work = self.next_part(work)
        if work.finished_at is None:
            self._let_go(work)
        return work

    def go_on_once(self, work: Work) -> Work:
        """Carry out one part of it, and let go of it."""
        work = self.next_part(work)
        if work.finished_at is None:
            self._let_go(work)
        return work

    def next_part(self, work: Work) -> Work:
        """Carry out the next part of its steps, or close it where there are none."""
        kind = next(kind for kind in self.service.long_work if kind.kind == work.kind)
        with self.database.confined(work.authority, EVERY_SCHOOL) as connection:
            part = _next(connection, kind, work)
        if not part.steps:
            return self._close(kind, work)
        causes, refused = self._carry_out(part)
        return self._done(work, part, causes, refused)

    def _carry_out(self, part: Part) -> tuple[list[Cause], list[dict[str, Any]]]:
        """All of the part at once; where a rule refuses a step of it, one by one without that."""
        try:
            self._execute(part.cause, part.steps)
        except CommandRefused:
            return self._singly(part)
        return [part.cause], []

    def _singly(self, part: Part) -> tuple[list[Cause], list[dict[str, Any]]]:
        causes, refused = [], []
        for number, step in zip(part.numbers, part.steps, strict=True):
            cause = _cause_of(part.cause, f"step {number}", part.cause.digest)
            try:
                self._execute(cause, [step])
                causes.append(cause)
            except CommandRefused as refusal:
                stream_id = str(step[0].id)
                told = {"step": number, "id": stream_id, "code": refusal.code}
                refused.append(told | {"field": refusal.field})
        return causes, refused

    def _execute(self, cause: Cause, steps: Sequence[Step]) -> None:
        execute.execute(self.service, self.database, self.software, cause, steps)

    def _done(
        self, work: Work, part: Part, causes: Iterable[Cause], refused: list[dict[str, Any]]
    ) -> Work:
        with self.database.confined(work.authority, EVERY_SCHOOL) as connection:
            known = connection.execute(
                "SELECT effect, refused, kinds FROM long_work"
                " WHERE authority = %s AND work_id = %s AND done = %s FOR UPDATE",
                (work.authority, work.work_id, part.after),
            ).fetchone()
            if known is not None:
                led_to = _effect(connection, work.authority, causes)
                effect = Jsonb(dict(Counter(known[0]) + Counter(led_to.events)))
                kinds = Jsonb(added(known[2], led_to.kinds))
                told = Jsonb([*known[1], *refused][:MOST_REFUSED])
                done = (part.numbers[-1], led_to.changed, effect, kinds, told)
                _mark(connection, work, done)
            return _as_it_is(connection, work)

    def _close(self, kind: LongWork, work: Work) -> Work:
        cause = _cause_of(_cause(work), "closing", b"closing")
        closing = kind.closing(work.work_id, work.about, work.outcome)
        self._execute(cause, [closing])
        with self.database.confined(work.authority, EVERY_SCHOOL) as connection:
            connection.execute(
                "UPDATE long_work SET finished_at = clock_timestamp()"
                " WHERE authority = %s AND work_id = %s AND finished_at IS NULL",
                (work.authority, work.work_id),
            )
            return _as_it_is(connection, work)

    def _let_go(self, work: Work) -> None:
        with self.database.confined(work.authority, EVERY_SCHOOL) as connection:
            connection.execute(
                "UPDATE long_work SET claimed_until = clock_timestamp()"
                " WHERE authority = %s AND work_id = %s",
                (work.authority, work.work_id),
            )


def _next(connection: Connection, kind: LongWork, work: Work) -> Part:
    """What is done and what comes next, as of one instant: another may be at it too."""
    found = connection.execute(
        "SELECT w.done, s.step, s.stream_kind, s.stream_id, s.subject, s.of_school, s.command,"
        " s.body FROM long_work w LEFT JOIN long_work_steps s"
        " ON s.authority = w.authority AND s.work_id = w.work_id AND s.step > w.done"
        " WHERE w.authority = %s AND w.work_id = %s ORDER BY s.step LIMIT %s",
        (work.authority, work.work_id, PART + 1),
    ).fetchall()
    done = found[0][0]
    steps = [row[1:] for row in found if row[1] is not None]
    steps = steps[: _whole([row[1:3] for row in steps])]
    digest = hashlib.sha256(b"\n".join(row[-1] for row in steps)).digest()
    cause = _cause_of(_cause(work), f"after {done}", digest)
    numbers = [row[0] for row in steps]
    return Part(cause, done, numbers, [step_of(kind, row[1:]) for row in steps])


def _whole(streams: Sequence[tuple[Any, ...]]) -> int:
    """How many of these a part takes, so that what is done to one stream is in one part."""
    if len(streams) <= PART:
        return len(streams)
    cut = PART
    while cut and streams[cut - 1] == streams[cut]:
        cut -= 1
    return cut or PART


def _cause(work: Work) -> Cause:
    return Cause(work.authority, work.actor, work.work_id, b"", work.correlation, work.begun_at)


def _cause_of(whole: Cause, part: str, digest: bytes) -> Cause:
    command_id: UUID = uuid5(whole.command_id, part)
    return Cause(
        *(whole.authority, whole.actor, command_id, digest, whole.correlation, whole.occurred_at)
    )


def _mark(connection: Connection, work: Work, so_far: tuple[int, int, Jsonb, Jsonb, Jsonb]) -> None:
    """Up to which step it is done, and what that led to; the steps are not needed any more."""
    connection.execute(
        "UPDATE long_work SET done = %s, changed = changed + %s, effect = %s, kinds = %s,"
        " refused = %s, halted_because = NULL,"
        " claimed_until = clock_timestamp() + make_interval(secs => %s)"
        " WHERE authority = %s AND work_id = %s",
        (*so_far, CLAIM_SECONDS, work.authority, work.work_id),
    )
    connection.execute(
        "DELETE FROM long_work_steps WHERE authority = %s AND work_id = %s AND step <= %s",
        (work.authority, work.work_id, so_far[0]),
    )


def _effect(connection: Connection, authority: str, causes: Iterable[Cause]) -> Effect:
    """The events of these commands by type, and which streams they opened or changed."""
    rows = connection.execute(
        "SELECT type, stream_kind, stream_id, version FROM events"
        " WHERE authority = %s AND command_id = ANY(%s)",
        (authority, [cause.command_id for cause in causes]),
    ).fetchall()
    opened = {row[1:3] for row in rows if row[3] == 1}
    changed = {row[1:3] for row in rows}
    kinds = by_kind((kind, (kind, stream) in opened) for kind, stream in changed)
    return Effect(Counter(row[0] for row in rows), len(changed), len(changed), kinds)


def _as_it_is(connection: Connection, work: Work) -> Work:
    found = long_work.find(connection, work.authority, work.work_id)
    assert found is not None
    return found
