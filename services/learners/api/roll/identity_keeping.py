"""Recording who a learner is: numbers, language of choice, care, and second schools."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.learners.api.ties.of_learner import OfLearner
from services.learners.domain.roll.identity_messages import (
    ChooseLanguage,
    EnrolmentStatus,
    Language,
    LookedAfter,
    RecordLookedAfter,
    RecordUln,
    RegisterAtSecondSchool,
    Registration,
)
from shared.runtime.http import IDEMPOTENCY_KEY, IF_MATCH, Accepted, Blueprint, caller
from shared.runtime.problems import Problem


class UlnRequest(Schema):
    """The unique learner number."""

    uln = fields.String(required=True, validate=validate.Length(1, 20))


class LanguageRequest(Schema):
    """The language of choice."""

    language = fields.Enum(Language, by_value=True, required=True)


class LookedAfterRequest(Schema):
    """From when, by which authority; the last day is given when it is known."""

    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None, allow_none=True)
    authority_code = fields.String(
        required=True,
        validate=[validate.Length(equal=3), validate.Regexp("^[0-9]{3}$")],
        metadata={"description": "Three digits, `665`"},
    )


class RegistrationRequest(Schema):
    """At which other school, as what, from when; the last day is given when it is known."""

    school_id = fields.UUID(required=True)
    status = fields.Enum(
        EnrolmentStatus,
        by_value=True,
        required=True,
        metadata={"description": "S or G: where the learner is on the roll is M or C of itself"},
    )
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(load_default=None, allow_none=True)


def identity_keeping(of_learner: OfLearner, version: Callable[[str, UUID], int]) -> Blueprint:
    blueprint = Blueprint("identity_keeping", __name__, url_prefix="/learners/<uuid:learner_id>")

    @blueprint.put("/uln")
    @blueprint.allows("keep_identity")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(UlnRequest)
    @blueprint.response(201, Accepted)
    def put_uln(body: dict[str, Any], learner_id: UUID) -> Any:
        """Record a learner's ULN, or correct it."""
        learner = of_learner.learner(learner_id)
        return of_learner.carry_out(caller().changing(), learner, RecordUln(**body))

    @blueprint.put("/language")
    @blueprint.allows("keep_identity")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(LanguageRequest)
    @blueprint.response(201, Accepted)
    def put_language(body: dict[str, Any], learner_id: UUID) -> Any:
        """Record a learner's language of choice."""
        learner = of_learner.learner(learner_id)
        return of_learner.carry_out(caller().changing(), learner, ChooseLanguage(**body))

    @blueprint.put("/looked-after/<uuid:period_id>")
    @blueprint.allows("keep_identity")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(LookedAfterRequest)
    @blueprint.response(201, Accepted)
    def put_looked_after(body: dict[str, Any], learner_id: UUID, period_id: UUID) -> Any:
        """Record that an authority looks after a learner; the same with its last day ends it."""
        learner = of_learner.learner(learner_id)
        command = RecordLookedAfter(period=LookedAfter(period_id=period_id, **body))
        return of_learner.carry_out(caller().changing(), learner, command)

    @blueprint.put("/registrations/<uuid:registration_id>")
    @blueprint.allows("keep_identity")
    @blueprint.heeds(IDEMPOTENCY_KEY, IF_MATCH)
    @blueprint.arguments(RegistrationRequest)
    @blueprint.response(201, Accepted)
    def put_registration(body: dict[str, Any], learner_id: UUID, registration_id: UUID) -> Any:
        """Register a learner at a second school too; the same with its last day ends it."""
        learner = of_learner.learner(learner_id)
        if not version("school", body["school_id"]):
            raise Problem(404, "school_unknown", field="school_id")
        said = Registration(registration_id=registration_id, **body)
        command = RegisterAtSecondSchool(registration=said, roll_school_id=learner.school_id)
        return of_learner.carry_out(caller().changing(), learner, command)

    return blueprint
