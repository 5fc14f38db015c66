"""Which prompts has somebody answered, and what did they say?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.assessments.domain.prompt_messages import Prompt, PromptAnswer, PromptAnswered
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


@dataclass(frozen=True)
class AnsweredPrompt:
    """The prompt as it was shown, and the answer."""

    prompt_id: UUID
    learner_id: UUID
    prompt: Prompt
    answer: PromptAnswer
    words: str
    answered_on: date
    answered_at: datetime
    answered_by: str


Row = AnsweredPrompt | None


def key_of(fact: Recorded) -> tuple[UUID] | None:
    return (fact.stream_id,) if fact.stream_kind == "prompt" else None


def project(row: Row, fact: Recorded) -> Row:
    match fact.event:
        case PromptAnswered(prompt=prompt) as event:
            return AnsweredPrompt(
                prompt_id=prompt.prompt_id,
                learner_id=prompt.learner_id,
                prompt=prompt,
                answer=event.answer,
                words=event.words,
                answered_on=event.answered_on,
                answered_at=fact.occurred_at,
                answered_by=fact.actor,
            )
        case _:
            return row


ANSWERED_PROMPTS = Projection(
    table="answered_prompts",
    row=AnsweredPrompt,
    key=("prompt_id",),
    key_of=key_of,
    project=project,
    subject="learner_id",
)
