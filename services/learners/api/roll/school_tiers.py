"""A school's own tiers: what it calls them, in Welsh and in English, and what each stands for."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.roll.tier_schemas import NamedTierSchema, NamesOf, named
from services.learners.domain.response.provision_tier import LegalMeaning, SchoolTier, Tier
from services.learners.domain.roll.school import NameTiers
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    Accepted,
    Blueprint,
    accepted,
    caller,
    etag,
)
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

MUST_MATCH = {**IF_MATCH, "required": True}


class NameRequest(BilingualSchema):
    """What a tier is called."""

    cy = fields.String(required=True, validate=validate.Length(1, 100))
    en = fields.String(required=True, validate=validate.Length(1, 100))


class SchoolTierRequest(Schema):
    """One of the school's own tiers."""

    own_code = fields.String(
        required=True, validate=[validate.Regexp(r"^[a-z][a-z0-9_]*$"), validate.Length(1, 40)]
    )
    name = fields.Nested(NameRequest, required=True)
    code = fields.Enum(
        Tier, by_value=True, required=True, metadata={"description": "The tier it stands for"}
    )
    legal_meaning = fields.Enum(LegalMeaning, by_value=True, required=True)


class SchoolTiersRequest(Schema):
    """All the tiers of a school, in its order; every tier is covered."""

    tiers = fields.List(
        fields.Nested(SchoolTierRequest), required=True, validate=validate.Length(3, 12)
    )


class SchoolTiersSchema(Schema):
    """The tiers of a school; the usual ones where it has named none."""

    school_id = fields.UUID(required=True)
    tiers = fields.List(fields.Nested(NamedTierSchema), required=True)


def school_tiers(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_school: Callable[[UUID], Any | None],
    version: Callable[[str, UUID], int],
    names_of: NamesOf,
) -> Blueprint:
    blueprint = Blueprint("school_tiers", __name__, url_prefix="/schools")

    @blueprint.put("/<uuid:school_id>/tiers")
    @blueprint.allows("name_tiers")
    @blueprint.heeds(IDEMPOTENCY_KEY, MUST_MATCH)
    @blueprint.arguments(SchoolTiersRequest)
    @blueprint.response(201, Accepted)
    def put_tiers(body: dict[str, Any], school_id: UUID) -> Any:
        """Name all the tiers of a school; `If-Match` with the ETag of its tiers is needed."""
        _known(find_school, school_id)
        command = NameTiers(tiers=tuple(_tier(one) for one in body["tiers"]))
        cause = caller().changing(must_match=True)
        return accepted(school_id, execute(cause, Stream("school", school_id), command))

    @blueprint.get("/<uuid:school_id>/tiers")
    @blueprint.allows("read_schools")
    @blueprint.response(200, SchoolTiersSchema)
    def get_tiers(school_id: UUID) -> Any:
        """What a school calls its tiers; the ETag is what naming them is conditional upon."""
        seen = version("school", school_id)
        _known(find_school, school_id)
        tiers = [named(tier) for tier in names_of(school_id)]
        return {"school_id": school_id, "tiers": tiers}, etag(seen)

    return blueprint


def _known(find_school: Callable[[UUID], Any | None], school_id: UUID) -> None:
    if find_school(school_id) is None:
        raise Problem(404, "school_unknown", field="school_id")


def _tier(said: dict[str, Any]) -> SchoolTier:
    return SchoolTier(
        code=said["own_code"],
        welsh=said["name"]["cy"],
        english=said["name"]["en"],
        stands_for=said["code"],
        legal_meaning=said["legal_meaning"],
    )
