"""The rules, strongest first: by which relationship one may do what, and which part is withheld."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.access.actions import Purpose
from shared.access.actor import Actor, Post
from shared.access.covered import EVERYONE, NOBODY, Covered
from shared.access.roles import Kind

TIER = "tier"
"""Which tier a learner is on tells whether the ALN question is open (ALN Act 2018 s.11)."""

CONTACT_DETAILS = "contact_details"
"""Where a learner's family lives, and how it is reached."""


_LEADING = frozenset({Post.HEADTEACHER, Post.ALNCO})
_AT_SCHOOL = _LEADING | {Post.CLASS_TEACHER, Post.TEACHING_ASSISTANT}

_ROLL = frozenset({"read_schools", "read_learners", "read_learner"})
_ANY_STAFF = _ROLL | {"raise_concern", "read_instruments", "read_staff_development"}
_READ_RESPONSE = frozenset(
    {"read_monitorings", "read_pupil_progress_forms", "read_referrals", "read_progress"}
)
_RESPOND = _READ_RESPONSE | {
    "start_monitoring",
    "measure_monitoring",
    "end_monitoring",
    "submit_pupil_progress_form",
    "amend_pupil_progress_form",
    "read_missing_forms",
    "refer_learner",
    "record_referral_step",
    "read_prompts",
    "answer_prompt",
}
_TEACHING = (_ANY_STAFF | _RESPOND) | {
    "read_tier_history",
    "read_concerns",
    "read_chronology",
    "record_assessment_result",
    "correct_assessment_result",
    "read_assessment_results",
    "set_small_step_target",
    "share_small_step_target",
    "review_small_step_target",
    "read_small_step_targets",
    "read_notices",
}
_RESPONDING = frozenset(
    {
        "decide_concern_outcome",
        "record_parent_informed",
        "record_parents_words",
        "read_parents_words",
        "read_triage",
        "complete_next_step",
        "write_one_page_profile",
        "read_one_page_profile",
    }
)
_LEADING_TRIAGE = frozenset({"hold_triage_meeting", "discuss_at_triage"})
_PARENTS_WORDS = frozenset({"record_parents_words", "read_parents_words"})
_FOLLOWING = (_ROLL | _READ_RESPONSE) | {
    "read_one_page_profile",
    "read_tier_history",
    "read_instruments",
    "read_concerns",
    "read_chronology",
    "read_assessment_results",
    "read_small_step_targets",
    "read_notices",
}
_ACCOUNTS = frozenset(
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
_OWN = frozenset(
    {"read_learner", "read_looks", "read_inbox", "open_notice", "read_one_page_profile"}
)
_CLASS_LISTS = frozenset({"record_result_sheet", "import_results", "read_missing_results"})
_TIMETABLE = frozenset({"add_instrument", "keep_timetable"})
_KEEPING_ROLL = frozenset(
    {
        *("keep_calendar", "keep_identity", "read_identity", "settle_duplicates"),
        *("transfer_learner", "record_leaving"),
    }
)
_KEEPING_ALL_ROLLS = _KEEPING_ROLL | {"keep_every_calendar", "replace_upn", "read_rollovers"}
_WHOLE_SCHOOL = frozenset({"name_tiers", "read_school_overview"})
_LEADING_SCHOOL = _WHOLE_SCHOOL | {
    "correct_provision_tier",
    "record_staff_development",
    "read_overview_lists",
}
_ROSTER = frozenset({"import_roster", "read_roster_imports"})
_RECIPIENTS = frozenset({"register_recipient", "read_recipients"})
_TRANSFERS = frozenset({"import_ctf", "read_ctf_imports"})
_RETURNS = frozenset({"export_ctf", "read_census"})
SYSTEM_ACTIONS = _ROSTER | _RECIPIENTS | _TRANSFERS
"""What a system may ever do, where its token names the action as a scope."""


@dataclass(frozen=True)
class Rule:
    """People of one kind may do `actions` for those whom `covers` gives; never see `withheld`.

    `purpose` is what a look by this rule is for, where that is not what the action is for.
    """

    name: str
    reason: str
    kind: Kind
    actions: frozenset[str]
    covers: Callable[[Actor], Covered]
    withheld: frozenset[str] = frozenset()
    purpose: Purpose | None = None


def _learners(of: Callable[[Actor], Mapping[UUID, UUID]]) -> Callable[[Actor], Covered]:
    return lambda actor: Covered(learners=of(actor))


def _schools(posts: frozenset[Post]) -> Callable[[Actor], Covered]:
    return lambda actor: Covered(schools=actor.schools_with(posts))


def _post(post: Post) -> Callable[[Actor], Covered]:
    return lambda actor: EVERYONE if actor.holds(post) else NOBODY


def _unrestricted_officer(actor: Actor) -> Covered:
    """Addresses are not kept by learner, so a restriction on any one keeps from them all."""
    restricted = actor.barred or actor.without_contact_details
    return EVERYONE if actor.holds(Post.ALN_OFFICER) and not restricted else NOBODY


def _any_post(actor: Actor) -> Covered:
    return EVERYONE if actor.posts else NOBODY


RULES: tuple[Rule, ...] = (
    Rule(
        "leads_school",
        "Headteacher or ALNCo of the learner's school",
        Kind.STAFF,
        _TEACHING
        | _RESPONDING
        | _LEADING_TRIAGE
        | _ACCOUNTS
        | _KEEPING_ROLL
        | _LEADING_SCHOOL
        | {"change_provision_tier", "read_record", "read_looks"}
        | {"read_emergencies"}
        | _RETURNS
        | {"record_census_needs"}
        | _CLASS_LISTS
        | _TIMETABLE
        | {"set_thresholds"},
        _schools(_LEADING),
    ),
    Rule(
        "teaches_class",
        "Teacher of a class the learner is in",
        Kind.STAFF,
        _TEACHING | _RESPONDING | _CLASS_LISTS,
        _learners(lambda actor: actor.teaches),
    ),
    Rule(
        "caseload",
        "Officer of the authority who has the learner's case",
        Kind.STAFF,
        _FOLLOWING
        | {"raise_concern", "read_record", "read_looks", "read_relationships"}
        | {"read_parents_words", "read_identity"},
        _learners(lambda actor: actor.caseload),
    ),
    Rule(
        "engaged_professional",
        "Professional engaged for the learner, until a day",
        Kind.STAFF,
        _FOLLOWING - {"read_notices"}
        | {"raise_concern", "record_assessment_result"}
        | {"read_parents_words"},
        _learners(lambda actor: actor.engaged_for),
    ),
    Rule(
        "emergency",
        "Emergency access, opened for a named reason until a time",
        Kind.STAFF,
        _FOLLOWING - {"read_notices"},
        _learners(lambda actor: actor.in_emergency),
        purpose=Purpose.EMERGENCY,
    ),
    Rule(
        "assists_class",
        "Teaching assistant of a class the learner is in",
        Kind.STAFF,
        _ANY_STAFF | {"read_small_step_targets", "read_one_page_profile"},
        _learners(lambda actor: actor.assists),
        frozenset({TIER}),
    ),
    Rule(
        "works_at_school",
        "Holds a post at the learner's school",
        Kind.STAFF,
        _ANY_STAFF,
        _schools(_AT_SCHOOL),
        frozenset({TIER}),
    ),
    Rule(
        "serves_authority",
        "ALN officer of the authority",
        Kind.STAFF,
        _ROLL
        | _ACCOUNTS
        | _ROSTER
        | _TRANSFERS
        | _RETURNS
        | _KEEPING_ALL_ROLLS
        | _WHOLE_SCHOOL
        | {"read_instruments", "give_caseload", "end_caseload", "read_staff_development"},
        _post(Post.ALN_OFFICER),
    ),
    Rule(
        "keeps_addresses",
        "ALN officer whom nothing keeps from any learner or family",
        Kind.STAFF,
        _RECIPIENTS | {"roll_over"},
        _unrestricted_officer,
    ),
    Rule(
        "guards_privacy",
        "Privacy officer of the authority",
        Kind.STAFF,
        frozenset({"read_looks", "read_emergencies", "read_inbox", "open_notice"}),
        _post(Post.PRIVACY_OFFICER),
    ),
    Rule(
        "holds_post",
        "Holds any post in the authority",
        Kind.STAFF,
        frozenset({"open_emergency", "read_timetable"}),
        _any_post,
    ),
    Rule(
        "parent",
        "Parent or carer, as long as the rights are theirs",
        Kind.FAMILY,
        _OWN | _PARENTS_WORDS,
        _learners(lambda actor: actor.children),
    ),
    Rule(
        "young_person",
        "The learner",
        Kind.FAMILY,
        _OWN,
        _learners(lambda actor: actor.own_record),
    ),
    Rule(
        "representative",
        "Represents a young person who lacks capacity",
        Kind.FAMILY,
        _OWN,
        _learners(lambda actor: actor.represents),
    ),
    Rule(
        "system",
        "System whose token was given for the action",
        Kind.INTEGRATION,
        SYSTEM_ACTIONS,
        lambda _: EVERYONE,
    ),
)
