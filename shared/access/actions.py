"""Everything that can be asked for, and what it is asked for the sake of."""

from enum import StrEnum


class Purpose(StrEnum):
    """Why a record is looked at or changed: stands in the record of looks."""

    KEEPING_THE_ROLL = "keeping_the_roll"
    NOTICING_NEEDS = "noticing_needs"
    PLANNING_PROVISION = "planning_provision"
    ASSESSING = "assessing"
    INFORMING_FAMILY = "informing_family"
    SETTLING_ACCESS = "settling_access"
    HOLDING_TO_ACCOUNT = "holding_to_account"
    EMERGENCY = "emergency"


_BY_PURPOSE: dict[Purpose, tuple[str, ...]] = {
    Purpose.KEEPING_THE_ROLL: (
        "import_roster",
        "read_roster_imports",
        "read_schools",
        "read_learners",
        "read_learner",
    ),
    Purpose.NOTICING_NEEDS: ("raise_concern", "read_concerns", "read_chronology"),
    Purpose.PLANNING_PROVISION: (
        "change_provision_tier",
        "set_small_step_target",
        "share_small_step_target",
        "review_small_step_target",
        "read_small_step_targets",
        *("name_tiers", "correct_provision_tier", "read_tier_history"),
        *("record_staff_development", "read_staff_development"),
        *("read_school_overview", "read_overview_lists"),
    ),
    Purpose.ASSESSING: (
        "read_instruments",
        "record_assessment_result",
        "correct_assessment_result",
        "read_assessment_results",
    ),
    Purpose.INFORMING_FAMILY: (
        "register_recipient",
        "read_recipients",
        "read_notices",
        "read_inbox",
        "open_notice",
    ),
    Purpose.SETTLING_ACCESS: (
        "engage_professional",
        "release_professional",
        "read_professionals",
        "give_caseload",
        "end_caseload",
        "impose_restriction",
        "lift_restriction",
        "read_relationships",
        "open_young_person_account",
        "pass_rights",
        "record_capacity",
        "name_representative",
        "release_representative",
    ),
    Purpose.HOLDING_TO_ACCOUNT: ("read_record", "read_looks", "read_emergencies"),
    Purpose.EMERGENCY: ("open_emergency",),
}

PURPOSE_OF: dict[str, Purpose] = {
    action: purpose for purpose, actions in _BY_PURPOSE.items() for action in actions
}
"""The purpose of each action; what is not listed here, nobody may do."""
