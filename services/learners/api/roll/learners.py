"""The roll: which learners there are, and one learner's details and tier."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.roll.identities import is_out_of_year
from services.learners.api.roll.tier_schemas import NamesOf, TierSchema, asked_once, on_tier
from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.learner_messages import Sex
from services.learners.domain.roll.year_group import YearGroup
from shared.runtime.http import Blueprint, PageRequest, caller, etag, page_schema
from shared.runtime.problems import Problem
from shared.runtime.query import Page


class LearnerSchema(Schema):
    """A learner on the roll."""

    learner_id = fields.UUID(required=True)
    given_name = fields.String(required=True)
    family_name = fields.String(required=True)
    born_on = fields.Date(required=True)
    sex = fields.Enum(Sex, by_value=True, required=True, allow_none=True)
    year_group = fields.Enum(YearGroup, by_value=True, required=True)
    school_id = fields.UUID(required=True)
    class_id = fields.UUID(required=True, allow_none=True)
    is_out_of_year = fields.Boolean(
        required=True, metadata={"description": "Another year group than that of the age"}
    )
    on_roll = fields.Boolean(required=True)
    left_on = fields.Date(required=True, allow_none=True)
    tier = fields.Nested(
        TierSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Null where it is withheld from you"},
    )


class LearnersRequest(PageRequest):
    """Which learners."""

    school_id = fields.UUID(load_default=None)
    class_id = fields.UUID(load_default=None)
    tier = fields.Enum(Tier, by_value=True, load_default=None)
    year_group = fields.Enum(YearGroup, by_value=True, load_default=None)
    on_roll = fields.Boolean(
        load_default=True,
        truthy={"true"},
        falsy={"false"},
        metadata={"description": "False: those who left the authority's schools"},
    )


def learners(
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
    version: Callable[[str, UUID], int],
    names_of: NamesOf,
) -> Blueprint:
    blueprint = Blueprint("learners", __name__, url_prefix="/learners")

    @blueprint.get("")
    @blueprint.allows("read_learners")
    @blueprint.arguments(LearnersRequest, location="query")
    @blueprint.response(200, page_schema(LearnerSchema))
    def list_learners(query: dict[str, Any]) -> Page:
        """The roll by family name, of a school, a class, a year group or a tier."""
        limit, cursor = query.pop("limit"), query.pop("cursor")
        found, names = page(query, limit, cursor), asked_once(names_of)
        return Page([_shown(row, names) for row in found.items], found.next)

    @blueprint.get("/<uuid:learner_id>")
    @blueprint.allows("read_learner")
    @blueprint.response(200, LearnerSchema)
    def get_learner(learner_id: UUID) -> Any:
        """One learner; the ETag is what a change of tier may be conditional upon."""
        seen = version("learner", learner_id)
        found = find(learner_id)
        if found is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        return _shown(found, names_of), etag(seen)

    return blueprint


def _shown(row: Any, names_of: NamesOf) -> dict[str, Any]:
    out_of_year = is_out_of_year(row.born_on, row.year_group, caller().now.date())
    tier = on_tier(row, names_of(row.school_id))
    return asdict(row) | {"tier": tier, "is_out_of_year": out_of_year}
