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


_LEADING = frozenset({Role.ALNCO, Role.HEADTEACHER})
_TEACHING = _LEADING | {Role.CLASS_TEACHER}
_SCHOOL = _TEACHING | {Role.TEACHING_ASSISTANT}
_RECORD = _TEACHING | {Role.LA_OFFICER}
_STAFF = _SCHOOL | {Role.LA_OFFICER}
_PARENT = frozenset({Role.PARENT})
_ANSWERABLE = _LEADING | {Role.LA_OFFICER}
_OFFICER = frozenset({Role.LA_OFFICER})
_IMPORTING = frozenset({Role.INTEGRATION, Role.LA_OFFICER})

ROLES_ALLOWED: dict[str, frozenset[Role]] = {
    "import_roster": _IMPORTING,
    "read_roster_imports": _IMPORTING | _LEADING,
    "read_schools": _STAFF,
    "read_learners": _STAFF,
    "read_learner": _STAFF,
    "raise_concern": _SCHOOL,
    "read_concerns": _RECORD,
    "change_provision_tier": _LEADING,
    "read_chronology": _RECORD,
    "read_record": _RECORD,
    "engage_professional": _ANSWERABLE,
    "release_professional": _ANSWERABLE,
    "read_professionals": _RECORD,
    "give_caseload": _OFFICER,
    "end_caseload": _OFFICER,
    "impose_restriction": _ANSWERABLE,
    "lift_restriction": _ANSWERABLE,
    "read_relationships": _ANSWERABLE,
    "open_young_person_account": _ANSWERABLE,
    "pass_rights": _ANSWERABLE,
    "record_capacity": _ANSWERABLE,
    "name_representative": _ANSWERABLE,
    "release_representative": _ANSWERABLE,
    "open_emergency": _STAFF,
    "read_emergencies": _ANSWERABLE,
    "read_instruments": _STAFF,
    "record_assessment_result": _TEACHING,
    "correct_assessment_result": _TEACHING,
    "read_assessment_results": _RECORD,
    "set_small_step_target": _TEACHING,
    "share_small_step_target": _TEACHING,
    "review_small_step_target": _TEACHING,
    "read_small_step_targets": _STAFF,
    "register_recipient": _LEADING | _IMPORTING,
    "read_recipients": _LEADING | _IMPORTING,
    "read_notices": _RECORD,
    "read_inbox": _PARENT,
    "open_notice": _PARENT,
}


def may(role: Role, action: str) -> bool:
    """May someone in this role do this at all? An action nobody listed is nobody's."""
    return role in ROLES_ALLOWED.get(action, frozenset())
