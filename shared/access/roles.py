"""What a token may say that somebody is. What they may do follows from relationships alone."""

from enum import StrEnum


class Role(StrEnum):
    """What a token says a person or system is."""

    CLASS_TEACHER = "class_teacher"
    TEACHING_ASSISTANT = "teaching_assistant"
    ALNCO = "alnco"
    HEADTEACHER = "headteacher"
    PROFESSIONAL = "professional"
    LA_OFFICER = "la_officer"
    PRIVACY_OFFICER = "privacy_officer"
    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    INTEGRATION = "integration"


class Kind(StrEnum):
    """As what somebody came in. The first two are also the names of the two doors."""

    STAFF = "staff"
    FAMILY = "family"
    INTEGRATION = "integration"
