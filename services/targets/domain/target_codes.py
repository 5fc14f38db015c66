"""Codes of a small step target."""

from enum import StrEnum


class TargetArea(StrEnum):
    """The one area a target is for: of learning, or personal, social, behaviour (domain.md §2)."""

    ORACY = "oracy"
    READING = "reading"
    WRITING = "writing"
    PHONICS = "phonics"
    SPELLING = "spelling"
    NUMBER = "number"
    COMMUNICATION = "communication"
    PERSONAL_AND_SOCIAL = "personal_and_social"
    BEHAVIOUR = "behaviour"
    ORGANISATION = "organisation"
    SENSORY_OR_PHYSICAL = "sensory_or_physical"


class SharedBy(StrEnum):
    """How the parents were shown a target."""

    MEETING = "meeting"
    LETTER = "letter"
    ONLINE = "online"
    TELEPHONE = "telephone"


class TargetStatus(StrEnum):
    """Where a target stands; of one that is stopped, its last review says why."""

    OPEN = "open"
    ACHIEVED = "achieved"
    STOPPED = "stopped"
