"""The rules, strongest first: by which relationship one may do what, and which part is withheld."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.access.actions import Purpose
from shared.access.actor import Actor, Post
from shared.access.covered import EVERYONE, NOBODY, Covered
from shared.access.duties import (
    ACCOUNTS,
    ANY_STAFF,
    FOLLOWING,
    KEEPING_ALL_ROLLS,
    KEEPING_ROLL,
    LEADING,
    OWN,
    PARENTS_WORDS,
    RECIPIENTS,
    RETURNS,
    ROLL,
    ROSTER,
    SYSTEM_ACTIONS,
    TEACHING,
    TRANSFERS,
    WHOLE_SCHOOL,
)
from shared.access.roles import Kind

TIER = "tier"
"""Which tier a learner is on tells whether the ALN question is open (ALN Act 2018 s.11)."""

CONTACT_DETAILS = "contact_details"
"""Where a learner's family lives, and how it is reached."""


_LEADING = frozenset({Post.HEADTEACHER, Post.ALNCO})
_AT_SCHOOL = _LEADING | {Post.CLASS_TEACHER, Post.TEACHING_ASSISTANT}


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
        TEACHING | LEADING | ACCOUNTS | KEEPING_ROLL | RETURNS,
        _schools(_LEADING),
    ),
    Rule(
        "teaches_class",
        "Teacher of a class the learner is in",
        Kind.STAFF,
        TEACHING,
        _learners(lambda actor: actor.teaches),
    ),
    Rule(
        "caseload",
        "Officer of the authority who has the learner's case",
        Kind.STAFF,
        FOLLOWING
        | {"raise_concern", "read_parents_words", "read_notices"}
        | {"read_identity", "read_relationships", "read_record", "read_looks"},
        _learners(lambda actor: actor.caseload),
    ),
    Rule(
        "engaged_professional",
        "Professional engaged for the learner, until a day",
        Kind.STAFF,
        FOLLOWING | {"raise_concern", "read_parents_words", "record_assessment_result"},
        _learners(lambda actor: actor.engaged_for),
    ),
    Rule(
        "emergency",
        "Emergency access, opened for a named reason until a time",
        Kind.STAFF,
        FOLLOWING,
        _learners(lambda actor: actor.in_emergency),
        purpose=Purpose.EMERGENCY,
    ),
    Rule(
        "assists_class",
        "Teaching assistant of a class the learner is in",
        Kind.STAFF,
        ANY_STAFF | {"read_small_step_targets", "read_one_page_profile"},
        _learners(lambda actor: actor.assists),
        frozenset({TIER}),
    ),
    Rule(
        "works_at_school",
        "Holds a post at the learner's school",
        Kind.STAFF,
        ANY_STAFF,
        _schools(_AT_SCHOOL),
        frozenset({TIER}),
    ),
    Rule(
        "serves_authority",
        "ALN officer of the authority",
        Kind.STAFF,
        ROLL
        | ACCOUNTS
        | ROSTER
        | KEEPING_ALL_ROLLS
        | WHOLE_SCHOOL
        | TRANSFERS
        | RETURNS
        | {"read_instruments", "give_caseload", "end_caseload", "read_staff_development"},
        _post(Post.ALN_OFFICER),
    ),
    Rule(
        "keeps_addresses",
        "ALN officer whom nothing keeps from any learner or family",
        Kind.STAFF,
        RECIPIENTS | {"roll_over"},
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
        OWN | PARENTS_WORDS,
        _learners(lambda actor: actor.children),
    ),
    Rule(
        "young_person",
        "The learner",
        Kind.FAMILY,
        OWN,
        _learners(lambda actor: actor.own_record),
    ),
    Rule(
        "representative",
        "Represents a young person who lacks capacity",
        Kind.FAMILY,
        OWN,
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
