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

from shared.modelling.recorded import Recorded
from shared.runtime.binary import RowWriter
from shared.runtime.database import Database
from shared.runtime.log_source import Part, Source
from shared.runtime.projection import Projection, fold, touched
from shared.runtime.rows import Rows, names

PART = 250_000
CHUNK = 1_000
LOOK_SECONDS = 0.2

T = TypeVar("T")

Progress = Callable[[int, int], None]


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


def parts_of(heads: Mapping[str, int], at_least: int) -> list[Part]:
    """The parts of every authority's log, as far as each goes."""
    counts = {authority: max(at_least, -(-head // PART)) for authority, head in heads.items()}
    return [
        Part(authority, heads[authority], remainder, count)
        for authority, count in counts.items()
        for remainder in range(count)
    ]


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
        for facts in batched(self.source.facts(connection, part, CHUNK), CHUNK):
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
        for some in batched(iter(rows.values()), CHUNK):
            copy.write(b"".join(writer.row([authority, *model.to_columns(row)]) for row in some))
        copy.write(RowWriter.END)


_ALONG_THE_KEY = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off"
