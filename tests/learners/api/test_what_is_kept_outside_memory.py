"""What a roster says, kept in a temporary file, is asked for as a dictionary is."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.on_disk import OnDisk, Packing
from services.learners.api.roll.roster.sheet import rows_for
from services.learners.api.roll.roster.table import Row, Source

TEXT = Packing(str.encode, bytes.decode)
KEYS = st.sampled_from([UUID(int=number) for number in range(4)])
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), KEYS, st.text(st.characters(exclude_categories=["Cs"]))),
        st.tuples(st.just("drop"), KEYS, st.just("")),
    ),
    max_size=12,
)


@given(CHANGES)
def test_it_has_what_a_dictionary_has_and_in_the_same_order(changes: list[Any]) -> None:
    found, expected = OnDisk(UUID, TEXT), dict[UUID, str]()
    for what, key, value in changes:
        found.pop(key, None)
        expected.pop(key, None)
        if what == "put":
            found[key] = expected[key] = value
    assert list(found.items()) == list(found.each()) == list(expected.items())
    assert len(found) == len(expected)
    assert [key in found for key in expected] == [True] * len(expected)


def test_what_is_not_there_is_missed_by_its_key() -> None:
    nothing = OnDisk(UUID, TEXT)
    with pytest.raises(KeyError):
        nothing[UUID(int=1)]
    with pytest.raises(KeyError):
        del nothing[UUID(int=1)]


def test_what_is_there_already_is_not_put_in_its_place() -> None:
    kept = OnDisk(UUID, TEXT)
    assert kept.added(UUID(int=1), "first")
    assert not kept.added(UUID(int=1), "second")
    assert kept[UUID(int=1)] == "first"


@pytest.mark.parametrize("file", ["users.csv", "orgs.csv"])
def test_a_row_keeps_its_line_and_where_it_came_from(file: str) -> None:
    sent, known = (
        Source(file, {"name": 0}, Faults()),
        Source(file, {"name": 0}, Faults(), is_known=True),
    )
    rows = rows_for(file)
    rows["a"], rows["b"] = Row(sent, 2, ("Ŵyn",)), Row(known, 3, ("=1+1",))
    assert [(one.source is sent, one.line, one["name"]) for one in rows.values()] == [
        (True, 2, "Ŵyn"),
        (False, 3, "=1+1"),
    ]
    assert rows.setdefault("a", rows["b"])["name"] == "Ŵyn"
    del rows["a"]
    assert (list(rows), len(rows), "a" in rows) == (["b"], 1, False)
