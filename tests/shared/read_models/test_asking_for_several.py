import pytest

from shared.relationships.places import PLACES
from shared.runtime.acting import acting_as
from shared.runtime.query import Query
from tests.reaching import reaching_everyone
from tests.shared.probe_service import TALLIES, Count
from tests.shared.probing import Probing, counter


def test_rows_of_any_of_several_values_are_found_and_no_others(probe: Probing) -> None:
    one, two, other = counter(), counter(), counter()
    probe.execute((one, Count(names=("Siân",))), (two, Count(names=("Llŷr",))), (other, Count()))
    with acting_as(reaching_everyone(probe.authority)):
        ask = Query(probe.store.database(), TALLIES, PLACES).select
        assert {row.counter_id for row in ask({"counter_id in": [one.id, two.id]})} == {
            one.id,
            two.id,
        }
        assert [row.counter_id for row in ask({"last in": ["Llŷr", "Nerys"]})] == [two.id]


@pytest.mark.parametrize("name", ["counter_id in", "last in"])
def test_of_no_values_no_row_is_found(probe: Probing, name: str) -> None:
    probe.execute((counter(), Count()))
    with acting_as(reaching_everyone(probe.authority)):
        assert Query(probe.store.database(), TALLIES, PLACES).select({name: []}) == []
