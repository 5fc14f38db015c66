"""A prompt, what somebody may say to it, and what was said."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.message import message


class PromptKind(StrEnum):
    """What might be worth a look."""

    INSTRUMENTS_BELOW_THRESHOLD = "instruments_below_threshold"
    NO_PROGRESS_ON_TARGET = "no_progress_on_target"
    MONITORING_ENDS = "monitoring_ends"


class PromptAnswer(StrEnum):
    """Dismissed, with a reason; or acted on, with what was done."""

    DISMISSED = "dismissed"
    ACTED_ON = "acted_on"


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class Evidence:
    """What a prompt rests on, by id; `days` are those on which it was found, the earliest first."""

    result_ids: tuple[UUID, ...] = ()
    target_ids: tuple[UUID, ...] = ()
    review_ids: tuple[UUID, ...] = ()
    monitoring_ids: tuple[UUID, ...] = ()
    days: tuple[date, ...] = ()


@message
class Prompt:
    """A suggestion; `rules` is the version of the rules that made it, `arose_on` its latest day."""

    prompt_id: UUID
    learner_id: UUID
    kind: PromptKind
    evidence: Evidence
    rules: int
    arose_on: date


@message
class PromptAnswered:
    """The prompt as it was shown, and what was said to it."""

    prompt: Prompt
    answer: PromptAnswer
    words: str
    answered_on: date


@message
class AnswerPrompt:
    """Say something to a prompt; `today` is the day of asking."""

    prompt: Prompt
    answer: PromptAnswer
    words: str
    today: date
