"""The language a person asked for. It is the person's choice, never derived from the learner."""

from enum import StrEnum


class Language(StrEnum):
    """Unknown until somebody has asked; until then Welsh comes first (domain.md §4)."""

    WELSH = "cy"
    ENGLISH = "en"
    UNKNOWN = "unknown"
