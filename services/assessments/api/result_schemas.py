"""The nine shapes of a result as JSON has them, told apart by `shape`."""

from typing import Any

from marshmallow import Schema, fields, validate

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
)
from shared.runtime.request_fields import Flag, WholeNumber

_SENSIBLE = validate.Range(0, 10_000)
_CODE = validate.Length(1, 50)


def _shape(shape: Shape) -> fields.String:
    return fields.String(required=True, validate=validate.Equal(shape.value))


def _number(description: str) -> WholeNumber:
    return WholeNumber(required=True, validate=_SENSIBLE, metadata={"description": description})


def _printed(description: str) -> WholeNumber:
    return WholeNumber(
        load_default=None,
        allow_none=True,
        validate=_SENSIBLE,
        metadata={"description": description},
    )


def _code(description: str) -> fields.String:
    return fields.String(required=True, validate=_CODE, metadata={"description": description})


class StandardisedScoreSchema(Schema):
    """A score on a scale of mean 100 and standard deviation 15."""

    shape = _shape(Shape.STANDARDISED_SCORE)
    score = _number("As printed, 40 to 160")
    lower = _printed("Lower end of the confidence band, if printed; then with `upper`")
    upper = _printed("Upper end of the confidence band, if printed; then with `lower`")
    percentile = _printed("1 to 99, if printed; it is not worked out from the score")
    stanine = _printed("1 to 9, if printed; it is not worked out from the score")


class AgeEquivalentSchema(Schema):
    """The age at which the middle learner scores the same, such as a reading age."""

    shape = _shape(Shape.AGE_EQUIVALENT)
    years = _number("Whole years, 0 to 25")
    months = _number("Months beyond them, 0 to 11")


class CountOfSchema(Schema):
    """So many right, or known, of so many: a raw score of its maximum."""

    shape = _shape(Shape.COUNT_OF)
    number = _number("How many, 0 or more")
    out_of = _number("Of how many, 1 to 10,000")


class ChecklistItemSchema(Schema):
    """One skill, and whether the learner showed it."""

    skill = fields.String(required=True, validate=validate.Length(1, 200))
    met = Flag(required=True)


class ChecklistSchema(Schema):
    """Skills looked at one by one, each named once."""

    shape = _shape(Shape.CHECKLIST)
    items = fields.List(
        fields.Nested(ChecklistItemSchema), required=True, validate=validate.Length(1, 200)
    )


class PercentileSchema(Schema):
    """Of a hundred learners of the age, so many score below."""

    shape = _shape(Shape.PERCENTILE)
    percentile = _number("As printed, 1 to 99")


class StanineSchema(Schema):
    """One of nine steps; 5 is the middle."""

    shape = _shape(Shape.STANINE)
    stanine = _number("As printed, 1 to 9")


class StageSchema(Schema):
    """A stage, set or colour."""

    shape = _shape(Shape.STAGE)
    stage = _code("A code of the instrument's `stages`")
    percent = _printed("How much of the stage is done, 0 to 100, if said")


class ProfilePartSchema(Schema):
    """One part of a profile."""

    part = _code("A code of the instrument's `parts`")
    band = _code("A code of the instrument's `bands`")


class BandedRiskSchema(Schema):
    """A band of risk, of the whole and, where printed, by part."""

    shape = _shape(Shape.BANDED_RISK)
    band = _code("A code of the instrument's `bands`")
    profile = fields.List(
        fields.Nested(ProfilePartSchema), load_default=[], validate=validate.Length(max=20)
    )


class NarrativeSchema(Schema):
    """What the report says in words."""

    shape = _shape(Shape.NARRATIVE)
    words = fields.String(required=True, validate=validate.Length(1, 4_000))


SCHEMAS: dict[str, Schema] = {
    Shape.STANDARDISED_SCORE: StandardisedScoreSchema(),
    Shape.AGE_EQUIVALENT: AgeEquivalentSchema(),
    Shape.COUNT_OF: CountOfSchema(),
    Shape.CHECKLIST: ChecklistSchema(),
    Shape.PERCENTILE: PercentileSchema(),
    Shape.STANINE: StanineSchema(),
    Shape.STAGE: StageSchema(),
    Shape.BANDED_RISK: BandedRiskSchema(),
    Shape.NARRATIVE: NarrativeSchema(),
}
_FLAT: dict[Shape, type[Any]] = {
    Shape.STANDARDISED_SCORE: StandardisedScore,
    Shape.AGE_EQUIVALENT: AgeEquivalent,
    Shape.COUNT_OF: CountOf,
    Shape.PERCENTILE: Percentile,
    Shape.STANINE: Stanine,
    Shape.STAGE: Stage,
    Shape.NARRATIVE: Narrative,
}


def result_of(given: dict[str, Any]) -> Result:
    """The result that a loaded request means."""
    shape = Shape(given.pop("shape"))
    match shape:
        case Shape.CHECKLIST:
            return Checklist(items=tuple(ChecklistItem(**item) for item in given["items"]))
        case Shape.BANDED_RISK:
            profile = tuple(ProfilePart(**part) for part in given["profile"])
            return BandedRisk(band=given["band"], profile=profile)
        case _:
            result: Result = _FLAT[shape](**given)
            return result
