from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.assessments.domain.prompt_answer import prompt_answer
from services.assessments.domain.prompt_messages import (
    AnswerPrompt,
    Evidence,
    Prompt,
    PromptAnswer,
    PromptAnswered,
    PromptKind,
)
from shared.testing.scenario import given
from tests.assessments.result_facts import LEARNER

TODAY = date(2026, 11, 24)
PROMPT = Prompt(
    prompt_id=UUID(int=701),
    learner_id=LEARNER,
    kind=PromptKind.MONITORING_ENDS,
    evidence=Evidence(monitoring_ids=(UUID(int=602),), days=(TODAY,)),
    rules=1,
    arose_on=TODAY,
)


def answer(**other: Any) -> AnswerPrompt:
    usual: dict[str, Any] = {
        "prompt": PROMPT,
        "answer": PromptAnswer.DISMISSED,
        "words": "Roedd yn sâl adeg y prawf",
        "today": TODAY,
    }
    return AnswerPrompt(**usual | other)


def answered(**other: Any) -> PromptAnswered:
    usual = PromptAnswered(
        prompt=PROMPT,
        answer=PromptAnswer.DISMISSED,
        words="Roedd yn sâl adeg y prawf",
        answered_on=TODAY,
    )
    return replace(usual, **other)


def test_a_prompt_is_dismissed_with_a_reason_and_its_evidence_stays_on_record() -> None:
    given(prompt_answer).when(answer()).then(answered())


def test_what_was_done_upon_a_prompt_is_said() -> None:
    done = {"answer": PromptAnswer.ACTED_ON, "words": "Gosodwyd targed newydd"}
    given(prompt_answer).when(answer(**done)).then(answered(**done))


def test_the_same_answer_again_changes_nothing_on_any_day() -> None:
    tomorrow = answer(today=TODAY + timedelta(days=1))
    given(prompt_answer, answered()).when(tomorrow).then_nothing()


def test_another_answer_is_refused() -> None:
    given(prompt_answer, answered()).when(answer(words="Arall")).then_refused(
        "prompt_already_answered", "prompt_id"
    )


def test_an_answer_says_something() -> None:
    given(prompt_answer).when(answer(words=" ")).then_refused("words_missing", "words")
