"""Giving a learner another UPN: a temporary one became permanent, or an adoption brought it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.roll.learner_messages import ReplaceUpn
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, caller
from shared.runtime.problems import Problem


class UpnRequest(Schema):
    """The unique pupil number."""

    upn = fields.String(required=True, validate=validate.Length(1, 20))


def upns(of_learner: OfLearner, held: Callable[[Mapping[str, Any]], list[Any]]) -> Blueprint:
    blueprint = Blueprint("upns", __name__, url_prefix="/learners/<uuid:learner_id>")

    @blueprint.put("/upn")
    @blueprint.allows("replace_upn")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(UpnRequest)
    @blueprint.response(201, Accepted)
    def put_upn(body: dict[str, Any], learner_id: UUID) -> Any:
        """Replace a learner's UPN; the former one stays in the learner's history."""
        learner = of_learner.learner(learner_id)
        if any(one.learner_id != learner_id for one in held({"upn": body["upn"]})):
            raise Problem(409, "upn_held_by_another", field="upn")
        return of_learner.carry_out(caller().changing(), learner, ReplaceUpn(**body))

    return blueprint
