from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.assessments.domain.drawn_results import drawn
from services.assessments.domain.progress import Taken
from tests.assessments.taken import FIRST_DAY, score, taken

RESULTS = [
    taken(score(80 + number), number=number, instrument=instrument)
    for number, instrument in enumerate(("reading", "number", "reading", "spelling", "number"))
]


def test_the_latest_result_of_each_instrument_is_drawn() -> None:
    found = drawn(RESULTS, RESULTS[-1].taken_on)
    assert [(one.instrument, one.result_id) for one in found] == [
        ("number", RESULTS[4].result_id),
        ("reading", RESULTS[2].result_id),
        ("spelling", RESULTS[3].result_id),
    ]


def test_a_result_of_more_than_a_year_ago_says_little_and_is_left_out() -> None:
    last = RESULTS[2].taken_on + timedelta(days=366)
    assert "reading" in {one.instrument for one in drawn(RESULTS, last)}
    after = drawn(RESULTS, last + timedelta(days=1))
    assert {one.instrument for one in after} == {"number", "spelling"}


@given(st.permutations(RESULTS), st.integers(0, 800))
def test_what_is_drawn_does_not_depend_on_the_order_of_results(
    results: list[Taken], days: int
) -> None:
    today = FIRST_DAY + timedelta(days=days)
    assert drawn(results, today) == drawn(RESULTS, today)
