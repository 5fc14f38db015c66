from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.targets.domain.review import NextStep, Outcome
from services.targets.domain.small_step_target import small_step_target
from services.targets.domain.small_step_target_messages import (
    Event,
    SmallStepTargetExtended,
    SmallStepTargetStopped,
)
from shared.modelling.decider import replay
from shared.testing.scenario import given
from tests.targets.target_facts import (
    LATER,
    REVIEW,
    REVIEW_ON,
    REVIEWED_ON,
    STARTS_ON,
    TODAY,
    VOICE,
    reviewing,
    was_reviewed,
    was_set,
)

PROGRESSING = (Outcome.PROGRESSING, NextStep.EXTEND)
EXTENDED = SmallStepTargetExtended(review_id=REVIEW, review_on=LATER)


def test_an_achieved_target_ends_with_its_review() -> None:
    given(small_step_target, was_set()).when(reviewing()).then(was_reviewed())


def test_a_target_may_be_reviewed_though_no_sharing_is_on_record() -> None:
    given(small_step_target, was_set()).when(reviewing()).then(was_reviewed())


def test_a_target_that_needs_more_time_is_reviewed_again_later() -> None:
    asked = reviewing(*PROGRESSING, extended_to=LATER)
    given(small_step_target, was_set()).when(asked).then(was_reviewed(*PROGRESSING), EXTENDED)


@pytest.mark.parametrize("step", [NextStep.STOP, NextStep.TWEAK, NextStep.NEW_TARGET])
def test_a_target_not_achieved_and_not_extended_is_stopped(step: NextStep) -> None:
    asked = reviewing(Outcome.NOT_ACHIEVED, step)
    given(small_step_target, was_set()).when(asked).then(
        was_reviewed(Outcome.NOT_ACHIEVED, step),
        SmallStepTargetStopped(review_id=REVIEW, stopped_on=REVIEWED_ON),
    )


def test_a_child_who_is_screened_may_go_on_with_the_target() -> None:
    asked = reviewing(Outcome.PROGRESSING, NextStep.SCREEN, extended_to=LATER)
    seen = was_reviewed(Outcome.PROGRESSING, NextStep.SCREEN)
    given(small_step_target, was_set()).when(asked).then(seen, EXTENDED)


@pytest.mark.parametrize(
    ("past", "asked"),
    [
        ((was_set(), was_reviewed()), reviewing()),
        (
            (was_set(), was_reviewed(*PROGRESSING), EXTENDED),
            reviewing(*PROGRESSING, extended_to=LATER),
        ),
    ],
)
def test_the_same_review_again_changes_nothing(past: Any, asked: Any) -> None:
    given(small_step_target, *past).when(asked).then_nothing()


def test_another_review_cannot_be_recorded_under_the_same_id() -> None:
    asked = reviewing(parents_voice="Mae'n darllen gartref.")
    reviewed = given(small_step_target, was_set(), was_reviewed()).when(asked)
    reviewed.then_refused("review_already_recorded", "review_id")


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ((was_reviewed(),), "target_already_achieved"),
        (
            (
                was_reviewed(Outcome.NOT_ACHIEVED, NextStep.STOP),
                SmallStepTargetStopped(review_id=REVIEW, stopped_on=REVIEWED_ON),
            ),
            "target_already_stopped",
        ),
    ],
)
def test_a_target_that_ended_is_not_reviewed_again(ending: Any, code: str) -> None:
    asked = reviewing(review_id=UUID(int=44))
    given(small_step_target, was_set(), *ending).when(asked).then_refused(code, "target_id")


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        (reviewing(reviewed_on=TODAY + timedelta(days=1)), "reviewed_on_in_future", "reviewed_on"),
        (
            reviewing(reviewed_on=STARTS_ON - timedelta(days=1)),
            "review_before_start",
            "reviewed_on",
        ),
        (reviewing(what_is_working=" "), "what_is_working_missing", "what_is_working"),
        (reviewing(what_is_not_working=""), "what_is_not_working_missing", "what_is_not_working"),
        (
            reviewing(childs_voice=replace(VOICE, words=" ")),
            "childs_voice_missing",
            "childs_voice.words",
        ),
        (reviewing(Outcome.ACHIEVED, NextStep.STOP), "next_step_does_not_fit", "next_step"),
        (
            reviewing(Outcome.PROGRESSING, NextStep.ACHIEVED_END),
            "next_step_does_not_fit",
            "next_step",
        ),
        (reviewing(*PROGRESSING), "extension_missing", "extended_to"),
        (reviewing(extended_to=LATER), "extension_does_not_fit", "extended_to"),
        (
            reviewing(Outcome.PROGRESSING, NextStep.STOP, extended_to=LATER),
            "extension_does_not_fit",
            "extended_to",
        ),
        (reviewing(*PROGRESSING, extended_to=REVIEW_ON), "extension_not_later", "extended_to"),
        (
            reviewing(*PROGRESSING, extended_to=REVIEWED_ON + timedelta(days=367)),
            "review_too_far",
            "extended_to",
        ),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(asked: Any, code: str, field: str) -> None:
    given(small_step_target, was_set()).when(asked).then_refused(code, field)


def test_a_review_is_not_earlier_than_the_last_one() -> None:
    asked = reviewing(review_id=UUID(int=44), reviewed_on=REVIEWED_ON - timedelta(days=1))
    past = (was_set(), was_reviewed(*PROGRESSING), EXTENDED)
    given(small_step_target, *past).when(asked).then_refused(
        "review_before_last_review", "reviewed_on"
    )


def test_an_extended_target_is_due_on_the_later_day() -> None:
    past: list[Event] = [was_set(), was_reviewed(*PROGRESSING), EXTENDED]
    state = replay(small_step_target, past)
    assert state is not None
    assert state.review_on == LATER
    assert [review.extended_to for review in state.reviews] == [LATER]
