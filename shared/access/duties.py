"""What goes together: the actions that one duty needs, by which the rules are put together."""

ROLL = frozenset({"read_schools", "read_learners", "read_learner"})
ANY_STAFF = ROLL | {"raise_concern", "read_instruments", "read_staff_development"}

FOLLOWING = ROLL | {
    "read_instruments",
    "read_concerns",
    "read_chronology",
    "read_tier_history",
    "read_one_page_profile",
    "read_assessment_results",
    "read_progress",
    "read_monitorings",
    "read_pupil_progress_forms",
    "read_referrals",
    "read_small_step_targets",
}
"""To follow how a learner does, and what is done for them."""

RESPONDING = frozenset(
    {
        "decide_concern_outcome",
        "record_parent_informed",
        "read_triage",
        "complete_next_step",
        "write_one_page_profile",
        *("start_monitoring", "measure_monitoring", "end_monitoring"),
        *("submit_pupil_progress_form", "amend_pupil_progress_form", "read_missing_forms"),
        *("refer_learner", "record_referral_step"),
        *("read_prompts", "answer_prompt"),
    }
)
"""To do something about what was noticed."""

PARENTS_WORDS = frozenset({"record_parents_words", "read_parents_words"})
ASSESSING = frozenset(
    {
        *("record_assessment_result", "correct_assessment_result"),
        *("record_result_sheet", "import_results", "read_missing_results"),
    }
)
TARGETS = frozenset(
    {"set_small_step_target", "share_small_step_target", "review_small_step_target"}
)
TEACHING = (
    ANY_STAFF | FOLLOWING | RESPONDING | PARENTS_WORDS | ASSESSING | TARGETS | {"read_notices"}
)

WHOLE_SCHOOL = frozenset({"name_tiers", "read_school_overview"})
LEADING = WHOLE_SCHOOL | {
    *("change_provision_tier", "correct_provision_tier"),
    *("hold_triage_meeting", "discuss_at_triage"),
    *("add_instrument", "keep_timetable", "set_thresholds"),
    *("record_staff_development", "read_overview_lists", "record_census_needs"),
    *("read_record", "read_looks", "read_emergencies"),
}
"""To co-ordinate what a school does, and to answer for it."""

ACCOUNTS = frozenset(
    {
        "engage_professional",
        "release_professional",
        "read_professionals",
        "impose_restriction",
        "lift_restriction",
        "read_relationships",
        "open_young_person_account",
        "pass_rights",
        "record_capacity",
        "name_representative",
        "release_representative",
    }
)
"""To settle who may see a learner's record."""

KEEPING_ROLL = frozenset(
    {
        *("keep_calendar", "keep_identity", "read_identity", "settle_duplicates"),
        *("transfer_learner", "record_leaving"),
    }
)
KEEPING_ALL_ROLLS = KEEPING_ROLL | {"keep_every_calendar", "replace_upn", "read_rollovers"}
RETURNS = frozenset({"export_ctf", "read_census"})

ROSTER = frozenset({"import_roster", "read_roster_imports"})
TRANSFERS = frozenset({"import_ctf", "read_ctf_imports"})
RECIPIENTS = frozenset({"register_recipient", "read_recipients"})
SYSTEM_ACTIONS = ROSTER | TRANSFERS | RECIPIENTS
"""What a system may ever do, where its token names the action as a scope."""

OWN = frozenset(
    {"read_learner", "read_one_page_profile", "read_looks", "read_inbox", "open_notice"}
)
"""What is a learner's own, and their family's, to see."""
