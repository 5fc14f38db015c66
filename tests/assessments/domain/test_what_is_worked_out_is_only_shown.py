from hypothesis import given as given_any
from hypothesis import strategies as st

from services.assessments.domain.derived import Derived, Method, derived_from
from services.assessments.domain.result import Percentile, StandardisedScore
from tests.assessments.result_facts import (
    AT_RISK,
    GAPS,
    PURPLE,
    READING_AGE,
    REPORT,
    STANINE,
    WORDS,
)


def score(of: int, percentile: int | None = None, stanine: int | None = None) -> StandardisedScore:
    return StandardisedScore(
        score=of, lower=None, upper=None, percentile=percentile, stanine=stanine
    )


def test_a_percentile_and_a_stanine_are_worked_out_from_a_score() -> None:
    assert derived_from(score(85)) == (
        Derived("percentile", 16, Method.NORMAL_DISTRIBUTION),
        Derived("stanine", 3, Method.PERCENTILE_BANDS),
    )


def test_what_is_worked_out_says_so() -> None:
    assert all(one.derived for one in derived_from(score(100)))


def test_what_was_printed_is_not_worked_out_again() -> None:
    assert derived_from(score(85, percentile=19, stanine=4)) == ()
    [stanine] = derived_from(score(85, percentile=60))
    assert (stanine.measure, stanine.value) == ("stanine", 5)
    [percentile] = derived_from(score(85, stanine=4))
    assert percentile.measure == "percentile"


def test_a_stanine_follows_from_a_percentile_by_the_usual_bands() -> None:
    lasts = (1, 4, 5, 11, 12, 23, 24, 40, 41, 60, 61, 77, 78, 89, 90, 96, 97, 99)
    found = [derived_from(Percentile(percentile=one))[0].value for one in lasts]
    assert found == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9]


def test_nothing_follows_from_results_without_norms() -> None:
    for result in (READING_AGE, WORDS, GAPS, STANINE, PURPLE, AT_RISK, REPORT):
        assert derived_from(result) == ()


@given_any(st.integers(40, 160), st.integers(40, 160))
def test_a_higher_score_has_no_lower_percentile(one: int, other: int) -> None:
    low, high = (derived_from(score(each))[0].value for each in sorted((one, other)))
    assert 1 <= low <= high <= 99
