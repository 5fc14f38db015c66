"""Submitting a Pupil Progress form, and looking at those submitted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.assessments.api.shown_forms import FormInListSchema, FormSchema, barriers_field
from services.assessments.api.taken_results import taken
from services.assessments.domain.drawn_results import drawn
from services.assessments.domain.pupil_progress_messages import (
    Barrier,
    Content,
    DrawnResult,
    SubmitPupilProgressForm,
    TermName,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
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
from shared.runtime.request_fields import Flag, WholeNumber, narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream

SCHOOL_YEARS = validate.Range(2000, 2100)
_YEAR = {"description": "The year in which the school year starts"}


class FormRequest(Schema):
    """What a class teacher writes of a learner at the end of a term."""

    learner_id = fields.UUID(required=True)
    class_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The class of the learner that it is written for"},
    )
    school_year = WholeNumber(required=True, validate=SCHOOL_YEARS, metadata=_YEAR)
    term = fields.Enum(TermName, by_value=True, required=True)
    barriers = barriers_field(required=True)
    narrative = narrative("How the learner has come on this term")
    below_age_expected = Flag(
        required=True, metadata={"description": "Below what is expected of the age"}
    )


class FormsRequest(PageRequest):
    """Which forms; conditions add up."""

    learner_id = fields.UUID(load_default=None)
    class_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    school_year = fields.Integer(load_default=None, validate=SCHOOL_YEARS, metadata=_YEAR)
    term = fields.Enum(TermName, by_value=True, load_default=None)


@dataclass(frozen=True)
class FormLedger:
    """What the routes need of the ledger."""

    execute: Callable[[Cause, Stream, object], Outcome]
    find_learner: Callable[[UUID], Any | None]
    find_classmate: Callable[[UUID, UUID], Any | None]
    find: Callable[[UUID], Any | None]
    page: Callable[[dict[str, Any], int | None, str | None], Page]
    select: Callable[[dict[str, Any]], Sequence[Any]]
    results: Callable[[dict[str, Any]], Sequence[Any]]
    version: Callable[[str, UUID], int]


def pupil_progress_forms(ledger: FormLedger) -> Blueprint:
    blueprint = Blueprint("pupil_progress_forms", __name__, url_prefix="/pupil-progress-forms")

    @blueprint.put("/<uuid:form_id>")
    @blueprint.allows("submit_pupil_progress_form")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(FormRequest)
    @blueprint.response(201, Accepted)
    def put_form(body: dict[str, Any], form_id: UUID) -> Any:
        """Submit a form; the learner's latest results are drawn into it. It is amended later."""
        learner = ledger.find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        _refuse_class_of_others(ledger, body)
        _refuse_second(ledger, form_id, body)
        rows = ledger.results({"learner_id": learner.learner_id})
        results = drawn(map(taken, rows), caller().now.date())
        stream = Stream("pupil_progress_form", form_id, learner.learner_id, learner.school_id)
        command = _command(form_id, body, results)
        return accepted(form_id, ledger.execute(caller().creating(), stream, command))

    @blueprint.get("")
    @blueprint.allows("read_pupil_progress_forms")
    @blueprint.arguments(FormsRequest, location="query")
    @blueprint.response(200, page_schema(FormInListSchema))
    def list_forms(query: dict[str, Any]) -> Page:
        """Forms by school year, term and when they were submitted."""
        limit, cursor = query.pop("limit"), query.pop("cursor")
        return ledger.page(query, limit, cursor)

    @blueprint.get("/<uuid:form_id>")
    @blueprint.allows("read_pupil_progress_forms")
    @blueprint.response(200, FormSchema)
    def get_form(form_id: UUID) -> Any:
        """One form and what it said earlier; the ETag is what an amendment must match."""
        seen = ledger.version("pupil_progress_form", form_id)
        found = ledger.find(form_id)
        if found is None:
            raise Problem(404, "form_unknown", field="form_id")
        return found, etag(seen)

    return blueprint


def _refuse_class_of_others(ledger: FormLedger, body: dict[str, Any]) -> None:
    if body["class_id"] is None:
        return
    if ledger.find_classmate(body["class_id"], body["learner_id"]) is None:
        raise Problem(404, "class_unknown", field="class_id")


def _refuse_second(ledger: FormLedger, form_id: UUID, body: dict[str, Any]) -> None:
    """A teacher writes one form of a learner for a term; what is to be changed is amended."""
    same = {name: body[name] for name in ("learner_id", "school_year", "term")}
    for form in ledger.select(same):
        if form.submitted_by == caller().actor and form.form_id != form_id:
            raise Problem(409, "form_already_submitted_for_term", field="term")


def _command(
    form_id: UUID, body: dict[str, Any], results: tuple[DrawnResult, ...]
) -> SubmitPupilProgressForm:
    content = Content(
        barriers=tuple(Barrier(**one) for one in body.pop("barriers")),
        narrative=body.pop("narrative"),
        below_age_expected=body.pop("below_age_expected"),
    )
    return SubmitPupilProgressForm(
        form_id=form_id, content=content, results=results, today=caller().now.date(), **body
    )
