"""A parent's own notices: reading and opening them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.notifications.api.notice_text import NoticeTextSchema, text_of
from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import About, OpenNotice
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class InboxNoticeSchema(Schema):
    """A notice, given at one time in both languages; `language` is the one to show first."""

    notice_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    about = fields.Enum(About, by_value=True, required=True)
    about_id = fields.UUID(required=True, metadata={"description": "The target"})
    text = fields.Function(
        lambda given: NoticeTextSchema().dump(text_of(given)),
        metadata={"type": "object", "description": "In Welsh (cy) and English (en)"},
    )
    language = fields.Enum(Language, by_value=True, required=True)
    given_at = fields.AwareDateTime(required=True)
    opened_at = fields.AwareDateTime(required=True, allow_none=True)


def inbox(
    execute: Callable[[Cause, Stream, object], Outcome],
    find: Callable[[UUID, UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
) -> Blueprint:
    blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")

    @blueprint.get("")
    @blueprint.allows("read_inbox")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(InboxNoticeSchema))
    def list_inbox(query: dict[str, Any]) -> Page:
        """The notices given to you, newest first."""
        return page({"recipient_id": _recipient()}, query["limit"], query["cursor"])

    @blueprint.put("/<uuid:notice_id>/opened")
    @blueprint.allows("open_notice")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.response(200, Accepted)
    def put_opened(notice_id: UUID) -> Any:
        """Say that you have opened a notice; only the first time counts."""
        recipient_id = _recipient()
        if find(notice_id, recipient_id) is None:
            raise Problem(404, "notice_unknown", field="notice_id")
        command = OpenNotice(recipient_id=recipient_id, opened_at=caller().now)
        outcome = execute(caller().changing(), Stream("notice", notice_id), command)
        return accepted(notice_id, outcome)

    return blueprint


def _recipient() -> UUID:
    """The caller as a recipient: families come in under no other kind of id."""
    return UUID(caller().actor)
