"""A whole log folded into read models: part after part in memory, each then copied into its table.

A part holds whole subjects, and so whole rows; a log has as many parts as keep one within memory.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

from psycopg import Connection, sql

from shared.contracts import codec, topics
from shared.contracts.codec import Undecodable
from shared.modelling.recorded import Recorded
from shared.runtime.binary import RowWriter
from shared.runtime.database import Database
from shared.runtime.handling import readable_fact
from shared.runtime.log_reader import inbox_page, log_page, own_fact
from shared.runtime.projection import Projection, fold, touched
from shared.runtime.rows import Rows, names
from shared.runtime.service import Service

PART = 250_000
CHUNK = 1_000
LOOK_SECONDS = 0.2

T = TypeVar("T")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Part:
    """Of an authority's log up to a place: the subjects whose number leaves this remainder."""

    authority: str
    upto: int
    remainder: int
    parts: int


def parts_of(heads: Mapping[str, int], at_least: int) -> list[Part]:
    """The parts of every authority's log, as far as each goes."""
    counts = {authority: max(at_least, -(-head // PART)) for authority, head in heads.items()}
    return [
        Part(authority, heads[authority], remainder, count)
        for authority, count in counts.items()
        for remainder in range(count)
    ]


@dataclass(frozen=True)
class Source:
    """The log that models are folded from: the service's own, or its inbox."""

    service: Service
    own: bool

    def heads(self, connection: Connection) -> dict[str, int]:
        """How far each authority's log goes."""
        query = "SELECT authority, position FROM authority_heads"
        inbox = "SELECT authority, arrival FROM inbox_heads"
        return dict(connection.execute(query if self.own else inbox).fetchall())

    def pages(
        self, connection: Connection, authority: str, after: int, limit: int
    ) -> Iterator[tuple[int, list[Recorded]]]:
        """Pages of facts after a place in the log, each with the place it reaches."""
        while page := self._page(connection, authority, after, limit):
            after = page[-1][0]
            yield after, [fact for _, fact in page if fact is not None and fact.event is not None]

    def _page(
        self, connection: Connection, authority: str, after: int, limit: int
    ) -> list[tuple[int, Recorded | None]]:
        if self.own:
            log = log_page(connection, self.service.name, authority, after, limit)
            return [(stored.position, own_fact(self.service, stored)) for stored in log]
        heard = inbox_page(connection, authority, after, limit)
        return [(arrival, readable_fact(envelope)) for arrival, envelope in heard]

    def facts(self, connection: Connection, part: Part) -> Iterator[Recorded | None]:
        """The facts of a part, in order; None where there is nothing to fold."""
        read = self._own_fact if self.own else self._heard_fact
        with connection.cursor(binary=True) as cursor:
            for row in cursor.stream(_OWN if self.own else _HEARD, vars(part), size=CHUNK):
                yield read(part.authority, row)

    def _own_fact(self, authority: str, row: Sequence[Any]) -> Recorded | None:
        *envelope, kind, body = row
        if body is None:
            return None
        event: Any = codec.decode(self.service.event_class[kind], body)
        return _recorded(authority, self.service.name, envelope, event)

    def _heard_fact(self, authority: str, row: Sequence[Any]) -> Recorded | None:
        source, *envelope, kind, body = row
        message = topics.message_class(source, kind)
        if message is None or body is None:
            return None
        try:
            return _recorded(authority, source, envelope, codec.decode_tolerant(message, body))
        except Undecodable:
            return None  # it is in the dead letters


def _recorded(authority: str, source: str, envelope: Sequence[Any], event: Any) -> Recorded:
    kind, stream_id, version, event_id, subject, school, occurred, recorded, actor, at = envelope
    return Recorded(
        authority=authority,
        source=source,
        stream_kind=kind,
        stream_id=stream_id,
        version=version,
        event_id=event_id,
        subject=subject,
        school=school,
        occurred_at=occurred,
        actor=actor,
        event=event,
        position=at,
        recorded_at=recorded,
    )


def fold_all(
    database: Database,
    source: Source,
    models: Sequence[Projection],
    into: tuple[str, int],
    progress: Progress,
) -> dict[str, int]:
    """Fold a log into the tables with a suffix, by so many processes; gives how far it went."""
    suffix, workers = into
    with database.connect() as connection:
        heads = source.heads(connection)
    folding = _Folding(database, source, models, suffix)
    parts, total, done = parts_of(heads, workers), sum(heads.values()), 0
    for read in folding.by_processes(parts, workers) if workers > 1 else folding.here(parts):
        done += read
        progress(done, total)
    return heads


@dataclass(frozen=True)
class _Folding:
    """How parts of a log are folded into tables."""

    database: Database
    source: Source
    models: Sequence[Projection]
    suffix: str

    def here(self, parts: Sequence[Part]) -> Iterator[int]:
        """One after another; tells after each chunk how many facts more are folded."""
        with self.database.connect() as connection:
            connection.execute(_ALONG_THE_KEY)
            for part in parts:
                yield from self._fold(connection, part)

    def by_processes(self, parts: Sequence[Part], workers: int) -> Iterator[int]:
        """Several at once, in processes forked from this one; tells the same."""
        context = get_context("fork")
        counter = context.Value("q", 0)
        told = 0
        with ProcessPoolExecutor(workers, context, _begin, (self, counter)) as pool:
            waiting: set[Future[None]] = {pool.submit(_fold_part, part) for part in parts}
            while waiting:
                done, waiting = wait(waiting, LOOK_SECONDS)
                for one in done:
                    one.result()
                if counter.value > told:
                    yield counter.value - told
                    told = counter.value

    def _fold(self, connection: Connection, part: Part) -> Iterator[int]:
        folded: list[Rows] = [{} for _ in self.models]
        for facts in batched(self.source.facts(connection, part), CHUNK):
            _fold(self.models, folded, [fact for fact in facts if fact is not None])
            yield len(facts)
        for model, rows in zip(self.models, folded, strict=True):
            _copy(connection, model, part.authority, rows, self.suffix)


def _begin(folding: _Folding, counter: Any) -> None:
    _IN_WORKER.append((folding, counter))


def _fold_part(part: Part) -> None:
    folding, counter = _IN_WORKER[0]
    for read in folding.here([part]):
        with counter.get_lock():
            counter.value += read


_IN_WORKER: list[tuple[_Folding, Any]] = []


def batched(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """Lists of so many of them; the last may be shorter."""
    while batch := list(islice(items, size)):
        yield batch


def _fold(models: Sequence[Projection], folded: Sequence[Rows], facts: Sequence[Recorded]) -> None:
    for model, rows in zip(models, folded, strict=True):
        fold(model, rows, touched(model, facts))


def _copy(
    connection: Connection, model: Projection, authority: str, rows: Rows, suffix: str
) -> None:
    statement = sql.SQL("COPY {} (authority, {}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(model.table + suffix), names(model.columns)
    )
    writer = RowWriter(["text", *(model.types[name] for name in model.columns)])
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(RowWriter.HEAD)
        for row in rows.values():
            copy.write(writer.row([authority, *model.to_columns(row)]))
        copy.write(RowWriter.END)


_ALONG_THE_KEY = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off"
_ENVELOPE = (
    "{0}.stream_kind, {0}.stream_id, {0}.version, {0}.event_id, {0}.subject, {0}.school,"
    " {0}.occurred_at, {0}.recorded_at, {0}.actor, {0}.position, {0}.type"
)
_OF_PART = "abs(mod(uuid_hash({0}.subject), %(parts)s::int)) = %(remainder)s"
_OWN = f"""
SELECT {_ENVELOPE.format("e")}, p.body
FROM events e
LEFT JOIN LATERAL (
  SELECT body FROM payloads WHERE authority = e.authority AND position = e.position LIMIT 1
) AS p ON true
WHERE e.authority = %(authority)s AND e.position <= %(upto)s AND {_OF_PART.format("e")}
ORDER BY e.position
"""  # noqa: S608 - of our own words only
_HEARD = f"""
SELECT i.source, {_ENVELOPE.format("i")}, i.body
FROM inbox i LEFT JOIN halted_subjects h USING (authority, subject)
WHERE i.authority = %(authority)s AND i.arrival <= %(upto)s AND {_OF_PART.format("i")}
  AND (h.arrival IS NULL OR i.arrival < h.arrival)
ORDER BY i.arrival
"""  # noqa: S608 - of our own words only
