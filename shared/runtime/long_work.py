"""Work that is many commands: put down whole, and carried out a part at a time.

All steps are put down in one transaction, before the first is carried out. Each part is a command
with an id of its own, so it has its effect once, however often it is tried. Whoever claims the work
goes on from what is done: the request that began it, or a clerk after that has died.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

import orjson
from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from shared.contracts import codec
from shared.runtime.execute import CommandIdReused
from shared.runtime.sealing import Cause
from shared.runtime.service import Effect, LongWork, Stream

CLAIM_SECONDS = 30
PART = 200
Step = tuple[Stream, object]


class WorkUnderWay(Exception):
    """Other work of this kind is not finished yet in this authority."""


@dataclass(frozen=True)
class Planned:
    """Long work that is to be put down; `about` is JSON, for its `closing`.

    `source` is what it was made from, where later work of its kind may come as a change of that.
    """

    kind: LongWork
    work_id: UUID
    about: Mapping[str, Any]
    source: bytes | None = None


@dataclass(frozen=True)
class Work:
    """Long work as far as it has got.

    Of all `steps`, so many are `done`; `changed` streams changed, by so many events of each type
    (`effect`), and so many of each kind are new or have changed (`kinds`). `refused` has the steps
    that a rule refused, each with its code and field.
    """

    authority: str
    work_id: UUID
    kind: str
    actor: str
    correlation: UUID
    begun_at: datetime
    finished_at: datetime | None
    halted_because: str | None
    about: dict[str, Any]
    steps: int
    done: int
    changed: int
    effect: dict[str, int]
    kinds: dict[str, dict[str, int]]
    refused: list[dict[str, Any]]

    @property
    def outcome(self) -> Effect:
        """What it has led to so far."""
        return Effect(self.effect, self.steps, self.changed, self.kinds)


_COLUMNS = (
    "authority, work_id, kind, actor, correlation, begun_at, finished_at, halted_because,"
    " about, steps, done, changed, effect, kinds, refused"
)


def put_down(connection: Connection, cause: Cause, planned: Planned, steps: Iterable[Step]) -> Work:
    """Put down all steps, in the caller's transaction, claimed by whoever puts them down.

    The same again gives the work as it is. Raises `CommandIdReused` where the id names other work,
    and `WorkUnderWay`.
    """
    begun = connection.execute(
        "INSERT INTO long_work (authority, work_id, kind, digest, actor, correlation, begun_at,"
        " claimed_until, about, steps) VALUES (%s, %s, %s, %s, %s, %s, %s,"
        " clock_timestamp() + make_interval(secs => %s), %s, 0) ON CONFLICT DO NOTHING RETURNING 1",
        (
            *(cause.authority, planned.work_id, planned.kind.kind, cause.digest, cause.actor),
            *(cause.correlation, cause.occurred_at, CLAIM_SECONDS, Jsonb(dict(planned.about))),
        ),
    ).fetchone()
    if begun is not None:
        _put_down_steps(connection, cause.authority, planned.work_id, steps)
        _keep_source(connection, cause.authority, planned)
    else:
        _refuse_other_work(connection, cause, planned)
    found = find(connection, cause.authority, planned.work_id)
    assert found is not None
    return found


def find(connection: Connection, authority: str, work_id: UUID) -> Work | None:
    """The work with this id."""
    with connection.cursor(row_factory=class_row(Work)) as works:
        return works.execute(
            f"SELECT {_COLUMNS} FROM long_work WHERE authority = %s AND work_id = %s",  # noqa: S608
            (authority, work_id),
        ).fetchone()


def _keep_source(connection: Connection, authority: str, planned: Planned) -> None:
    """In place of what earlier work of the kind was made from."""
    if planned.source is not None:
        connection.execute(
            "INSERT INTO long_work_sources (authority, kind, body) VALUES (%s, %s, %s)"
            " ON CONFLICT (authority, kind) DO UPDATE SET body = excluded.body",
            (authority, planned.kind.kind, planned.source),
        )


def find_source(connection: Connection, authority: str, kind: str) -> bytes | None:
    """What the latest work of this kind was made from."""
    row = connection.execute(
        "SELECT body FROM long_work_sources WHERE authority = %s AND kind = %s", (authority, kind)
    ).fetchone()
    return row[0] if row else None


def _refuse_other_work(connection: Connection, cause: Cause, planned: Planned) -> None:
    row = connection.execute(
        "SELECT digest FROM long_work WHERE authority = %s AND work_id = %s",
        (cause.authority, planned.work_id),
    ).fetchone()
    if row is None:
        raise WorkUnderWay(planned.kind.kind)
    if row[0] != cause.digest:
        raise CommandIdReused(str(planned.work_id))


def _put_down_steps(
    connection: Connection, authority: str, work_id: UUID, steps: Iterable[Step]
) -> None:
    count = 0
    numbered = enumerate(steps, 1)
    while part := list(islice(numbered, PART)):
        count += len(part)
        columns = zip(*(_columns(*each) for each in part), strict=True)
        connection.execute(
            "INSERT INTO long_work_steps (authority, work_id, step, stream_kind, stream_id,"
            " subject, of_school, command, body)"
            " SELECT %s, %s, * FROM unnest(%s::integer[], %s::text[], %s::uuid[], %s::uuid[],"
            " %s::uuid[], %s::text[], %s::bytea[])",
            (authority, work_id, *map(list, columns)),
        )
    connection.execute(
        "UPDATE long_work SET steps = %s WHERE authority = %s AND work_id = %s",
        (count, authority, work_id),
    )


def _columns(number: int, step: Step) -> tuple[Any, ...]:
    stream, command = step
    of_stream = (stream.kind, stream.id, stream.subject, stream.school)
    return (number, *of_stream, type(command).__name__, codec.encode(command))


def step_of(kind: LongWork, row: tuple[Any, ...]) -> Step:
    """A step as it was put down."""
    stream_kind, stream_id, subject, school, name, body = row
    classes = {command.__name__: command for command in kind.commands}
    stream = Stream(stream_kind, stream_id, subject, school)
    return stream, codec.from_plain(classes[name], orjson.loads(body))
