"""The child's own words, and how they were obtained: neither is recorded without the other."""

from enum import StrEnum

from shared.modelling.message import message


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
