"""What an instrument gives: one of four shapes, as its publisher prints it (domain.md §3.5).

No shape is ever derived from another: a percentile is kept where it was printed, not worked out.
"""

from collections.abc import Iterator
from enum import StrEnum

from shared.modelling.message import kind_of, message

YEARS, MONTHS = range(26), range(12)  # the system ends at 25 (domain.md §1.1)
PERCENTILES = range(1, 100)
COUNTS = range(1, 10_001)


class Shape(StrEnum):
    """The shapes by the names they bear in JSON."""

    STANDARDISED_SCORE = "standardised_score"
    AGE_EQUIVALENT = "age_equivalent"
    COUNT_OF = "count_of"
    CHECKLIST = "checklist"


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class StandardisedScore:
    """A score on a scale of mean 100 and standard deviation 15, with its confidence band."""

    score: int
    lower: int | None
    upper: int | None
    percentile: int | None


@message
class AgeEquivalent:
    """The age at which the middle learner scores the same: 7:04 is seven years, four months."""

    years: int
    months: int


@message
class CountOf:
    """So many right, or known, of so many."""

    number: int
    out_of: int


@message
class ChecklistItem:
    """One skill, and whether the learner showed it."""

    skill: str
    met: bool


@message
class Checklist:
    """Skills looked at one by one."""

    items: tuple[ChecklistItem, ...]


Result = StandardisedScore | AgeEquivalent | CountOf | Checklist
Fault = tuple[str, str]  # a refusal's code, and the field at fault


def shape_of(result: Result) -> Shape:
    return Shape(kind_of(type(result)))


def faults_of(result: Result, scores: range) -> Iterator[Fault]:
    """What no publisher prints, the first first; `scores` are those of the instrument."""
    match result:
        case StandardisedScore():
            yield from _faults_of_score(result, scores)
        case AgeEquivalent():
            yield from _faults_of_age(result)
        case CountOf():
            yield from _faults_of_count(result)
        case Checklist():
            yield from _faults_of_checklist(result)


def _faults_of_score(result: StandardisedScore, scores: range) -> Iterator[Fault]:
    if result.score not in scores:
        yield "score_out_of_range", "result.score"
    if result.percentile is not None and result.percentile not in PERCENTILES:
        yield "percentile_out_of_range", "result.percentile"
    match result.lower, result.upper:
        case None, None:
            return
        case int(lower), int(upper):
            yield from _faults_of_band(lower, upper, scores)
        case _:
            yield "band_incomplete", "result.lower" if result.lower is None else "result.upper"


def _faults_of_band(lower: int, upper: int, scores: range) -> Iterator[Fault]:
    # A band drawn about the estimated true score may leave an extreme score outside: no fault.
    if lower not in scores:
        yield "band_out_of_range", "result.lower"
    if upper not in scores:
        yield "band_out_of_range", "result.upper"
    if lower > upper:
        yield "lower_above_upper", "result.lower"


def _faults_of_age(result: AgeEquivalent) -> Iterator[Fault]:
    if result.years not in YEARS:
        yield "years_out_of_range", "result.years"
    if result.months not in MONTHS:
        yield "months_out_of_range", "result.months"


def _faults_of_count(result: CountOf) -> Iterator[Fault]:
    if result.out_of not in COUNTS:
        yield "out_of_out_of_range", "result.out_of"
    if not 0 <= result.number <= result.out_of:
        yield "number_out_of_range", "result.number"


def _faults_of_checklist(result: Checklist) -> Iterator[Fault]:
    skills = [" ".join(item.skill.split()).casefold() for item in result.items]
    if not skills:
        yield "skills_missing", "result.items"
    if "" in skills:
        yield "skill_missing", "result.items"
    if len(set(skills)) < len(skills):
        yield "skill_repeated", "result.items"
