"""What follows from a result by a known method: shown beside it, said to be so, never stored.

The methods are those of domain.md §3.5: on a scale of mean 100 and standard deviation 15 the
percentile is near Φ((score - 100) / 15), and stanines are half a deviation wide, 5 about the mean.
"""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from services.assessments.domain.result import Percentile, Result, StandardisedScore

_SCALE = NormalDist(100, 15)
_LAST_PERCENTILE_OF_STANINE = (4, 11, 23, 40, 60, 77, 89, 96)


class Method(StrEnum):
    """How a value was worked out."""

    NORMAL_DISTRIBUTION = "normal_distribution_of_mean_100_and_deviation_15"
    PERCENTILE_BANDS = "percentile_bands_4_11_23_40_60_77_89_96"


@dataclass(frozen=True)
class Derived:
    """A value that no publisher printed; `measure` is `percentile` or `stanine`."""

    measure: str
    value: int
    method: Method
    derived: bool = True


def derived_from(result: Result) -> tuple[Derived, ...]:
    """What can be worked out and was not printed."""
    match result:
        case StandardisedScore():
            return _of_score(result)
        case Percentile():
            return (_stanine(result.percentile),)
        case _:
            return ()


def _of_score(result: StandardisedScore) -> tuple[Derived, ...]:
    percentile = result.percentile or _percentile_of(result.score)
    worked_out: tuple[Derived, ...] = ()
    if result.percentile is None:
        worked_out = (Derived("percentile", percentile, Method.NORMAL_DISTRIBUTION),)
    return worked_out if result.stanine is not None else (*worked_out, _stanine(percentile))


def _percentile_of(score: int) -> int:
    """Whole, and within 1 to 99 as percentiles are printed."""
    return min(max(round(100 * _SCALE.cdf(score)), 1), 99)


def _stanine(percentile: int) -> Derived:
    stanine = 1 + bisect_left(_LAST_PERCENTILE_OF_STANINE, percentile)
    return Derived("stanine", stanine, Method.PERCENTILE_BANDS)
