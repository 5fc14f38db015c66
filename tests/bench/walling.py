"""The second wall: the same asked behind it and, as a role that it does not bind, past it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from unittest.mock import patch

from psycopg import Connection

from shared.relationships.places import PLACES
from shared.runtime import execute
from shared.runtime.acting import acting_as
from shared.runtime.database import Database
from shared.runtime.query import Query
from shared.runtime.statement import Within, held
from shared.runtime.wall import Schools
from tests.bench.bed import AUTHORITY, Bed, Diaries, diary
from tests.bench.diary import OPEN_DIARIES
from tests.bench.figures import Figure, milliseconds
from tests.bench.timing import Work, ratio, turns
from tests.reaching import reaching_everyone

ROUNDS, TIMES = 9, 300
WHO = reaching_everyone(AUTHORITY)


class Unconfined(Database):
    """Transactions as they were before there was a wall."""

    @contextmanager
    def confined(self, _authority: str, _schools: Schools) -> Iterator[Connection]:
        """A bare transaction."""
        with self.transaction() as connection:
            yield connection


def measure(bed: Bed) -> Iterator[Figure]:
    """A command that opens a stream, and a list of fifty rows."""
    ours, times = bed.diaries("walling"), bed.sized(TIMES, 100)
    ours.fill(20_000)
    yield _beside("A command behind the second wall", _commands(ours), times)
    store = ours.store
    past = Unconfined(store.conninfo("worker"), store.password_file("worker"), size=1)
    works = {"behind": _list(store.database(size=1)), "past": _list(past)}
    yield _beside("A list of 50 behind the second wall", works, times)
    past.close()


def _commands(ours: Diaries) -> dict[str, Work]:
    unconfined = replace(ours, role="worker")

    def past() -> None:
        with patch.object(execute, "each_confined", _bare):
            unconfined.note(diary())

    return {"behind": lambda: ours.note(diary()), "past": past}


def _bare(connection: Connection, _authority: str, _schools: Schools) -> Within:
    return held(connection)


def _list(database: Database) -> Work:
    query = Query(database, OPEN_DIARIES, PLACES)

    def ask() -> None:
        with acting_as(WHO):
            query.page({}, 50, None)

    return ask


def _beside(what: str, works: dict[str, Work], times: int) -> Figure:
    took = turns(works, times, ROUNDS)
    return Figure(
        what=what,
        ours=milliseconds(median(took["behind"])),
        beside=f"without it {milliseconds(median(took['past']))}",
        ratio=ratio(took["behind"], took["past"]),
    )
