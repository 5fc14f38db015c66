"""Who looked at one subject's record, when, by which rule and what for: each service's part."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from shared.runtime.http import Blueprint, PageRequest, page_schema
from shared.runtime.ledger import Ledger
from shared.runtime.problems import Problem
from shared.runtime.query import CursorInvalid, Page


class LookSchema(Schema):
    """One look, which may have been at the records of others as well."""

    read_at = fields.AwareDateTime(required=True)
    actor = fields.String(required=True, metadata={"description": "A person or system, by its id"})
    action = fields.String(required=True)
    rule = fields.String(required=True, metadata={"description": "By which it was allowed"})
    purpose = fields.String(required=True)
    request_id = fields.String(required=True)


class LooksRequest(PageRequest):
    """Whose looks."""

    actor = fields.String(load_default=None, validate=validate.Length(1, 200))


def looks(ledger: Ledger, subjects: str, find: Callable[[UUID], object | None]) -> Blueprint:
    """`GET /<subjects>/<id>/looks`: the looks recorded in this service, newest first.

    A look is itself looked at: reading this is recorded, and shows the next time.
    """
    blueprint = Blueprint("looks", __name__, url_prefix=f"/{subjects}")

    @blueprint.get("/<uuid:subject_id>/looks")
    @blueprint.allows("read_looks")
    @blueprint.arguments(LooksRequest, location="query")
    @blueprint.response(200, page_schema(LookSchema))
    def list_looks(query: dict[str, Any], subject_id: UUID) -> Page:
        """Who looked at a record in this service, newest first."""
        before = _place(query["cursor"])
        if find(subject_id) is None:
            raise Problem(404, "not_found")
        return ledger.looks(subject_id, query["actor"], query["limit"], before)

    return blueprint


def _place(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):  # noqa: PLR2004 - bigint
        raise CursorInvalid(cursor)
    return int(cursor)
