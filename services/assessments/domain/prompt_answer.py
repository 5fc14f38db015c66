"""The answer to a prompt: by a person, once, with what they say to it."""

from dataclasses import dataclass, replace

from services.assessments.domain.prompt_messages import AnswerPrompt, PromptAnswered
from services.assessments.domain.words import refuse_another, refuse_blank
from shared.modelling.decider import Decider

Command = AnswerPrompt
Event = PromptAnswered


@dataclass(frozen=True)
class Answered:
    answered: PromptAnswered


State = Answered | None  # None until it is answered


def decide(prompt: State, command: Command) -> list[Event]:
    answered = PromptAnswered(
        prompt=command.prompt,
        answer=command.answer,
        words=command.words,
        answered_on=command.today,
    )
    if prompt is not None:
        again = replace(answered, answered_on=prompt.answered.answered_on)
        refuse_another(prompt.answered, again, "prompt_already_answered", "prompt_id")
        return []
    refuse_blank(answered.words, "words", "words")
    return [answered]


def evolve(_: State, event: Event) -> State:
    return Answered(event)


prompt_answer: Decider[State, Command, Event] = Decider(None, decide, evolve)
