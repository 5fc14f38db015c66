import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.assessments.domain.progress import Change, Pace, Unit, Usual, change, progress, usual
from services.assessments.domain.result import Narrative, Percentile, Result, Stanine
from tests.assessments.taken import age, count, score, skills, taken

scores = st.integers(45, 155)
margins = st.integers(0, 10)
months = st.integers(0, 24)
ages = st.integers(60, 200)


NARRATIVE = Narrative(words="Yn darllen yn hyderus")


def percentile(of: int) -> Percentile:
    return Percentile(percentile=of)


def pace(earlier: Result, later: Result, passed: int = 6) -> Pace:
    found = change(taken(earlier, 96), taken(later, 96 + passed, number=2))
    assert found is not None
    return found.pace


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (score(72, 67, 78), score(72, 67, 78), Pace.KEPT_PACE),
        (score(72, 67, 78), score(75, 70, 81), Pace.GAINING),
        (score(72, 67, 78), score(67, 62, 73), Pace.KEPT_PACE),
        (score(72, 67, 78), score(66, 61, 72), Pace.FALLING_BEHIND),
        (score(72), score(71, 66, 72), Pace.KEPT_PACE),
        (score(72), score(66, 61, 71), Pace.FALLING_BEHIND),
        (score(72), score(71), Pace.UNCERTAIN),
        (age(60), age(66), Pace.KEPT_PACE),
        (age(60), age(67), Pace.GAINING),
        (age(60), age(62), Pace.SLOWER),
        (age(60), age(60), Pace.FALLING_BEHIND),
        (age(60), age(58), Pace.FALLING_BEHIND),
        (percentile(9), percentile(9), Pace.KEPT_PACE),
        (percentile(9), percentile(12), Pace.GAINING),
        (percentile(9), percentile(7), Pace.UNCERTAIN),
        (Stanine(stanine=4), Stanine(stanine=3), Pace.UNCERTAIN),
        (count(9), count(30), Pace.NO_NORM),
        (skills(0, 0), skills(1, 1), Pace.NO_NORM),
    ],
)
def test_the_pace_is_told_beside_what_is_usual_in_the_time(
    earlier: Result, later: Result, expected: Pace
) -> None:
    assert pace(earlier, later) is expected


@given(scores, margins, scores, margins, st.integers(-40, 40))
def test_progress_of_scores_is_the_same_from_any_level(
    before: int, margin: int, after: int, other: int, higher: int
) -> None:
    def banded(of: int, by: int) -> Result:
        return score(of, of - by, of + by)

    lifted = pace(banded(before + higher, margin), banded(after + higher, other))
    assert pace(banded(before, margin), banded(after, other)) is lifted


@given(ages, st.integers(-24, 48), months, st.integers(-59, 59))
def test_progress_of_ages_is_the_same_from_any_level(
    at: int, gained: int, passed: int, lower: int
) -> None:
    assume(at + gained >= 0 and at + lower + gained >= 0)
    assert pace(age(at), age(at + gained), passed) is pace(
        age(at + lower), age(at + lower + gained), passed
    )


@given(ages, months)
def test_as_many_months_as_have_passed_is_kept_pace_whatever_the_level(
    at: int, passed: int
) -> None:
    assert pace(age(at), age(at + passed), passed) is Pace.KEPT_PACE


@given(scores, margins, st.integers(0, 20))
def test_whoever_does_not_fall_is_never_said_to_fall_behind(
    at: int, margin: int, risen: int
) -> None:
    found = pace(score(at, at - margin, at + margin), score(at + risen))
    assert found is (Pace.GAINING if risen else Pace.KEPT_PACE)


@given(scores, margins, st.integers(1, 60))
def test_within_the_confidence_band_a_fall_says_nothing(at: int, margin: int, fallen: int) -> None:
    found = pace(score(at, at - margin, at + margin), score(at - fallen))
    assert found is (Pace.FALLING_BEHIND if fallen > margin else Pace.KEPT_PACE)


@given(ages, st.integers(1, 24), st.integers(1, 48))
def test_any_months_gained_are_progress(at: int, passed: int, gained: int) -> None:
    assert pace(age(at), age(at + gained), passed) is not Pace.FALLING_BEHIND


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (score(72), Usual(100, 15)),
        (age(60), Usual(97, None)),
        (percentile(9), Usual(50, None)),
        (Stanine(stanine=4), Usual(5, 2)),
        (count(9), None),
        (skills(1), None),
        (NARRATIVE, None),
    ],
)
def test_what_is_usual_is_of_the_age_or_is_said_not_to_be_known(
    result: Result, expected: Usual | None
) -> None:
    assert usual(taken(result, 97)) == expected


def test_points_stand_in_the_order_of_time_with_the_change_since_the_last_and_the_first() -> None:
    later, first, last = (
        taken(age(66), 102, number=2),
        taken(age(60), 96, number=1),
        taken(age(69), 108, number=3),
    )
    (series,) = progress([later, last, first])
    assert (series.instrument, series.shape, series.unit) == (
        "reading",
        "age_equivalent",
        Unit.MONTHS,
    )
    assert [point.taken for point in series.points] == [first, later, last]
    assert [point.value for point in series.points] == [60, 66, 69]
    assert [point.result for point in series.points] == [age(60), age(66), age(69)]
    assert [point.since_last for point in series.points] == [
        None,
        Change(6, 6, Pace.KEPT_PACE),
        Change(3, 6, Pace.SLOWER),
    ]
    assert [point.since_first for point in series.points] == [
        None,
        Change(6, 6, Pace.KEPT_PACE),
        Change(9, 12, Pace.SLOWER),
    ]


def test_only_what_can_be_compared_stands_in_one_series() -> None:
    results = [
        taken(score(80), number=1),
        taken(age(70), number=2),
        taken(count(9, 45), number=3),
        taken(count(9, 20), number=4),
        taken(skills(1, 0), number=5),
        taken(skills(1, 0, of="Lluosi"), number=6),
        taken(score(82), number=7, instrument="spelling"),
        taken(score(81), number=8),
    ]
    lengths = [(one.instrument, one.shape, len(one.points)) for one in progress(results)]
    assert lengths == [
        ("reading", "age_equivalent", 1),
        ("reading", "checklist", 1),
        ("reading", "checklist", 1),
        ("reading", "count_of", 1),
        ("reading", "count_of", 1),
        ("reading", "standardised_score", 2),
        ("spelling", "standardised_score", 1),
    ]


def test_skills_are_the_same_however_they_are_spaced() -> None:
    (series,) = progress([taken(skills(1), number=1), taken(skills(1, of="bondiau "), number=2)])
    assert len(series.points) == 2


def test_a_shape_that_nothing_is_known_of_is_shown_without_number_norm_or_change() -> None:
    (series,) = progress([taken(NARRATIVE, number=1), taken(NARRATIVE, number=2)])
    assert (series.shape, series.unit) == ("narrative", None)
    assert [(one.value, one.usual, one.since_last) for one in series.points] == [
        (None, None, None)
    ] * 2


def test_of_no_results_there_is_no_progress_to_tell() -> None:
    assert progress([]) == []
