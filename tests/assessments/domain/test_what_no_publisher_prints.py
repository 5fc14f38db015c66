import pytest

from services.assessments.domain.instruments import STANDARDISED_SCORES
from services.assessments.domain.result import (
    AgeEquivalent,
    Checklist,
    ChecklistItem,
    CountOf,
    Result,
    Shape,
    StandardisedScore,
    faults_of,
    shape_of,
)
from tests.assessments.result_facts import GAPS, READING_AGE, SCORE, WORDS


def score(
    score: int = 87,
    lower: int | None = 81,
    upper: int | None = 94,
    percentile: int | None = 19,
) -> StandardisedScore:
    return StandardisedScore(score=score, lower=lower, upper=upper, percentile=percentile)


def age(years: int, months: int) -> AgeEquivalent:
    return AgeEquivalent(years=years, months=months)


def count(number: int, out_of: int) -> CountOf:
    return CountOf(number=number, out_of=out_of)


def checklist(*skills: str) -> Checklist:
    return Checklist(items=tuple(ChecklistItem(skill=skill, met=True) for skill in skills))


@pytest.mark.parametrize(
    "result",
    [
        score(40),
        score(160),
        score(lower=None, upper=None, percentile=None),
        score(145, lower=118, upper=143),  # a band about the estimated true score
        score(lower=87, upper=87),
        age(0, 0),
        age(25, 11),
        count(0, 45),
        count(45, 45),
        checklist("Adio o fewn 10"),
    ],
)
def test_what_is_printed_is_taken(result: Result) -> None:
    assert not list(faults_of(result, STANDARDISED_SCORES))


@pytest.mark.parametrize(
    ("result", "fault"),
    [
        (score(39), ("score_out_of_range", "result.score")),
        (score(161), ("score_out_of_range", "result.score")),
        (score(percentile=0), ("percentile_out_of_range", "result.percentile")),
        (score(percentile=100), ("percentile_out_of_range", "result.percentile")),
        (score(lower=None), ("band_incomplete", "result.lower")),
        (score(upper=None), ("band_incomplete", "result.upper")),
        (score(lower=39), ("band_out_of_range", "result.lower")),
        (score(upper=161), ("band_out_of_range", "result.upper")),
        (score(lower=95, upper=94), ("lower_above_upper", "result.lower")),
        (age(26, 0), ("years_out_of_range", "result.years")),
        (age(7, 12), ("months_out_of_range", "result.months")),
        (age(7, -1), ("months_out_of_range", "result.months")),
        (count(1, 10_001), ("out_of_out_of_range", "result.out_of")),
        (count(0, 0), ("out_of_out_of_range", "result.out_of")),
        (count(46, 45), ("number_out_of_range", "result.number")),
        (count(-1, 45), ("number_out_of_range", "result.number")),
        (checklist(), ("skills_missing", "result.items")),
        (checklist("Adio", " "), ("skill_missing", "result.items")),
        (checklist("Adio o fewn 10", "adio  o fewn 10 "), ("skill_repeated", "result.items")),
    ],
)
def test_a_slip_of_the_pen_is_named(result: Result, fault: tuple[str, str]) -> None:
    assert list(faults_of(result, STANDARDISED_SCORES)) == [fault]


def test_every_fault_is_found() -> None:
    several = score(39, lower=170, upper=30, percentile=100)
    assert [code for code, _ in faults_of(several, STANDARDISED_SCORES)] == [
        "score_out_of_range",
        "percentile_out_of_range",
        "band_out_of_range",
        "band_out_of_range",
        "lower_above_upper",
    ]


def test_every_result_has_the_shape_of_its_name() -> None:
    shapes = [shape_of(result) for result in (SCORE, READING_AGE, WORDS, GAPS)]
    assert shapes == list(Shape)
