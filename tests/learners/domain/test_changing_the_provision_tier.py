from dataclasses import replace
from uuid import UUID

from hypothesis import given as given_any
from hypothesis import strategies as st

from services.learners.domain.response.provision_tier import NAMES, Tier
from services.learners.domain.response.tier_history import standing
from services.learners.domain.roll.learner import learner
from services.learners.domain.roll.learner_messages import Event
from shared.contracts.learners import LegalMeaning
from shared.modelling.decider import replay
from shared.testing.scenario import given
from tests.learners.learner_facts import (
    ENROLLED,
    OTHER_CHANGE,
    TODAY,
    TOMORROW,
    UNIVERSAL_PLUS,
    YESTERDAY,
    change_tier,
    tier_changed,
)


def test_a_learner_starts_with_what_everybody_receives_and_moves_on_from_there() -> None:
    given(learner, ENROLLED).when(change_tier()).then(tier_changed())


def test_the_tier_before_is_part_of_the_fact() -> None:
    given(learner, ENROLLED, tier_changed()).when(
        change_tier(Tier.ALP, change_id=OTHER_CHANGE)
    ).then(tier_changed(Tier.ALP, Tier.TARGETED, OTHER_CHANGE))


def test_asking_twice_changes_the_tier_once() -> None:
    given(learner, ENROLLED, tier_changed()).when(change_tier()).then_nothing()


def test_the_same_change_with_other_content_is_refused() -> None:
    other = change_tier(Tier.ALP)
    given(learner, ENROLLED, tier_changed()).when(other).then_refused(
        "tier_change_already_made", "change_id"
    )


def test_a_change_recorded_before_own_tiers_were_known_is_recognised_when_asked_again() -> None:
    earlier = replace(tier_changed(), legal_meaning=None)
    given(learner, ENROLLED, earlier).when(change_tier()).then_nothing()


def test_a_change_may_name_which_of_the_schools_own_tiers_it_is() -> None:
    plus = change_tier(Tier.UNIVERSAL, own_tier=UNIVERSAL_PLUS)
    changed = tier_changed(Tier.UNIVERSAL, own_tier=UNIVERSAL_PLUS)
    given(learner, ENROLLED).when(plus).then(changed)
    again = change_tier(Tier.UNIVERSAL, OTHER_CHANGE, own_tier=UNIVERSAL_PLUS)
    given(learner, ENROLLED, changed).when(again).then_refused("tier_unchanged", "tier")


def test_a_schools_own_tier_must_stand_for_the_tier() -> None:
    given(learner, ENROLLED).when(change_tier(own_tier=UNIVERSAL_PLUS)).then_refused(
        "tier_does_not_fit", "own_tier"
    )


def test_a_change_that_held_earlier_does_not_become_the_tier_of_now() -> None:
    earlier = change_tier(Tier.ALP, OTHER_CHANGE, effective_on=YESTERDAY)
    decided = given(learner, ENROLLED, tier_changed()).when(earlier)
    decided.then(tier_changed(Tier.ALP, Tier.UNIVERSAL, OTHER_CHANGE, YESTERDAY))
    state = replay(learner, [ENROLLED, tier_changed(), *decided.events])
    assert state is not None
    assert state.tier is Tier.TARGETED
    assert standing(state.tiers, YESTERDAY).tier is Tier.ALP
    assert standing(state.tiers, TODAY).tier is Tier.TARGETED


def test_moving_to_the_same_tier_is_refused() -> None:
    given(learner, ENROLLED, tier_changed()).when(change_tier(change_id=OTHER_CHANGE)).then_refused(
        "tier_unchanged", "tier"
    )


def test_a_reason_is_needed() -> None:
    given(learner, ENROLLED).when(change_tier(reason=" \n")).then_refused(
        "reason_missing", "reason"
    )


def test_a_change_takes_effect_today_or_earlier() -> None:
    given(learner, ENROLLED).when(change_tier(effective_on=TOMORROW)).then_refused(
        "effective_on_in_future", "effective_on"
    )
    assert given(learner, ENROLLED).when(change_tier(effective_on=YESTERDAY)).events


def test_only_a_learner_on_the_roll_has_a_tier() -> None:
    given(learner).when(change_tier()).then_refused("learner_not_enrolled", "learner_id")


@given_any(st.lists(st.sampled_from(Tier), max_size=6))
def test_the_last_tier_accepted_is_the_tier(tiers: list[Tier]) -> None:
    events: list[Event] = [ENROLLED]
    expected = Tier.UNIVERSAL
    for number, tier in enumerate(tiers):
        command = change_tier(tier, change_id=UUID(int=number))
        decided = given(learner, *events).when(command)
        if tier is expected:
            decided.then_refused("tier_unchanged", "tier")
            continue
        events, expected = [*events, *decided.events], tier
        given(learner, *events).when(command).then_nothing()
    state = replay(learner, events)
    assert state is not None
    assert state.tier is expected


def test_every_tier_has_names_and_a_meaning_in_law() -> None:
    assert set(NAMES) == set(Tier)
    for name in NAMES.values():
        assert name.welsh
        assert name.english
        assert LegalMeaning(name.legal_meaning)
