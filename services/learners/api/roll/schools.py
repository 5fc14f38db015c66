"""The authority's schools, and the classes in them."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields

from shared.runtime.http import Blueprint, PageRequest, page_schema
from shared.runtime.query import Page

Pager = Callable[[dict[str, Any], int | None, str | None], Page]


class SchoolSchema(Schema):
    """A school."""

    school_id = fields.UUID(required=True)
    name = fields.String(required=True)
    number = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Authority and establishment, 6652130"},
    )


class ClassSchema(Schema):
    """A class, and the staff who teach it."""

    class_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    title = fields.String(required=True)
    teacher_ids = fields.List(fields.UUID(), required=True)


class ClassesRequest(PageRequest):
    """Of which school."""

    school_id = fields.UUID(load_default=None)


def schools(page_schools: Pager, page_classes: Pager) -> Blueprint:
    blueprint = Blueprint("schools", __name__)

    @blueprint.get("/schools")
    @blueprint.allows("read_schools")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(SchoolSchema))
    def list_schools(query: dict[str, Any]) -> Page:
        """The schools by name."""
        return page_schools({}, query["limit"], query["cursor"])

    @blueprint.get("/classes")
    @blueprint.allows("read_schools")
    @blueprint.arguments(ClassesRequest, location="query")
    @blueprint.response(200, page_schema(ClassSchema))
    def list_classes(query: dict[str, Any]) -> Page:
        """The classes by title, of one school or of all."""
        return page_classes({"school_id": query["school_id"]}, query["limit"], query["cursor"])

    return blueprint
