"""What an instrument gives: one of nine shapes, as its publisher prints it (domain.md §3.5).

No shape is ever derived from another: a percentile is kept where it was printed, not worked out.
What can be worked out from a result is only shown, and said to be so (`derived`).
"""

from enum import StrEnum

from shared.modelling.message import kind_of, message


class Shape(StrEnum):
    """The shapes by the names they bear in JSON."""

    STANDARDISED_SCORE = "standardised_score"
    AGE_EQUIVALENT = "age_equivalent"
    COUNT_OF = "count_of"
    CHECKLIST = "checklist"
    PERCENTILE = "percentile"
    STANINE = "stanine"
    STAGE = "stage"
    BANDED_RISK = "banded_risk"
    NARRATIVE = "narrative"


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class StandardisedScore:
    """A score on a scale of mean 100 and standard deviation 15, with its confidence band.

    Percentile and stanine are those that were printed beside it.
    """

    score: int
    lower: int | None
    upper: int | None
    percentile: int | None
    stanine: int | None = None


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


@message
class Percentile:
    """Of a hundred learners of the age, so many score below."""

    percentile: int


@message
class Stanine:
    """One of nine steps of half a standard deviation; 5 is the middle."""

    stanine: int


@message
class Stage:
    """A stage, set or colour of those that the instrument has in order; `percent` of it is done."""

    stage: str
    percent: int | None


@message
class ProfilePart:
    """One part of a profile, and the band it falls into."""

    part: str
    band: str


@message
class BandedRisk:
    """A band of those that the instrument has in order, of the whole and where printed by part."""

    band: str
    profile: tuple[ProfilePart, ...]


@message
class Narrative:
    """What the report says in words."""

    words: str


Result = (
    StandardisedScore
    | AgeEquivalent
    | CountOf
    | Checklist
    | Percentile
    | Stanine
    | Stage
    | BandedRisk
    | Narrative
)


def shape_of(result: Result) -> Shape:
    return Shape(kind_of(type(result)))
