"""The words that decider tests are written in can fail."""

import pytest

from shared.testing.scenario import given
from tests.shared.probe_service import COUNTER, Close, Closed, Count, Counted

COUNTED = Counted(name="Siân")


def test_what_follows_is_compared_whole_and_in_order() -> None:
    decided = given(COUNTER, COUNTED).when(Count(names=("Siân", "Llŷr")))
    decided.then(COUNTED, Counted(name="Llŷr"))
    for wrong in ((), (COUNTED,), (Counted(name="Llŷr"), COUNTED), (COUNTED,) * 3):
        with pytest.raises(AssertionError):
            decided.then(*wrong)


def test_nothing_is_nothing_and_not_a_refusal() -> None:
    given(COUNTER, Closed()).when(Close()).then_nothing()
    with pytest.raises(AssertionError):
        given(COUNTER).when(Close()).then_nothing()
    with pytest.raises(AssertionError):
        given(COUNTER, Closed()).when(Count()).then_nothing()


def test_a_refusal_is_known_by_its_code_and_field() -> None:
    refused = given(COUNTER).when(Count(names=("",)))
    refused.then_refused("name_missing", "names")
    for wrong in (("name_missing",), ("counter_closed", "names")):
        with pytest.raises(AssertionError):
            refused.then_refused(*wrong)
    with pytest.raises(AssertionError):
        given(COUNTER).when(Count()).then_refused("name_missing")
