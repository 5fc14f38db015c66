from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.modelling.decider import CommandRefused
from shared.modelling.recorded import Recorded
from shared.relationships.places import PLACES
from shared.runtime import rows as model_rows
from shared.runtime.acting import acting_as
from shared.runtime.conflicts import VersionConflict
from shared.runtime.query import Query
from tests.reaching import reaching_everyone
from tests.shared.at_once import together
from tests.shared.probe_service import TALLIES, TOTALS, Close, Count, Mark, Size, Tally, Total
from tests.shared.probing import Probing, counter
from tests.stores import Store


def tally_of(probe: Probing, counter_id: object) -> Tally | None:
    with acting_as(reaching_everyone(probe.authority)):
        return Query(probe.store.database(), TALLIES, PLACES).find(counter_id)


def total_of(probe: Probing, subject: object) -> Total | None:
    with acting_as(reaching_everyone(probe.authority)):
        return Query(probe.store.database(), TOTALS, PLACES).find(subject)


def test_a_row_is_there_as_soon_as_the_command_is_done(probe: Probing) -> None:
    stream, today = counter(), date(2026, 11, 24)
    probe.count(stream, "Siân")
    probe.execute((stream, Count(names=("Llŷr",), size=Size.LARGE, on=today)))
    first, latest = Mark(name="Siân", size=Size.SMALL), Mark(name="Llŷr", size=Size.LARGE)
    assert stream.subject is not None
    assert tally_of(probe, stream.id) == Tally(
        stream.id, stream.subject, 2, "Llŷr", Size.LARGE, today, (first, latest), latest
    )


def test_a_row_that_is_no_more_is_deleted(probe: Probing) -> None:
    stream, other = counter(), counter()
    probe.execute((stream, Count()), (other, Count()))
    probe.close(stream)
    assert tally_of(probe, stream.id) is None
    assert tally_of(probe, other.id) is not None


def test_a_row_made_and_deleted_in_one_command_was_never_there(probe: Probing) -> None:
    stream = counter()
    probe.execute((stream, Count()), (stream, Close()))
    assert tally_of(probe, stream.id) is None


def test_a_refused_command_leaves_the_row_as_it_was(probe: Probing) -> None:
    stream = counter()
    probe.count(stream)
    before = tally_of(probe, stream.id)
    with pytest.raises(CommandRefused):
        probe.count(stream, "Siân", "")
    assert tally_of(probe, stream.id) == before


def test_a_row_of_a_subject_counts_what_all_its_streams_tell_at_once(probe: Probing) -> None:
    subject = uuid4()
    together(*(partial(probe.count, counter(subject), "a", "b") for _ in range(4)))
    assert total_of(probe, subject) == Total(subject, 8)


def test_the_same_ids_in_another_authority_are_other_rows(
    probe: Probing, other_probe: Probing
) -> None:
    stream = counter()
    probe.count(stream, "Siân")
    other_probe.count(stream, "Llŷr", "Llŷr")
    counts = [row.count for one in (probe, other_probe) if (row := tally_of(one, stream.id))]
    assert counts == [1, 2]


def test_a_row_that_others_wrote_meanwhile_is_a_conflict_and_stays_as_they_wrote_it(
    probe: Probing,
) -> None:
    stream = counter()
    probe.count(stream, "Siân")
    before = tally_of(probe, stream.id)
    assert before is not None

    def late(row: Tally, _: Recorded) -> Tally:
        probe.count(stream, "Llŷr")
        return replace(row, last="Angharad")

    fact = replace(holding(before), authority=probe.authority)
    database, model = probe.store.database("worker"), replace(TALLIES, project=late)
    with pytest.raises(VersionConflict), database.transaction() as connection:
        model_rows.apply(connection, [model], [fact])
    after = tally_of(probe, stream.id)
    assert after is not None
    assert (after.count, after.last) == (2, "Llŷr")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SIZES = st.sampled_from(Size)
MARKS = st.builds(Mark, name=TEXTS, size=SIZES)
TALLY = st.builds(
    Tally,
    counter_id=st.uuids(),
    subject_id=st.uuids(),
    count=st.integers(-(2**63), 2**63 - 1),
    last=TEXTS,
    size=SIZES,
    counted_on=st.none() | st.dates(),
    marks=st.lists(MARKS).map(tuple),
    largest=st.none() | MARKS,
)


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(TALLY, min_size=1, max_size=5, unique_by=lambda row: row.counter_id))
def test_any_row_is_read_back_as_it_was_written(probe_store: Store, rows: list[Tally]) -> None:
    model = replace(
        TALLIES,
        key_of=lambda fact: (fact.event.counter_id,),
        project=lambda _, fact: fact.event,
    )
    with (
        probe_store.database("worker").connection() as connection,
        connection.transaction(force_rollback=True),
    ):
        model_rows.apply(connection, [model], [holding(row) for row in rows])
        found = connection.execute(
            "SELECT counter_id, subject_id, count, last, size, counted_on, marks, largest"
            " FROM tallies WHERE authority = '000'"
        ).fetchall()
    read = {row.counter_id: row for row in map(model.from_columns, found)}
    assert read == {row.counter_id: row for row in rows}


def holding(row: Tally) -> Recorded:
    when = datetime(2026, 11, 24, tzinfo=UTC)
    return Recorded(
        authority="000",
        source="probe",
        stream_kind="counter",
        stream_id=row.counter_id,
        version=1,
        event_id=row.counter_id,
        subject=row.subject_id,
        school=None,
        occurred_at=when,
        actor="a-person",
        event=row,
    )
