"""A learner in their own right: their account, and the rights that pass to them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.ties.young_person_messages import PassRights, SetAccount
from shared.runtime.http import IDEMPOTENCY_KEY, Accepted, Blueprint, caller
from shared.runtime.problems import Problem


class AccountRequest(Schema):
    """As whom the learner signs in; null closes the account."""

    person_id = fields.UUID(required=True, allow_none=True)


def young_people(
    of_learner: OfLearner, find_parent: Callable[[UUID, UUID], Any | None]
) -> Blueprint:
    blueprint = Blueprint("young_people", __name__, url_prefix="/learners/<uuid:learner_id>")

    @blueprint.put("/account")
    @blueprint.allows("open_young_person_account")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(AccountRequest)
    @blueprint.response(201, Accepted)
    def put_account(body: dict[str, Any], learner_id: UUID) -> Any:
        """Open the learner's own account; one that was open for another person is closed."""
        learner, person_id = of_learner.learner(learner_id), body["person_id"]
        if person_id is not None and find_parent(learner_id, person_id) is not None:
            raise Problem(409, "account_is_a_parents", field="person_id")
        command = SetAccount(person_id=person_id)
        return of_learner.carry_out(caller().changing(), learner, command)

    @blueprint.put("/rights")
    @blueprint.allows("pass_rights")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(201, Accepted)
    def put_rights(learner_id: UUID) -> Any:
        """Record that compulsory school age is over; a roster import records it too."""
        learner = of_learner.learner(learner_id)
        command = PassRights(born_on=learner.born_on, today=caller().now.date())
        return of_learner.carry_out(caller().changing(), learner, command)

    return blueprint
