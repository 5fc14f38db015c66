"""Log and read models are written by one statement, upon what was read: nothing is held between."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from shared.modelling.recorded import Recorded
from shared.runtime.service import Service, Stream
from tests.shared.probe_service import PROBE
from tests.shared.probing import Probing, counter
from tests.shared.read_models.rebuilding import rebuilt
from tests.stores import Store

ROW = "SELECT count, last FROM tallies WHERE authority = %s AND counter_id = %s"


def test_a_row_of_a_new_stream_that_is_there_all_the_same_is_found(probe: Probing) -> None:
    """The total of a subject is keyed by it, and a stream may have its subject's id."""
    subject = uuid4()
    probe.count(counter(subject), "a", "b")
    probe.count(Stream("counter", subject, subject), "c")
    query = "SELECT total FROM totals WHERE authority = %s AND subject_id = %s"
    assert probe.rows(query, subject) == [(3,)]


def test_a_row_mended_between_reading_and_writing_is_not_broken_again(
    own_store: Store, authority: str
) -> None:
    log, stream = Probing(PROBE, own_store, authority), counter()
    log.count(stream, "a", "b")
    log.rows("UPDATE tallies SET count = 70 WHERE authority = %s RETURNING 1")
    racing = replace(log, service=_reading_models_first(lambda: rebuilt(log, "tallies")))
    racing.count(stream, "c")
    assert log.rows(ROW, stream.id) == [(3, "c")]
    assert rebuilt(log, "tallies", swap=False).equal


def test_a_row_taken_out_between_reading_and_writing_is_not_put_back(
    own_store: Store, authority: str
) -> None:
    log, stream = Probing(PROBE, own_store, authority), counter()
    log.count(stream, "a")
    take_out = "DELETE FROM tallies WHERE authority = %s RETURNING 1"
    racing = replace(log, service=_reading_models_first(lambda: log.rows(take_out)))
    racing.count(stream, "b")
    assert log.rows(ROW, stream.id) == [(1, "b")], "folded upon what there was then: no row"
    assert len(log.positions()) == 2


def _reading_models_first(interfere: Callable[[], object]) -> Service:
    """The probe, but something happens, once, after the rows were read."""
    left = [interfere]
    tallies, totals = PROBE.projections

    def late(row: Any, fact: Recorded) -> Any:
        if left:
            left.pop()()
        return tallies.project(row, fact)

    return replace(PROBE, projections=(replace(tallies, project=late), totals))
