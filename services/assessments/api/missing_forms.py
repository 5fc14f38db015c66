"""Who has no Pupil Progress form for a term yet?"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.api.pupil_progress_forms import SCHOOL_YEARS
from services.assessments.api.worked_out import page_of
from services.assessments.domain.pupil_progress_messages import TermName
from shared.runtime.http import Blueprint, PageRequest, page_schema
from shared.runtime.query import Page


class MissingFormsRequest(PageRequest):
    """For which term; of all learners one may ask about, or of a school, or a class."""

    school_year = fields.Integer(
        required=True,
        validate=SCHOOL_YEARS,
        metadata={"description": "The year in which the school year starts"},
    )
    term = fields.Enum(TermName, by_value=True, required=True)
    school_id = fields.UUID(load_default=None)
    class_id = fields.UUID(load_default=None)


class MissingFormSchema(Schema):
    """A learner of whom nobody has written for the term; once for each class they are in."""

    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    class_id = fields.UUID(required=True, allow_none=True)


@dataclass(frozen=True)
class MissingForm:
    learner_id: UUID
    school_id: UUID
    class_id: UUID | None


Select = Callable[[dict[str, Any]], Sequence[Any]]


def missing_forms(on_roll: Select, classmates: Select, forms: Select) -> Blueprint:
    blueprint = Blueprint("missing_forms", __name__, url_prefix="/pupil-progress-forms")

    @blueprint.get("/missing")
    @blueprint.allows("read_missing_forms")
    @blueprint.arguments(MissingFormsRequest, location="query")
    @blueprint.response(200, page_schema(MissingFormSchema))
    def list_missing(query: dict[str, Any]) -> Page:
        """Learners without a form for the term, class by class; those in no class come first."""
        mates = None if query["class_id"] is None else classmates({"class_id": query["class_id"]})
        of_class = None if mates is None else [one.learner_id for one in mates]
        asked = on_roll({"school_id": query["school_id"], "learner_id in": of_class})
        schools = {one.learner_id: one.school_id for one in asked}
        ids = list(schools)
        term = {"school_year": query["school_year"], "term": query["term"]}
        written = {one.learner_id for one in forms({"learner_id in": ids, **term})}
        classes = classmates({"learner_id in": ids}) if mates is None else mates
        found = _missing(schools, classes, written)
        return page_of(found, _place, query["limit"], query["cursor"])

    return blueprint


def _missing(
    schools: dict[UUID, UUID], classes: Sequence[Any], written: Collection[UUID]
) -> Iterator[MissingForm]:
    """Of each learner at one of the schools, once for each class; those in none, once."""
    of_learner: dict[UUID, list[UUID | None]] = {}
    for one in classes:
        of_learner.setdefault(one.learner_id, []).append(one.class_id)
    for learner_id in schools.keys() - set(written):
        for class_id in of_learner.get(learner_id, [None]):
            yield MissingForm(learner_id, schools[learner_id], class_id)


def _place(missing: MissingForm) -> str:
    return f"{missing.class_id or ''} {missing.learner_id}"
