"""What a parent tells the school: put on record by them or by the school, corrected, and read.

A parent is shown what they told themselves: what the other parent says may be said in confidence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.learners.api.response.shown_parents_words import ParentsWordsSchema, ToldSchema
from services.learners.domain.response.parents_words import (
    CorrectParentsWords,
    RecordParentsWords,
    Told,
)
from shared.access.roles import Kind
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    etag,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class CorrectionRequest(ToldSchema):
    """What was really told, and why it stood otherwise."""

    reason = narrative("Why it stood otherwise")


@dataclass(frozen=True)
class Hearing:
    """What the routes need: the ledger, who is on the roll, whose parent is who, and the words."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_learner: Callable[[UUID], Any | None]
    find_parent: Callable[[UUID, UUID], Any | None]
    select: Callable[[dict[str, Any]], list[Any]]
    page: Callable[[dict[str, Any], int | None, str | None], Page]

    def words(self, learner_id: UUID, words_id: UUID) -> Any:
        """What was told of this learner; raises `Problem` 404 `parents_words_unknown`."""
        found = self.select({"words_id": words_id} | _shown_of(learner_id))
        if not found:
            raise Problem(404, "parents_words_unknown", field="words_id")
        return found[0]

    def told(self, body: dict[str, Any], learner_id: UUID, before: UUID | None = None) -> Told:
        """What is said to have been told; raises `Problem` 404 `parent_unknown`.

        `before` is whom the record named until now: still the one, even if no parent any more.
        """
        said, calling = body["parent_id"], _parent_who_calls()
        if calling is not None:
            is_known = said in (None, calling)
        else:
            is_known = said in (None, before) or self.find_parent(learner_id, said) is not None
        if not is_known:
            raise Problem(404, "parent_unknown", field="parent_id")
        return Told(**body | {"parent_id": calling or said})


def parents_words(hearing: Hearing) -> Blueprint:
    blueprint = Blueprint("parents_words", __name__, url_prefix="/learners")

    @blueprint.put("/<uuid:learner_id>/parents-words/<uuid:words_id>")
    @blueprint.allows("record_parents_words")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(ToldSchema)
    @blueprint.response(201, Accepted)
    def put_parents_words(body: dict[str, Any], learner_id: UUID, words_id: UUID) -> Any:
        """Put on record what a parent told the school of their child."""
        learner = hearing.find_learner(learner_id)
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        command = RecordParentsWords(
            words_id=words_id,
            learner_id=learner_id,
            told=hearing.told(body, learner_id),
            written_by=_parent_who_calls(),
            today=caller().now.date(),
        )
        stream = Stream("parents_words", words_id, learner_id, learner.school_id)
        return accepted(words_id, hearing.execute(caller().creating(), stream, command))

    @blueprint.put(
        "/<uuid:learner_id>/parents-words/<uuid:words_id>/corrections/<uuid:correction_id>"
    )
    @blueprint.allows("record_parents_words")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(CorrectionRequest)
    @blueprint.response(201, Accepted)
    def put_correction(
        body: dict[str, Any], learner_id: UUID, words_id: UUID, correction_id: UUID
    ) -> Any:
        """Correct what was put on record; what stood before can still be read."""
        stands = hearing.words(learner_id, words_id)
        command = CorrectParentsWords(
            correction_id=correction_id,
            reason=body.pop("reason"),
            told=hearing.told(body, learner_id, stands.parent_id),
            corrected_by=_parent_who_calls(),
            today=caller().now.date(),
        )
        stream = Stream("parents_words", words_id)
        return accepted(words_id, hearing.execute(caller().matching(), stream, command))

    @blueprint.get("/<uuid:learner_id>/parents-words")
    @blueprint.allows("read_parents_words")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(ParentsWordsSchema))
    def list_parents_words(query: dict[str, Any], learner_id: UUID) -> Page:
        """What parents told of a learner, by day; to a parent, what they told themselves."""
        return hearing.page(_shown_of(learner_id), query["limit"], query["cursor"])

    @blueprint.get("/<uuid:learner_id>/parents-words/<uuid:words_id>")
    @blueprint.allows("read_parents_words")
    @blueprint.response(200, ParentsWordsSchema)
    def get_parents_words(learner_id: UUID, words_id: UUID) -> Any:
        """What a parent told; the ETag is what a correction may be conditional upon."""
        found = hearing.words(learner_id, words_id)
        return found, etag(found.version)

    return blueprint


def _shown_of(learner_id: UUID) -> dict[str, Any]:
    """Which words of a learner's parents whoever calls is shown: to a parent, their own."""
    return {"learner_id": learner_id, "parent_id": _parent_who_calls()}


def _parent_who_calls() -> UUID | None:
    """The id of a parent, who is the only one of a family to come here; None of the staff."""
    return UUID(caller().actor) if caller().kind is Kind.FAMILY else None
