"""Who a learner is: numbers, language, care and registrations. UPNs are shown here alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.learners.api.bilingual import BilingualSchema
from services.learners.api.roll.identity_labels import LANGUAGES, REGISTRATIONS
from services.learners.domain.roll import upn
from services.learners.domain.roll.identity_messages import (
    EnrolmentStatus,
    Language,
    LookedAfter,
    Registration,
)
from services.learners.domain.roll.learner_identity import roll_status, runs_on
from services.learners.domain.roll.school_days import school_year_of
from services.learners.domain.roll.year_group import YearGroup, by_age
from shared.runtime.http import Blueprint, caller, etag
from shared.runtime.problems import Problem


class FormerUpnSchema(Schema):
    """A UPN that another replaced on that day."""

    upn = fields.String(required=True)
    replaced_on = fields.Date(required=True)


class LookedAfterSchema(Schema):
    """A time in which an authority looked, or looks, after the child."""

    period_id = fields.UUID(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True, allow_none=True)
    authority_code = fields.String(required=True)


class RegistrationSchema(Schema):
    """A registration at a school; the one of the roll has no id of its own."""

    registration_id = fields.UUID(required=True, allow_none=True)
    school_id = fields.UUID(required=True)
    status = fields.Enum(EnrolmentStatus, by_value=True, required=True)
    status_name = fields.Nested(BilingualSchema, required=True)
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True, allow_none=True)


class IdentitySchema(Schema):
    """Who a learner is beside the name; null is what nobody has recorded."""

    learner_id = fields.UUID(required=True)
    upn = fields.String(required=True)
    is_upn_temporary = fields.Boolean(required=True)
    former_upns = fields.List(fields.Nested(FormerUpnSchema), required=True)
    uln = fields.String(required=True, allow_none=True)
    language = fields.Enum(Language, by_value=True, required=True, allow_none=True)
    language_name = fields.Nested(BilingualSchema, required=True, allow_none=True)
    year_group = fields.Enum(YearGroup, by_value=True, required=True)
    year_group_by_age = fields.Enum(YearGroup, by_value=True, required=True, allow_none=True)
    is_out_of_year = fields.Boolean(required=True)
    is_looked_after = fields.Boolean(required=True)
    looked_after = fields.List(fields.Nested(LookedAfterSchema), required=True)
    registrations = fields.List(fields.Nested(RegistrationSchema), required=True)


@dataclass(frozen=True)
class IdentityReader:
    """The read models in which it stands who a learner is."""

    find_learner: Callable[[UUID], Any | None]
    find_history: Callable[[UUID], Any | None]
    find_identity: Callable[[UUID], Any | None]
    version: Callable[[str, UUID], int]


def identities(read: IdentityReader) -> Blueprint:
    blueprint = Blueprint("identities", __name__, url_prefix="/learners")

    @blueprint.get("/<uuid:learner_id>/identity")
    @blueprint.allows("read_identity")
    @blueprint.response(200, IdentitySchema)
    def get_identity(learner_id: UUID) -> Any:
        """Who a learner is; the ETag is what a change of it may be conditional upon."""
        seen = read.version("learner_identity", learner_id)
        learner, history = read.find_learner(learner_id), read.find_history(learner_id)
        if learner is None or history is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        today = caller().now.date()
        shown = _numbered(history) | _aged(learner, today)
        return shown | _kept(learner, read.find_identity(learner_id), today), etag(seen)

    return blueprint


def is_out_of_year(born_on: date, year_group: YearGroup, today: date) -> bool:
    """Is the year group another than the one that goes with age?"""
    return by_age(born_on, school_year_of(today)) is not year_group


def _numbered(history: Any) -> dict[str, Any]:
    return {
        "learner_id": history.learner_id,
        "upn": history.upn,
        "is_upn_temporary": upn.is_temporary(history.upn),
        "former_upns": history.former_upns,
    }


def _aged(learner: Any, today: date) -> dict[str, Any]:
    return {
        "year_group": learner.year_group,
        "year_group_by_age": by_age(learner.born_on, school_year_of(today)),
        "is_out_of_year": is_out_of_year(learner.born_on, learner.year_group, today),
    }


def _kept(learner: Any, kept: Any, today: date) -> dict[str, Any]:
    """What stands in the identity's own stream; there is none before the first of it is kept."""
    language: Language | None = kept.language if kept else None
    looked_after: tuple[LookedAfter, ...] = kept.looked_after if kept else ()
    registrations: tuple[Registration, ...] = kept.registrations if kept else ()
    beside = [_registration(one) for one in registrations]
    return {
        "uln": kept.uln if kept else None,
        "language": language,
        "language_name": LANGUAGES[language] if language else None,
        "is_looked_after": runs_on(looked_after, today),
        "looked_after": looked_after,
        "registrations": [*_of_the_roll(learner, registrations, today), *beside],
    }


def _of_the_roll(
    learner: Any, registrations: tuple[Registration, ...], today: date
) -> list[dict[str, Any]]:
    if not learner.on_roll:
        return []
    status = roll_status(registrations, today)
    it = {"status": status, "status_name": REGISTRATIONS[status], "school_id": learner.school_id}
    return [it | dict.fromkeys(("registration_id", "starts_on", "ends_on"))]


def _registration(one: Registration) -> dict[str, Any]:
    return {
        "registration_id": one.registration_id,
        "school_id": one.school_id,
        "status": one.status,
        "status_name": REGISTRATIONS[one.status],
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
    }
