"""One learner's way over the rolls: schools and year groups, with their days."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.roll.identity_labels import DESTINATIONS
from services.learners.domain.roll.roll_messages import Destination
from services.learners.domain.roll.year_group import YearGroup
from shared.runtime.http import Blueprint
from shared.runtime.problems import Problem


class StaySchema(Schema):
    """On a school's roll: since when that is known, and the last day, where that has been."""

    school_id = fields.UUID(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True, allow_none=True)
    reason = fields.String(
        required=True, allow_none=True, metadata={"description": "Of the transfer that ended it"}
    )
    destination = fields.Enum(Destination, by_value=True, required=True, allow_none=True)
    destination_label = fields.Function(
        lambda stay: (
            BilingualSchema().dump(DESTINATIONS[stay.destination]) if stay.destination else None
        )
    )
    destination_name = fields.String(required=True, allow_none=True)


class YearGroupHeldSchema(Schema):
    """A year group, and the school year of the rollover that gave it or kept it."""

    year_group = fields.Enum(YearGroup, by_value=True, required=True)
    since = fields.Date(required=True)
    school_year = fields.Integer(required=True, allow_none=True)
    kept_because = fields.String(required=True, allow_none=True)


class RollHistorySchema(Schema):
    """Schools and year groups, oldest first."""

    learner_id = fields.UUID(required=True)
    stays = fields.List(fields.Nested(StaySchema), required=True)
    year_groups = fields.List(fields.Nested(YearGroupHeldSchema), required=True)


def roll_histories(find: Callable[[UUID], Any | None]) -> Blueprint:
    blueprint = Blueprint("roll_histories", __name__, url_prefix="/learners")

    @blueprint.get("/<uuid:learner_id>/roll-history")
    @blueprint.allows("read_identity")
    @blueprint.response(200, RollHistorySchema)
    def get_roll_history(learner_id: UUID) -> Any:
        """At which schools and in which year groups a learner was."""
        found = find(learner_id)
        if found is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        return found

    return blueprint
