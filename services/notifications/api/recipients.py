"""People who may be told things: registering them, and looking them up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.notifications.domain.language import Language
from services.notifications.domain.recipient import RegisterRecipient
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
from shared.runtime.request_fields import Flag
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

Finder = Callable[[UUID], Any | None]
Pager = Callable[[dict[str, Any], int | None, str | None], Page]


class RecipientRequest(Schema):
    """All that is known of a person; what is left out is not known."""

    given_name = fields.String(required=True, validate=validate.Length(1, 100))
    family_name = fields.String(required=True, validate=validate.Length(1, 100))
    language = fields.Enum(Language, by_value=True, load_default=Language.UNKNOWN)
    email = fields.Email(load_default=None, allow_none=True, validate=validate.Length(max=254))
    wants_email = Flag(
        load_default=True, metadata={"description": "Notices are put in the inbox in any case"}
    )


class RecipientSchema(Schema):
    """A person who may be told things."""

    recipient_id = fields.UUID(required=True)
    given_name = fields.String(required=True)
    family_name = fields.String(required=True)
    language = fields.Enum(Language, by_value=True, required=True)
    email = fields.String(required=True, allow_none=True)
    wants_email = fields.Boolean(required=True)


def recipients(
    execute: Callable[[Cause, Stream, object], Outcome],
    find: Finder,
    page: Pager,
    version: Callable[[str, UUID], int],
) -> Blueprint:
    blueprint = Blueprint("recipients", __name__, url_prefix="/recipients")

    @blueprint.put("/<uuid:recipient_id>")
    @blueprint.allows("register_recipient")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(RecipientRequest)
    @blueprint.response(201, Accepted)
    def put_recipient(body: dict[str, Any], recipient_id: UUID) -> Any:
        """Register a person, or say what is known now; `If-Match` with the ETag is heeded."""
        stream = Stream("recipient", recipient_id, recipient_id)
        return accepted(
            recipient_id, execute(caller().changing(), stream, RegisterRecipient(**body))
        )

    @blueprint.get("")
    @blueprint.allows("read_recipients")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(RecipientSchema))
    def list_recipients(query: dict[str, Any]) -> Page:
        """The people who may be told things, by name."""
        return page({}, query["limit"], query["cursor"])

    @blueprint.get("/<uuid:recipient_id>")
    @blueprint.allows("read_recipients")
    @blueprint.response(200, RecipientSchema)
    def get_recipient(recipient_id: UUID) -> Any:
        """One of them."""
        found = find(recipient_id)
        if found is None:
            raise Problem(404, "recipient_unknown", field="recipient_id")
        return found, etag(version("recipient", recipient_id))

    return blueprint
