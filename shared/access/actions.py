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
        *("keep_calendar", "keep_every_calendar"),
        *("keep_identity", "read_identity", "replace_upn", "settle_duplicates"),
        *("transfer_learner", "record_leaving", "roll_over", "read_rollovers"),
        *("import_ctf", "read_ctf_imports", "export_ctf"),
    ),
    Purpose.NOTICING_NEEDS: (
        "raise_concern",
        "read_concerns",
        "read_chronology",
        "decide_concern_outcome",
        "record_parent_informed",
        "record_parents_words",
        "read_parents_words",
        "start_monitoring",
        "measure_monitoring",
        "end_monitoring",
        "read_monitorings",
        "submit_pupil_progress_form",
        "amend_pupil_progress_form",
        "read_pupil_progress_forms",
        "read_missing_forms",
        "set_thresholds",
        "read_prompts",
        "answer_prompt",
    ),
    Purpose.PLANNING_PROVISION: (
        "hold_triage_meeting",
        "discuss_at_triage",
        "complete_next_step",
        "read_triage",
        "write_one_page_profile",
        "read_one_page_profile",
        "change_provision_tier",
        "set_small_step_target",
        "share_small_step_target",
        "review_small_step_target",
        "read_small_step_targets",
        "refer_learner",
        "record_referral_step",
        "read_referrals",
        *("name_tiers", "correct_provision_tier", "read_tier_history"),
        *("record_staff_development", "read_staff_development"),
        *("read_school_overview", "read_overview_lists"),
        "record_census_needs",
        "read_census",
    ),
    Purpose.ASSESSING: (
        "read_instruments",
        "record_assessment_result",
        "correct_assessment_result",
        "read_assessment_results",
        "add_instrument",
        "keep_timetable",
        "read_timetable",
        "read_missing_results",
        "record_result_sheet",
        "import_results",
        "read_progress",
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
