"""What a question may ask of its rows."""

import pytest

from shared.relationships.places import PLACES
from shared.runtime.acting import acting_as
from shared.runtime.query import Query
from tests.reaching import reaching_everyone
from tests.shared.probe_service import PROBE, TALLIES
from tests.shared.probing import Probing, counter
from tests.stores import Store


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["a", "b", "c"]),
        ({"last": None}, ["a", "b", "c"]),
        ({"last": "b"}, ["b"]),
        ({"last <": "b"}, ["a"]),
        ({"last <=": "b"}, ["a", "b"]),
        ({"last >": "b"}, ["c"]),
        ({"last >=": "b"}, ["b", "c"]),
        ({"last in": ["a", "c", "d"]}, ["a", "c"]),
        ({"last in": []}, []),
        ({"last in": ["a", "b"], "last >": "a"}, ["b"]),
    ],
)
def test_rows_are_found_by_what_is_asked_of_them(
    probe_store: Store, authority: str, filters: dict[str, object], found: list[str]
) -> None:
    for name in "cab":
        Probing(PROBE, probe_store, authority).count(counter(), name)
    tallies = Query(probe_store.database(), TALLIES, PLACES, ("last",))
    with acting_as(reaching_everyone(authority)):
        assert [row.last for row in tallies.select(filters)] == found
