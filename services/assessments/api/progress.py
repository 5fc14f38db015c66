"""A learner's progress by each instrument, beside what is usual for the age."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.api.age_at_test import ShownAgeSchema
from services.assessments.api.bilingual import NameSchema
from services.assessments.api.labels import label_of
from services.assessments.api.result_shapes import result_field
from services.assessments.api.taken_results import taken
from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.progress import Pace, Point, Series, Unit, progress
from shared.runtime.http import Blueprint
from shared.runtime.problems import Problem


class UsualSchema(Schema):
    """What is usual for a learner of this age."""

    value = fields.Integer(required=True)
    spread = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Standard deviation; null where it is not known"},
    )


class ChangeSchema(Schema):
    """By how much since an earlier point, in how many months, beside what is usual in them."""

    value = fields.Integer(required=True)
    months = fields.Integer(required=True, metadata={"description": "Of the learner's age"})
    pace = fields.Enum(Pace, by_value=True, required=True)
    pace_name = label_of("pace")


class PointSchema(Schema):
    """A result in its series."""

    result_id = fields.UUID(required=True, attribute="taken.result_id")
    taken_on = fields.Date(required=True, attribute="taken.taken_on")
    form = fields.String(required=True, attribute="taken.form")
    age_at_test = fields.Nested(ShownAgeSchema, attribute="taken.age_at_test_months")
    result = result_field()
    value = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "As one number; null where the shape has none"},
    )
    usual = fields.Nested(
        UsualSchema,
        required=True,
        allow_none=True,
        metadata={"description": "null: nothing is known to be usual, and that is not a fault"},
    )
    since_last = fields.Nested(ChangeSchema, required=True, allow_none=True)
    since_first = fields.Nested(ChangeSchema, required=True, allow_none=True)


class SeriesSchema(Schema):
    """The results of one instrument that can be compared, the earliest first."""

    instrument = fields.String(required=True)
    instrument_name = fields.Nested(NameSchema, required=True, allow_none=True)
    shape = fields.String(required=True)
    unit = fields.Enum(Unit, by_value=True, required=True, allow_none=True)
    unit_name = label_of("unit")
    points = fields.List(fields.Nested(PointSchema), required=True)


class ProgressSchema(Schema):
    """All series of a learner."""

    learner_id = fields.UUID(required=True)
    series = fields.List(fields.Nested(SeriesSchema), required=True)


def learner_progress(
    find_learner: Callable[[UUID], Any | None],
    results: Callable[[dict[str, Any]], Sequence[Any]],
    own_instruments: Callable[[dict[str, Any]], Sequence[Any]],
) -> Blueprint:
    blueprint = Blueprint("progress", __name__, url_prefix="/learners")

    @blueprint.get("/<uuid:learner_id>/progress")
    @blueprint.allows("read_progress")
    @blueprint.response(200, ProgressSchema)
    def get_progress(learner_id: UUID) -> Any:
        """A learner's results over time, each with its change and what is usual for the age."""
        learner = find_learner(learner_id)
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        series = progress(map(taken, results({"learner_id": learner_id})))
        own = own_instruments({"school_id": learner.school_id})
        names = {**CATALOGUES[CURRENT]} | {row.code: row.definition for row in own}
        return {"learner_id": learner_id, "series": [_shown(one, names) for one in series]}

    return blueprint


@dataclass(frozen=True)
class NamedSeries:
    """A series with its instrument's name; one that another school added has none here."""

    instrument: str
    instrument_name: Any | None
    shape: str
    unit: Unit | None
    points: Sequence[Point]


def _shown(series: Series, names: Mapping[str, Any]) -> NamedSeries:
    name = names.get(series.instrument)
    return NamedSeries(series.instrument, name, series.shape, series.unit, series.points)
