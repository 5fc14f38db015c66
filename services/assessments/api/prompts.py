"""What might be worth a look, with its evidence, and what somebody says to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.assessments.api.labels import label_of
from services.assessments.api.prompt_facts import PromptFacts
from services.assessments.api.worked_out import page_of
from services.assessments.domain.prompt_messages import (
    AnswerPrompt,
    Prompt,
    PromptAnswer,
    PromptKind,
)
from shared.runtime.execute import Outcome
from shared.runtime.http import (
    IDEMPOTENCY_KEY,
    Accepted,
    Blueprint,
    PageRequest,
    accepted,
    caller,
    page_schema,
)
from shared.runtime.problems import Problem
from shared.runtime.query import Page
from shared.runtime.request_fields import narrative
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


class EvidenceSchema(Schema):
    """What a prompt rests on."""

    result_ids = fields.List(fields.UUID(), required=True)
    target_ids = fields.List(fields.UUID(), required=True)
    review_ids = fields.List(fields.UUID(), required=True)
    monitoring_ids = fields.List(fields.UUID(), required=True)
    days = fields.List(fields.Date(), required=True)


class AnswerSchema(Schema):
    """What was said to a prompt, by whom and when."""

    answer = fields.Enum(PromptAnswer, by_value=True, required=True)
    answer_name = label_of("answer")
    words = fields.String(required=True)
    answered_on = fields.Date(required=True)
    answered_by = fields.String(required=True)


class PromptSchema(Schema):
    """A suggestion; it decides nothing."""

    prompt_id = fields.UUID(required=True, attribute="prompt.prompt_id")
    learner_id = fields.UUID(required=True, attribute="prompt.learner_id")
    kind = fields.Enum(PromptKind, by_value=True, required=True, attribute="prompt.kind")
    kind_name = label_of("kind")
    evidence = fields.Nested(EvidenceSchema, required=True, attribute="prompt.evidence")
    rules = fields.Integer(
        required=True,
        attribute="prompt.rules",
        metadata={"description": "Version of the rules that made it"},
    )
    arose_on = fields.Date(required=True, attribute="prompt.arose_on")
    answer = fields.Nested(AnswerSchema, required=True, allow_none=True)


class PromptsRequest(PageRequest):
    """About whom; of everyone one may ask about, where nobody is named."""

    learner_id = fields.UUID(load_default=None)
    school_id = fields.UUID(load_default=None)
    answered = fields.Boolean(
        load_default=False,
        truthy={"true"},
        falsy={"false"},
        metadata={"description": "Those that still hold and were answered, in place of the others"},
    )


class AnswerRequest(Schema):
    """Dismissed, and why; or acted on, and what was done."""

    learner_id = fields.UUID(required=True, metadata={"description": "Whom the prompt is about"})
    answer = fields.Enum(PromptAnswer, by_value=True, required=True)
    words = narrative("Why nothing need be done, or what was done")


@dataclass(frozen=True)
class ShownPrompt:
    """A prompt that holds today, and the answer, if any."""

    prompt: Prompt
    answer: Any | None

    @property
    def kind(self) -> PromptKind:
        """What might be worth a look."""
        return self.prompt.kind


def prompts(
    execute: Callable[[Cause, Stream, object], Outcome],
    find_learner: Callable[[UUID], Any | None],
    find_answered: Callable[[UUID], Any | None],
    facts: PromptFacts,
) -> Blueprint:
    blueprint = Blueprint("prompts", __name__, url_prefix="/prompts")

    @blueprint.get("")
    @blueprint.allows("read_prompts")
    @blueprint.arguments(PromptsRequest, location="query")
    @blueprint.response(200, page_schema(PromptSchema))
    def list_prompts(query: dict[str, Any]) -> Page:
        """What might be worth a look today, what has waited longest first."""
        asked = {name: query[name] for name in ("learner_id", "school_id")}
        held = facts.prompts(asked, caller().now.date())
        ids = [prompt.prompt_id for prompt in held]
        answers = {one.prompt_id: one for one in facts.answered({"prompt_id in": ids})}
        shown = (ShownPrompt(one, answers.get(one.prompt_id)) for one in held)
        wanted = (one for one in shown if (one.answer is not None) is query["answered"])
        return page_of(wanted, _place, query["limit"], query["cursor"])

    @blueprint.put("/<uuid:prompt_id>/answer")
    @blueprint.allows("answer_prompt")
    @blueprint.heeds(IDEMPOTENCY_KEY)
    @blueprint.arguments(AnswerRequest)
    @blueprint.response(201, Accepted)
    def put_answer(body: dict[str, Any], prompt_id: UUID) -> Any:
        """Dismiss a prompt, or say what was done; the prompt is kept with it as it was."""
        learner = find_learner(body["learner_id"])
        if learner is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        command = AnswerPrompt(
            prompt=_prompt(prompt_id, learner.learner_id),
            answer=body["answer"],
            words=body["words"],
            today=caller().now.date(),
        )
        stream = Stream("prompt", prompt_id, learner.learner_id, learner.school_id)
        return accepted(prompt_id, execute(caller().creating(), stream, command))

    def _prompt(prompt_id: UUID, learner_id: UUID) -> Prompt:
        """One that holds today, or that was answered when it held."""
        answered = find_answered(prompt_id)
        held = facts.prompts({"learner_id": learner_id}, caller().now.date())
        known = [answered.prompt] if answered else held
        for prompt in known:
            if (prompt.prompt_id, prompt.learner_id) == (prompt_id, learner_id):
                return prompt
        raise Problem(404, "prompt_unknown", field="prompt_id")

    return blueprint


def _place(shown: ShownPrompt) -> str:
    return f"{shown.prompt.arose_on} {shown.prompt.prompt_id}"
