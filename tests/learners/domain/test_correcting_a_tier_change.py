"""A change of tier that was recorded wrongly is corrected, and nothing of it is lost."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given as given_any
from hypothesis import strategies as st

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.response.tier_history import standing
from services.learners.domain.roll.learner import learner
from services.learners.domain.roll.learner_messages import (
    Command,
    CorrectProvisionTier,
    Event,
    ProvisionTierChangeCorrected,
    ProvisionTierChanged,
)
from services.learners.projections.roll.learners import LEARNERS
from shared.modelling.decider import CommandRefused, replay
from shared.testing.scenario import given
from tests.learners.facts import fact
from tests.learners.learner_facts import (
    CHANGE,
    ENROLLED,
    OTHER_CHANGE,
    OTHER_CORRECTION,
    TODAY,
    TOMORROW,
    UNIVERSAL_PLUS,
    YESTERDAY,
    change_tier,
    correct_tier,
    on_tier,
    tier_changed,
    tier_corrected,
)

PAST = (ENROLLED, tier_changed())


def test_the_day_from_which_a_change_holds_is_corrected() -> None:
    given(learner, *PAST).when(correct_tier(effective_on=YESTERDAY)).then(
        tier_corrected(on_tier(Tier.TARGETED, YESTERDAY), effective_on=YESTERDAY)
    )


def test_the_tier_and_the_reason_are_corrected_and_the_rest_stays() -> None:
    command = correct_tier(tier=Tier.UNIVERSAL, own_tier=UNIVERSAL_PLUS, reason="Proffil")
    given(learner, *PAST).when(command).then(
        tier_corrected(
            on_tier(Tier.UNIVERSAL, TODAY, UNIVERSAL_PLUS),
            tier=Tier.UNIVERSAL,
            own_tier="plus",
            reason="Proffil",
        )
    )


def test_what_was_recorded_in_error_is_withdrawn_and_the_tier_before_stands() -> None:
    withdrawn = tier_corrected(on_tier(Tier.UNIVERSAL, None), withdrawn=True)
    given(learner, *PAST).when(correct_tier(withdrawn=True)).then(withdrawn)
    given(learner, *PAST, withdrawn).when(
        correct_tier(OTHER_CORRECTION, effective_on=YESTERDAY)
    ).then_refused("tier_change_withdrawn", "change_id")


def test_a_correction_of_an_earlier_change_leaves_the_tier_of_now() -> None:
    later = tier_changed(Tier.ALP, Tier.TARGETED, OTHER_CHANGE)
    given(learner, *PAST, later).when(correct_tier(effective_on=YESTERDAY)).then(
        tier_corrected(on_tier(Tier.ALP), effective_on=YESTERDAY)
    )


def test_asking_for_the_same_correction_twice_corrects_once() -> None:
    command = correct_tier(effective_on=YESTERDAY)
    first = tier_corrected(on_tier(Tier.TARGETED, YESTERDAY), effective_on=YESTERDAY)
    given(learner, *PAST, first).when(command).then_nothing()
    second = replace(first, correction_id=OTHER_CORRECTION, reason="Arall")
    given(learner, *PAST, first, second).when(command).then_nothing()
    given(learner, *PAST, first).when(replace(command, because="Arall")).then_refused(
        "tier_correction_already_made", "correction_id"
    )


def test_a_correction_says_why_and_what() -> None:
    for command, code, field in (
        (correct_tier(effective_on=YESTERDAY, because=" "), "because_missing", "because"),
        (correct_tier(), "correction_changes_nothing", None),
        (correct_tier(effective_on=TODAY), "correction_changes_nothing", None),
        (correct_tier(reason=" "), "reason_missing", "reason"),
        (correct_tier(effective_on=TOMORROW), "effective_on_in_future", "effective_on"),
        (correct_tier(withdrawn=True, reason="?"), "withdrawn_says_all", "withdrawn"),
        (correct_tier(change_id=OTHER_CHANGE), "tier_change_unknown", "change_id"),
        (correct_tier(tier=Tier.ALP, own_tier=UNIVERSAL_PLUS), "tier_does_not_fit", "own_tier"),
    ):
        given(learner, *PAST).when(command).then_refused(code, field)


def test_nothing_is_corrected_of_whom_nothing_is_known() -> None:
    given(learner).when(correct_tier()).then_refused("learner_not_enrolled", "learner_id")


DAYS = st.integers(0, 6).map(lambda back: TODAY - timedelta(days=back))
IDS = st.integers(1, 4).map(lambda number: UUID(int=number))
CHANGES = st.builds(change_tier, st.sampled_from(Tier), IDS, effective_on=DAYS)
CORRECTIONS = st.builds(
    correct_tier,
    IDS,
    IDS,
    tier=st.none() | st.sampled_from(Tier),
    effective_on=st.none() | DAYS,
) | st.builds(correct_tier, IDS, IDS, withdrawn=st.sampled_from([True]))


def accepted(commands: list[Command]) -> list[Event]:
    events: list[Event] = [ENROLLED]
    for command in commands:
        try:
            decided = learner.decide(replay(learner, events), command)
        except CommandRefused:
            continue
        events.extend(decided)
        assert learner.decide(replay(learner, events), command) == []
    return events


def told_apart(events: list[Event], day: date) -> Tier:
    """What a person with the events before them, and a pencil, finds for a day."""
    made: dict[UUID, tuple[date, int, Tier]] = {}
    for number, event in enumerate(events):
        if isinstance(event, ProvisionTierChanged):
            made[event.change_id] = (event.effective_on, number, event.tier)
        if isinstance(event, ProvisionTierChangeCorrected) and event.withdrawn:
            del made[event.change_id]
        elif isinstance(event, ProvisionTierChangeCorrected):
            number = made[event.change_id][1]  # noqa: PLW2901 - a correction keeps the place
            made[event.change_id] = (event.effective_on, number, event.tier)
    holding = [one for one in made.values() if one[0] <= day]
    return max(holding)[2] if holding else Tier.UNIVERSAL


@given_any(st.lists(CHANGES | CORRECTIONS, max_size=12), DAYS)
def test_the_tier_of_any_day_follows_from_all_changes_as_they_read_now(
    commands: list[Command], day: date
) -> None:
    events = accepted(commands)
    state = replay(learner, events)
    assert state is not None
    assert standing(state.tiers, day).tier is told_apart(events, day)
    assert state.tier is told_apart(events, TODAY)
    row = None
    for event in events:
        row = LEARNERS.project(row, fact(event))
    assert row is not None
    assert (row.tier, row.tier_since) == (state.tier, standing(state.tiers).since)


def test_a_correction_names_the_change_it_is_of() -> None:
    assert correct_tier() == CorrectProvisionTier(
        change_id=CHANGE,
        correction_id=correct_tier().correction_id,
        because="Dyddiad anghywir",
        corrected_by=correct_tier().corrected_by,
        today=TODAY,
    )
