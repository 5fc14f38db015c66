"""The vocabulary of a review: how it went, who said what, and what is decided (domain.md §2)."""

from datetime import date
from enum import StrEnum

from shared.modelling.decider import CommandRefused
from shared.modelling.message import message


class Outcome(StrEnum):
    ACHIEVED = "achieved"
    PROGRESSING = "progressing"
    NOT_ACHIEVED = "not_achieved"


class NextStep(StrEnum):
    """What is decided; a target that is tweaked or replaced is set anew, and follows this one."""

    ACHIEVED_END = "achieved_end"
    EXTEND = "extend"
    TWEAK = "tweak"
    NEW_TARGET = "new_target"
    STOP = "stop"
    SCREEN = "screen"
    REFER = "refer"


class HowObtained(StrEnum):
    """How the child's voice was obtained (domain.md §4: always said)."""

    CONVERSATION = "conversation"
    WRITING = "writing"
    DRAWING = "drawing"
    SYMBOLS_OR_SIGNS = "symbols_or_signs"
    OBSERVATION = "observation"
    TOLD_BY_TRUSTED_ADULT = "told_by_trusted_adult"
    CHOSE_NOT_TO_SAY = "chose_not_to_say"


@message
class ChildsVoice:
    """What the child says of it; of one who chose not to, how the question was put."""

    words: str
    how_obtained: HowObtained


_FITTING = {
    Outcome.ACHIEVED: {
        NextStep.ACHIEVED_END,
        NextStep.NEW_TARGET,
        NextStep.SCREEN,
        NextStep.REFER,
    },
    Outcome.PROGRESSING: set(NextStep) - {NextStep.ACHIEVED_END},
    Outcome.NOT_ACHIEVED: set(NextStep) - {NextStep.ACHIEVED_END},
}
# Screened or referred, a child may go on with the target meanwhile.
_MAY_GO_ON = {NextStep.EXTEND, NextStep.SCREEN, NextStep.REFER}


def refuse_unfitting(outcome: Outcome, next_step: NextStep, extended_to: date | None) -> None:
    """Refuse a next step that the outcome does not lead to, or an extension it has no place for."""
    if next_step not in _FITTING[outcome]:
        raise CommandRefused("next_step_does_not_fit", "next_step")
    if extended_to is None:
        if next_step is NextStep.EXTEND:
            raise CommandRefused("extension_missing", "extended_to")
    elif outcome is Outcome.ACHIEVED or next_step not in _MAY_GO_ON:
        raise CommandRefused("extension_does_not_fit", "extended_to")
