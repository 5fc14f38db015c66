"""Making an officer of the authority responsible for a learner's case, and ending that."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.roll.staff_member import PostRole
from services.learners.domain.ties.caseload import EndCaseload, GiveCaseload
from shared.runtime.http import IDEMPOTENCY_KEY, Accepted, Blueprint, caller
from shared.runtime.problems import Problem


def caseloads(
    of_learner: OfLearner,
    find_staff_member: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("caseloads", __name__, url_prefix="/learners")

    @blueprint.put("/<uuid:learner_id>/caseload/<uuid:person_id>")
    @blueprint.allows("give_caseload")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(201, Accepted)
    def put_case(learner_id: UUID, person_id: UUID) -> Any:
        """Make an officer responsible for a learner's case."""
        if not _is_officer(find_staff_member(person_id)):
            raise Problem(404, "officer_unknown", field="person_id")
        command = GiveCaseload(person_id=person_id)
        return of_learner.carry_out(caller().changing(), of_learner.learner(learner_id), command)

    @blueprint.delete("/<uuid:learner_id>/caseload/<uuid:person_id>")
    @blueprint.allows("end_caseload")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.response(200, Accepted)
    def delete_case(learner_id: UUID, person_id: UUID) -> Any:
        """The officer is no longer responsible for the learner's case."""
        command = EndCaseload(person_id=person_id)
        return of_learner.carry_out(caller().changing(), of_learner.learner(learner_id), command)

    return blueprint


def _is_officer(member: Any | None) -> bool:
    return member is not None and any(post.role is PostRole.LA_OFFICER for post in member.posts)
