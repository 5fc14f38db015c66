"""To another school of the authority, and out of all of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.roll.roll_messages import Destination, LeaveSchools, TransferLearner
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, caller
from shared.runtime.problems import Problem


class TransferRequest(Schema):
    """To which school, from which day on, and why."""

    school_id = fields.UUID(required=True)
    moved_on = fields.Date(
        required=True, metadata={"description": "The first day at the school; not one to come"}
    )
    reason = fields.String(required=True, validate=validate.Length(1, 4_000))


class LeavingRequest(Schema):
    """The last day, and where the learner goes."""

    left_on = fields.Date(required=True)
    destination = fields.Enum(Destination, by_value=True, required=True)
    destination_name = fields.String(
        load_default="",
        validate=validate.Length(0, 200),
        metadata={"description": "The school or place, where it is known"},
    )


def transfers(of_learner: OfLearner, version: Callable[[str, UUID], int]) -> Blueprint:
    blueprint = Blueprint("transfers", __name__, url_prefix="/learners/<uuid:learner_id>")

    @blueprint.put("/transfers/<uuid:transfer_id>")
    @blueprint.allows("transfer_learner")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(TransferRequest)
    @blueprint.response(201, Accepted)
    def put_transfer(body: dict[str, Any], learner_id: UUID, transfer_id: UUID) -> Any:
        """Move a learner to another school of the authority: the record goes along.

        The old school keeps what it wrote in the log, and sees no more of the record.
        """
        learner = of_learner.learner(learner_id)
        if not version("school", body["school_id"]):  # of the authority, not of the caller's reach
            raise Problem(404, "school_unknown", field="school_id")
        command = TransferLearner(transfer_id=transfer_id, today=caller().now.date(), **body)
        return of_learner.carry_out(caller().matching(), learner, command)

    @blueprint.put("/leaving")
    @blueprint.allows("record_leaving")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(LeavingRequest)
    @blueprint.response(201, Accepted)
    def put_leaving(body: dict[str, Any], learner_id: UUID) -> Any:
        """Record that a learner left the authority's schools.

        The last school has custody of the record until a roster names the learner again.
        """
        learner = of_learner.learner(learner_id)
        command = LeaveSchools(today=caller().now.date(), **body)
        return of_learner.carry_out(caller().changing(), learner, command)

    return blueprint
