"""What the policy promises, whoever asks, for whatever, about whomever."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.access.actions import PURPOSE_OF, Purpose
from shared.access.actor import Actor, Held, Learner, Post
from shared.access.policy import RESTRICTED, UNRELATED, decide, reach
from shared.access.roles import Kind
from shared.access.rules import CONTACT_DETAILS, RULES, TIER
from tests.shared.access.actors import ACTORS, LEARNERS

SCHOOL, OTHER = UUID(int=1), UUID(int=2)
CHILD = Learner(UUID(int=10), SCHOOL)
AT_HAND = {CHILD.id: SCHOOL}
ACTIONS = st.sampled_from([*PURPOSE_OF, "an_action_nobody_listed"])


def staff(**known: Any) -> Actor:
    return Actor(Kind.STAFF, **known)


def holding(post: Post, school: UUID | None = SCHOOL) -> Actor:
    return staff(posts=frozenset({Held(post, school)}))


@given(ACTORS, ACTIONS)
def test_a_restriction_overrides_every_grant(actor: Actor, action: str) -> None:
    barred = replace(actor, barred=frozenset({CHILD.id}))
    assert decide(barred, action, CHILD) == RESTRICTED


@given(ACTORS, ACTIONS, st.sampled_from(LEARNERS))
def test_what_confines_a_list_and_what_decides_a_record_are_one(
    actor: Actor, action: str, learner: Learner
) -> None:
    allowed = reach(actor, action)
    listed = learner.id not in allowed.barred and (
        allowed.everyone or learner.school in allowed.schools or learner.id in allowed.individuals
    )
    assert listed == decide(actor, action, learner).allowed
    assert allowed.everyone or not listed or learner.school in allowed.touched_schools


@given(ACTORS, st.sampled_from(LEARNERS))
def test_what_no_one_listed_no_one_may_do(actor: Actor, learner: Learner) -> None:
    assert not decide(actor, "an_action_nobody_listed", learner).allowed
    assert not reach(actor, "an_action_nobody_listed")


@given(ACTORS, ACTIONS, st.sampled_from(LEARNERS))
def test_whoever_loses_every_relationship_loses_every_right(
    actor: Actor, action: str, learner: Learner
) -> None:
    assert decide(Actor(actor.kind), action, learner) == UNRELATED


@given(ACTORS, ACTIONS, st.sampled_from(LEARNERS), st.sampled_from([TIER, CONTACT_DETAILS]))
def test_a_filter_upon_a_field_finds_only_those_of_whom_it_is_shown(
    actor: Actor, action: str, learner: Learner, field: str
) -> None:
    found = reach(actor, action).needing({field}).decide(learner.id, learner.school)
    assert not found.allowed or field not in found.withheld


@pytest.mark.parametrize(
    ("post", "rule"),
    [
        (Post.HEADTEACHER, "leads_school"),
        (Post.ALNCO, "leads_school"),
        (Post.CLASS_TEACHER, "works_at_school"),
        (Post.TEACHING_ASSISTANT, "works_at_school"),
    ],
)
def test_a_post_reaches_the_school_where_it_is_held_and_no_other(post: Post, rule: str) -> None:
    assert decide(holding(post), "read_learner", CHILD).rule == rule
    assert decide(holding(post, OTHER), "read_learner", CHILD) == UNRELATED


def test_an_assistant_sees_steps_and_not_whether_the_question_is_open() -> None:
    assistant = staff(assists=AT_HAND)
    assert decide(assistant, "read_small_step_targets", CHILD).allowed
    assert decide(assistant, "read_learner", CHILD).withheld == {TIER}
    assert not decide(assistant, "read_concerns", CHILD).allowed


def test_who_teaches_and_holds_a_post_sees_by_the_stronger_rule() -> None:
    teacher = replace(holding(Post.CLASS_TEACHER), teaches=AT_HAND)
    decision = decide(teacher, "read_learner", CHILD)
    assert (decision.rule, decision.withheld) == ("teaches_class", frozenset())


def test_a_parent_kept_from_contact_details_sees_the_rest() -> None:
    parent = Actor(Kind.FAMILY, children=AT_HAND, without_contact_details=frozenset({CHILD.id}))
    decision = decide(parent, "read_learner", CHILD)
    assert decision.allowed
    assert decision.withheld == {CONTACT_DETAILS}


def test_a_member_of_staff_is_no_parent_at_the_staff_door() -> None:
    assert not decide(staff(children=AT_HAND), "read_inbox", CHILD).allowed
    assert not decide(Actor(Kind.FAMILY, teaches=AT_HAND), "read_concerns", CHILD).allowed


def test_what_is_seen_in_an_emergency_is_seen_for_that_purpose() -> None:
    opened = decide(staff(in_emergency=AT_HAND), "read_concerns", CHILD)
    assert opened.purpose is Purpose.EMERGENCY
    taught = decide(staff(teaches=AT_HAND), "read_concerns", CHILD)
    assert taught.purpose is Purpose.NOTICING_NEEDS


def test_every_rule_allows_only_listed_actions_under_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.actions <= set(PURPOSE_OF), rule.name
    assert {action for rule in RULES for action in rule.actions} == set(PURPOSE_OF)
