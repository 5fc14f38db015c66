"""Notices about learners, and the evidence that they were given."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.notifications.domain.delivery import EmailState
from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import About, Audience
from shared.runtime.http import Blueprint, PageRequest, page_schema
from shared.runtime.problems import Problem
from shared.runtime.query import Page

STATES = ("waiting", "partly_given", "given")


class NoticeSchema(Schema):
    """A notice about a learner.

    Waiting: nobody has it yet. Partly given: a parent linked to the learner lacks it.
    """

    notice_id = fields.UUID(required=True)
    learner_id = fields.UUID(required=True)
    about = fields.Enum(About, by_value=True, required=True)
    about_id = fields.UUID(required=True, metadata={"description": "The target"})
    happened_at = fields.AwareDateTime(required=True)
    raised_at = fields.AwareDateTime(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))


class DeliverySchema(Schema):
    """The evidence: given to whom, when and how. Addresses are counted, not told."""

    recipient_id = fields.UUID(required=True)
    language = fields.Enum(Language, by_value=True, required=True)
    template_version = fields.Integer(required=True)
    given_at = fields.AwareDateTime(required=True)
    opened_at = fields.AwareDateTime(required=True, allow_none=True)
    email = fields.Enum(EmailState, by_value=True, required=True)
    email_attempts = fields.Integer(
        required=True, metadata={"description": "Failed attempts at the last address tried"}
    )
    email_address_number = fields.Integer(required=True, allow_none=True)
    email_failure = fields.String(required=True, allow_none=True)
    email_retry_at = fields.AwareDateTime(required=True, allow_none=True)
    email_given_at = fields.AwareDateTime(required=True, allow_none=True)
    email_message_id = fields.String(required=True, allow_none=True)


class NoticeWithEvidenceSchema(NoticeSchema):
    """A notice with every delivery of it."""

    deliveries = fields.List(fields.Nested(DeliverySchema), required=True)


class NoticesRequest(PageRequest):
    """About which learner, in which state."""

    learner_id = fields.UUID(load_default=None)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))


def notices(
    find: Callable[[UUID], Any | None],
    page: Callable[[dict[str, Any], int | None, str | None], Page],
    deliveries: Callable[[dict[str, Any]], list[Any]],
    find_place: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("notices", __name__, url_prefix="/notices")

    @blueprint.get("")
    @blueprint.allows("read_notices")
    @blueprint.arguments(NoticesRequest, location="query")
    @blueprint.response(200, page_schema(NoticeSchema))
    def list_notices(query: dict[str, Any]) -> Page:
        """The notices to families, newest first: about one learner, or all; in any state or one."""
        learner_id = query["learner_id"]
        if learner_id is not None and find_place(learner_id) is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        filters = {
            "audience": Audience.FAMILY,
            "learner_id": learner_id,
            "state": query["state"],
        }
        return page(filters, query["limit"], query["cursor"])

    @blueprint.get("/<uuid:notice_id>")
    @blueprint.allows("read_notices")
    @blueprint.response(200, NoticeWithEvidenceSchema)
    def get_notice(notice_id: UUID) -> Any:
        """One notice to a family, with the evidence."""
        found = find(notice_id)
        if found is None or found.audience is not Audience.FAMILY:
            raise Problem(404, "notice_unknown", field="notice_id")
        return {**vars(found), "deliveries": deliveries({"notice_id": notice_id})}

    return blueprint
