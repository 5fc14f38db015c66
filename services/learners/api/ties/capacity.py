"""Whether a young person can decide for themself, and who represents one who cannot."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.ties.young_person_messages import (
    Capacity,
    NameRepresentative,
    RecordCapacity,
    ReleaseRepresentative,
    Standing,
)
from shared.runtime.http import IDEMPOTENCY_KEY, Accepted, Blueprint, caller


class CapacityRequest(Schema):
    """What was found of the young person's capacity, when, and why."""

    capacity = fields.Enum(Capacity, by_value=True, required=True)
    found_on = fields.Date(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 4_000))


class RepresentativeRequest(Schema):
    """By what the person represents the young person."""

    standing = fields.Enum(Standing, by_value=True, required=True)


def capacity(
    of_learner: OfLearner,
) -> Blueprint:
    blueprint = Blueprint("capacity", __name__, url_prefix="/learners/<uuid:learner_id>")

    @blueprint.put("/capacity-findings/<uuid:finding_id>")
    @blueprint.allows("record_capacity")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(CapacityRequest)
    @blueprint.response(201, Accepted)
    def put_finding(body: dict[str, Any], learner_id: UUID, finding_id: UUID) -> Any:
        """Record what was found; with capacity, the representatives are released."""
        command = RecordCapacity(finding_id=finding_id, today=caller().now.date(), **body)
        return of_learner.carry_out(caller().creating(), of_learner.learner(learner_id), command)

    @blueprint.put("/representatives/<uuid:person_id>")
    @blueprint.allows("name_representative")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(RepresentativeRequest)
    @blueprint.response(201, Accepted)
    def put_representative(body: dict[str, Any], learner_id: UUID, person_id: UUID) -> Any:
        """Name who represents a young person who lacks capacity."""
        command = NameRepresentative(person_id=person_id, **body)
        return of_learner.carry_out(caller().changing(), of_learner.learner(learner_id), command)

    @blueprint.delete("/representatives/<uuid:person_id>")
    @blueprint.allows("release_representative")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(200, Accepted)
    def delete_representative(learner_id: UUID, person_id: UUID) -> Any:
        """The person no longer represents the young person."""
        command = ReleaseRepresentative(person_id=person_id)
        return of_learner.carry_out(caller().changing(), of_learner.learner(learner_id), command)

    return blueprint
