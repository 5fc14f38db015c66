"""Who stands how to a learner: all of it in one answer, for those who answer for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.ties.professionals import ProfessionalSchema
from services.learners.api.ties.relationship_labels import KINDS, SCOPES, STANDINGS
from services.learners.domain.roll.learner_messages import Relationship
from services.learners.domain.ties.compulsory_school_age import rights_pass_on
from services.learners.domain.ties.restriction import RestrictionKind, Scope
from services.learners.domain.ties.young_person_messages import Capacity, Standing
from shared.runtime.http import Blueprint
from shared.runtime.problems import Problem

Lister = Callable[[dict[str, Any]], list[Any]]


class ParentSchema(Schema):
    """A parent, guardian or relative."""

    person_id = fields.UUID(required=True)
    relationship = fields.Enum(Relationship, by_value=True, required=True)
    since = fields.AwareDateTime(required=True)


class CaseSchema(Schema):
    """An officer responsible for the case."""

    person_id = fields.UUID(required=True)
    given_at = fields.AwareDateTime(required=True)
    given_by = fields.String(required=True)


class RestrictionSchema(Schema):
    """A person who is, or was, kept from the record."""

    restriction_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)
    kind = fields.Enum(RestrictionKind, by_value=True, required=True)
    kind_name = fields.Function(lambda row: BilingualSchema().dump(KINDS[row.kind]))
    scope = fields.Enum(Scope, by_value=True, required=True)
    scope_name = fields.Function(lambda row: BilingualSchema().dump(SCOPES[row.scope]))
    reference = fields.String(required=True)
    reason = fields.String(required=True)
    review_on = fields.Date(required=True)
    imposed_at = fields.AwareDateTime(required=True)
    imposed_by = fields.String(required=True)
    lifted_at = fields.AwareDateTime(required=True, allow_none=True)
    lifted_because = fields.String(required=True, allow_none=True)


class RepresentativeSchema(Schema):
    """Who represents a young person who lacks capacity."""

    person_id = fields.UUID(required=True)
    standing = fields.Enum(Standing, by_value=True, required=True)
    standing_name = fields.Function(lambda row: BilingualSchema().dump(STANDINGS[row.standing]))


class YoungPersonSchema(Schema):
    """The learner in their own right; `capacity` is null until anybody looked into it."""

    account_person_id = fields.UUID(required=True, allow_none=True)
    rights_pass_on = fields.Date(required=True)
    passed_on = fields.Date(required=True, allow_none=True)
    capacity = fields.Enum(Capacity, by_value=True, required=True, allow_none=True)
    capacity_found_on = fields.Date(required=True, allow_none=True)
    representatives = fields.List(fields.Nested(RepresentativeSchema), required=True)


class RelationshipsSchema(Schema):
    """Everyone who stands in some way to a learner, by the ids they sign in with."""

    learner_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    class_ids = fields.List(fields.UUID(), required=True)
    parents = fields.List(fields.Nested(ParentSchema), required=True)
    professionals = fields.List(fields.Nested(ProfessionalSchema), required=True)
    caseload = fields.List(fields.Nested(CaseSchema), required=True)
    young_person = fields.Nested(YoungPersonSchema, required=True)
    restrictions = fields.List(fields.Nested(RestrictionSchema), required=True)


@dataclass(frozen=True)
class Ties:
    """What is known, by kind; each lister is asked for one learner's."""

    class_places: Lister
    parents: Lister
    professionals: Lister
    caseloads: Lister
    young_people: Lister
    restrictions: Lister


def relationships(find_learner: Callable[[UUID], Any | None], ties: Ties) -> Blueprint:
    blueprint = Blueprint("relationships", __name__, url_prefix="/learners")

    @blueprint.get("/<uuid:learner_id>/relationships")
    @blueprint.allows("read_relationships")
    @blueprint.response(200, RelationshipsSchema)
    def get_relationships(learner_id: UUID) -> Any:
        """Who stands how to a learner, restrictions included."""
        learner = find_learner(learner_id)
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        of_learner = {"learner_id": learner_id}
        return {
            "learner_id": learner_id,
            "school_id": learner.school_id,
            "class_ids": [place.class_id for place in ties.class_places(of_learner)],
            "parents": ties.parents(of_learner),
            "professionals": ties.professionals(of_learner),
            "caseload": ties.caseloads(of_learner),
            "young_person": _young_person(learner, ties.young_people(of_learner)),
            "restrictions": ties.restrictions(of_learner),
        }

    return blueprint


def _young_person(learner: Any, known: list[Any]) -> dict[str, Any]:
    found = known[0] if known else None
    return {
        "account_person_id": found and found.account_person_id,
        "rights_pass_on": rights_pass_on(learner.born_on),
        "passed_on": found and found.passed_on,
        "capacity": found and found.capacity,
        "capacity_found_on": found and found.capacity_found_on,
        "representatives": found.representatives if found else (),
    }
