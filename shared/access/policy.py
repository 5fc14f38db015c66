"""Which role may do what. Relationships to a learner narrow this in a later release."""

from enum import StrEnum


class Role(StrEnum):
    """What a token says a person or system is."""

    CLASS_TEACHER = "class_teacher"
    TEACHING_ASSISTANT = "teaching_assistant"
    ALNCO = "alnco"
    HEADTEACHER = "headteacher"
    LA_OFFICER = "la_officer"
    PARENT = "parent"
    INTEGRATION = "integration"


_TEACHING = frozenset({Role.CLASS_TEACHER, Role.ALNCO, Role.HEADTEACHER})
_LEADING = frozenset({Role.ALNCO, Role.HEADTEACHER})
_STAFF = _TEACHING | {Role.TEACHING_ASSISTANT, Role.LA_OFFICER}
_PARENT = frozenset({Role.PARENT})

ROLES_ALLOWED: dict[str, frozenset[Role]] = {
    "read_record": _TEACHING | {Role.LA_OFFICER},
}


def may(role: Role, action: str) -> bool:
    """May someone in this role do this at all? An action nobody listed is nobody's."""
    return role in ROLES_ALLOWED.get(action, frozenset())
