"""One learner as a transfer file (CTF), for the school they go to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields, validate

from services.learners.api.roll.transfer.pupils import Provision, Pupil
from services.learners.api.roll.transfer.writing import file_name, written
from services.learners.domain.response.census_needs import NeedsHeld, held_on
from shared.runtime.http import Blueprint, caller
from shared.runtime.problems import Problem

XML = "application/xml"


class CtfRequest(Schema):
    """For whom the file is, and its running number."""

    to = fields.String(
        required=True,
        validate=[validate.Regexp(r"^[0-9]{3}([0-9]{4}|LLLL)$"), validate.Length(equal=7)],
        metadata={"description": "LLLEEEE of the school that receives; LLLL for an authority"},
    )
    number = fields.Integer(load_default=1, validate=validate.Range(1, 999))


def ctf_exports(
    find_learner: Callable[[UUID], Any | None],
    find_in_census: Callable[[UUID], Any | None],
    find_identity: Callable[[UUID], Any | None],
    find_school: Callable[[UUID], Any | None],
) -> Blueprint:
    blueprint = Blueprint("ctf_exports", __name__, url_prefix="/learners")

    @blueprint.get("/<uuid:learner_id>/ctf")
    @blueprint.allows("export_ctf")
    @blueprint.arguments(CtfRequest, location="query")
    @blueprint.response(200, {"type": "string"}, content_type=XML)
    def get_ctf(query: dict[str, Any], learner_id: UUID) -> Response:
        """The learner's transfer file: who they are, status and needs; never a plan."""
        learner, told = find_learner(learner_id), find_in_census(learner_id)
        if learner is None or told is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        school = find_school(learner.school_id)
        if school is None or not school.number:
            raise Problem(409, "school_number_missing", "The roster gives the school no number.")
        pupil = pupil_of(learner, told, find_identity(learner_id))
        body = written(school.number, query["to"], [pupil], caller().now)
        name = file_name(school.number, query["to"], query["number"])
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(body, mimetype=XML, headers=headers)

    return blueprint


def pupil_of(learner: Any, told: Any, identity: Any | None) -> Pupil:
    """A learner, what the census is told of them, and who they are beside it, as a pupil."""
    history = _history(told)
    needs = history[-1].needs if history else ()
    return Pupil(
        line=0,
        upn=told.upn,
        uln=identity and identity.uln,
        former_upns=told.former_upns,
        given_name=learner.given_name,
        family_name=learner.family_name,
        born_on=learner.born_on,
        sex=learner.sex,
        year_group=learner.year_group,
        history=tuple(Provision(held.effective_on, held.provision) for held in history),
        needs=needs,
    )


def _history(told: Any) -> list[NeedsHeld]:
    days = sorted({record.effective_on for record in told.records})
    held = (held_on(told.records, day) for day in days)
    return [one for one in held if one is not None]
