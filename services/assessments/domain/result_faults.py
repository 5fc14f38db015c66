"""What no publisher prints: a slip of the pen, found before it is on record."""

from collections.abc import Iterable, Iterator

from services.assessments.domain.instrument_definition import Measures
from services.assessments.domain.result import (
    AgeEquivalent,
    BandedRisk,
    Checklist,
    CountOf,
    Narrative,
    Percentile,
    Result,
    Stage,
    StandardisedScore,
    Stanine,
)

# Mean 100 and standard deviation 15 (domain.md §3.5): four deviations either side.
STANDARDISED_SCORES = range(40, 161)
YEARS, MONTHS = range(26), range(12)  # the system ends at 25 (domain.md §1.1)
PERCENTILES = range(1, 100)
STANINES = range(1, 10)
COUNTS = range(1, 10_001)
PERCENTS = range(101)

Fault = tuple[str, str]  # a refusal's code, and the field at fault


def faults_of(result: Result, instrument: Measures) -> Iterator[Fault]:
    """Every fault, the first first; stages and bands are those of the instrument."""
    match result:
        case StandardisedScore():
            yield from _faults_of_score(result)
        case AgeEquivalent() | CountOf() | Percentile() | Stanine():
            yield from _faults_of_number(result)
        case Checklist():
            yield from _faults_of_checklist(result)
        case Stage():
            yield from _faults_of_stage(result, instrument)
        case BandedRisk():
            yield from _faults_of_bands(result, instrument)
        case Narrative():
            if not result.words.strip():
                yield "words_missing", "result.words"


def _faults_of_score(result: StandardisedScore) -> Iterator[Fault]:
    if result.score not in STANDARDISED_SCORES:
        yield "score_out_of_range", "result.score"
    if result.percentile is not None and result.percentile not in PERCENTILES:
        yield "percentile_out_of_range", "result.percentile"
    if result.stanine is not None and result.stanine not in STANINES:
        yield "stanine_out_of_range", "result.stanine"
    match result.lower, result.upper:
        case None, None:
            return
        case int(lower), int(upper):
            yield from _faults_of_band(lower, upper)
        case _:
            yield "band_incomplete", "result.lower" if result.lower is None else "result.upper"


def _faults_of_band(lower: int, upper: int) -> Iterator[Fault]:
    # A band drawn about the estimated true score may leave an extreme score outside: no fault.
    if lower not in STANDARDISED_SCORES:
        yield "band_out_of_range", "result.lower"
    if upper not in STANDARDISED_SCORES:
        yield "band_out_of_range", "result.upper"
    if lower > upper:
        yield "lower_above_upper", "result.lower"


def _faults_of_number(result: AgeEquivalent | CountOf | Percentile | Stanine) -> Iterator[Fault]:
    match result:
        case AgeEquivalent(years=years, months=months):
            yield from _outside(("years", years, YEARS), ("months", months, MONTHS))
        case CountOf(number=number, out_of=out_of):
            number_of = ("number", number, range(out_of + 1))
            yield from _outside(("out_of", out_of, COUNTS), number_of)
        case Percentile(percentile=percentile):
            yield from _outside(("percentile", percentile, PERCENTILES))
        case Stanine(stanine=stanine):
            yield from _outside(("stanine", stanine, STANINES))


def _outside(*numbers: tuple[str, int, range]) -> Iterator[Fault]:
    for name, value, allowed in numbers:
        if value not in allowed:
            yield f"{name}_out_of_range", f"result.{name}"


def _faults_of_checklist(result: Checklist) -> Iterator[Fault]:
    skills = [" ".join(item.skill.split()).casefold() for item in result.items]
    if not skills:
        yield "skills_missing", "result.items"
    if "" in skills:
        yield "skill_missing", "result.items"
    if _is_repeated(skills):
        yield "skill_repeated", "result.items"


def _faults_of_stage(result: Stage, instrument: Measures) -> Iterator[Fault]:
    if result.stage not in {stage.code for stage in instrument.stages}:
        yield "stage_unknown", "result.stage"
    if result.percent is not None and result.percent not in PERCENTS:
        yield "percent_out_of_range", "result.percent"


def _faults_of_bands(result: BandedRisk, instrument: Measures) -> Iterator[Fault]:
    bands = {band.code for band in instrument.bands}
    if result.band not in bands:
        yield "band_unknown", "result.band"
    parts = [one.part for one in result.profile]
    if not {part.code for part in instrument.parts}.issuperset(parts):
        yield "part_unknown", "result.profile"
    if not bands.issuperset(one.band for one in result.profile):
        yield "band_unknown", "result.profile"
    if _is_repeated(parts):
        yield "part_repeated", "result.profile"


def _is_repeated(names: Iterable[str]) -> bool:
    listed = list(names)
    return len(set(listed)) < len(listed)
