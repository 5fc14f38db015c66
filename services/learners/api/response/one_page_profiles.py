"""A learner's one-page profile: the version that holds, and those it replaced."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.response.shown_profiles import (
    ChildsVoiceRequest,
    HeadingsRequest,
    OnePageProfileSchema,
)
from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.response.childs_voice import ChildsVoice
from services.learners.domain.response.one_page_profile import Headings, WriteOnePageProfile
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    PageRequest,
    caller,
    etag,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.request_fields import short


class OnePageProfileRequest(Schema):
    """The three headings, the child's own words, who helped to write it, and when."""

    headings = fields.Nested(HeadingsRequest, required=True)
    childs_voice = fields.Nested(ChildsVoiceRequest, required=True)
    helped_by = fields.List(
        short("Who helped, by name or by what they are to the child"),
        required=True,
        validate=validate.Length(0, 20),
    )
    written_on = fields.Date(
        required=True, metadata={"description": "Today or earlier, not before the last version"}
    )


def one_page_profiles(
    profiles: OfLearner, page: Callable[[dict[str, Any], int | None, str | None], Page]
) -> Blueprint:
    blueprint = Blueprint("one_page_profiles", __name__, url_prefix="/learners")

    @blueprint.put("/<uuid:learner_id>/one-page-profile/<uuid:version_id>")
    @blueprint.allows("write_one_page_profile")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(OnePageProfileRequest)
    @blueprint.response(201, Accepted)
    def put_one_page_profile(body: dict[str, Any], learner_id: UUID, version_id: UUID) -> Any:
        """Write the profile, or a version that replaces it; `If-Match` with its ETag is heeded."""
        learner = profiles.learner(learner_id)
        command = WriteOnePageProfile(
            version_id=version_id,
            headings=Headings(**body["headings"]),
            childs_voice=ChildsVoice(**body["childs_voice"]),
            helped_by=tuple(body["helped_by"]),
            written_on=body["written_on"],
            today=caller().now.date(),
        )
        return profiles.carry_out(caller().matching(), learner, command)

    @blueprint.get("/<uuid:learner_id>/one-page-profile")
    @blueprint.allows("read_one_page_profile")
    @blueprint.response(200, OnePageProfileSchema)
    def get_one_page_profile(learner_id: UUID) -> Any:
        """The profile as it holds; the ETag is what a new version may be conditional upon."""
        found = page({"learner_id": learner_id}, 1, None).items
        if not found:
            raise Problem(404, "one_page_profile_unknown", field="learner_id")
        return found[0], etag(found[0].version)

    @blueprint.get("/<uuid:learner_id>/one-page-profile/versions")
    @blueprint.allows("read_one_page_profile")
    @blueprint.arguments(PageRequest, location="query")
    @blueprint.response(200, page_schema(OnePageProfileSchema))
    def list_versions(query: dict[str, Any], learner_id: UUID) -> Page:
        """Every version, the one that holds first."""
        return page({"learner_id": learner_id}, query["limit"], query["cursor"])

    return blueprint
