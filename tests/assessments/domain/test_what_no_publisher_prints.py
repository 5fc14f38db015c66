import pytest

from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import (
    AgeEquivalent,
    BandedRisk,
    Checklist,
    ChecklistItem,
    CountOf,
    Narrative,
    Percentile,
    ProfilePart,
    Result,
    Shape,
    Stage,
    StandardisedScore,
    Stanine,
    shape_of,
)
from services.assessments.domain.result_faults import faults_of
from tests.assessments.result_facts import (
    AT_RISK,
    GAPS,
    PERCENTILE,
    PURPLE,
    READING_AGE,
    REPORT,
    SCORE,
    STANINE,
    WORDS,
)

PHONICS = CATALOGUES[CURRENT]["read_write_inc_phonics"]
DYNAMO = CATALOGUES[CURRENT]["dynamo_maths"]


def score(
    score: int = 87,
    lower: int | None = 81,
    upper: int | None = 94,
    percentile: int | None = 19,
    stanine: int | None = 3,
) -> StandardisedScore:
    return StandardisedScore(
        score=score, lower=lower, upper=upper, percentile=percentile, stanine=stanine
    )


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
        Percentile(percentile=1),
        Percentile(percentile=99),
        Stanine(stanine=1),
        Stanine(stanine=9),
        REPORT,
    ],
)
def test_what_is_printed_is_taken(result: Result) -> None:
    assert not list(faults_of(result, PHONICS))


@pytest.mark.parametrize(
    ("result", "fault"),
    [
        (score(39), ("score_out_of_range", "result.score")),
        (score(161), ("score_out_of_range", "result.score")),
        (score(percentile=0), ("percentile_out_of_range", "result.percentile")),
        (score(percentile=100), ("percentile_out_of_range", "result.percentile")),
        (score(stanine=0), ("stanine_out_of_range", "result.stanine")),
        (score(stanine=10), ("stanine_out_of_range", "result.stanine")),
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
        (Percentile(percentile=0), ("percentile_out_of_range", "result.percentile")),
        (Percentile(percentile=100), ("percentile_out_of_range", "result.percentile")),
        (Stanine(stanine=0), ("stanine_out_of_range", "result.stanine")),
        (Stanine(stanine=10), ("stanine_out_of_range", "result.stanine")),
        (Narrative(words=" "), ("words_missing", "result.words")),
    ],
)
def test_a_slip_of_the_pen_is_named(result: Result, fault: tuple[str, str]) -> None:
    assert list(faults_of(result, PHONICS)) == [fault]


def test_every_fault_is_found() -> None:
    several = score(39, lower=170, upper=30, percentile=100)
    assert [code for code, _ in faults_of(several, PHONICS)] == [
        "score_out_of_range",
        "percentile_out_of_range",
        "band_out_of_range",
        "band_out_of_range",
        "lower_above_upper",
    ]


def test_every_result_has_the_shape_of_its_name() -> None:
    first = (SCORE, READING_AGE, WORDS, GAPS)
    later = (PERCENTILE, STANINE, PURPLE, AT_RISK, REPORT)
    assert [shape_of(result) for result in (*first, *later)] == list(Shape)


@pytest.mark.parametrize(
    ("stage", "percent", "faults"),
    [
        ("purple", None, []),
        ("purple", 0, []),
        ("purple", 100, []),
        ("purple", 101, [("percent_out_of_range", "result.percent")]),
        ("tangerine", 50, [("stage_unknown", "result.stage")]),
        (
            "tangerine",
            -1,
            [("stage_unknown", "result.stage"), ("percent_out_of_range", "result.percent")],
        ),
    ],
)
def test_a_stage_is_one_of_those_the_instrument_has(
    stage: str, percent: int | None, faults: list[tuple[str, str]]
) -> None:
    assert list(faults_of(Stage(stage=stage, percent=percent), PHONICS)) == faults


def risk(band: str, *profile: tuple[str, str]) -> BandedRisk:
    parts = tuple(ProfilePart(part=part, band=of_part) for part, of_part in profile)
    return BandedRisk(band=band, profile=parts)


@pytest.mark.parametrize(
    ("result", "faults"),
    [
        (AT_RISK, []),
        (risk("at_risk"), []),
        (risk("doomed"), [("band_unknown", "result.band")]),
        (risk("at_risk", ("number_sense", "at_risk")), [("part_unknown", "result.profile")]),
        (risk("at_risk", ("number_meaning", "doomed")), [("band_unknown", "result.profile")]),
        (
            risk("at_risk", ("number_meaning", "at_risk"), ("number_meaning", "no_concern")),
            [("part_repeated", "result.profile")],
        ),
    ],
)
def test_a_risk_is_in_the_bands_the_instrument_has(
    result: BandedRisk, faults: list[tuple[str, str]]
) -> None:
    assert list(faults_of(result, DYNAMO)) == faults
