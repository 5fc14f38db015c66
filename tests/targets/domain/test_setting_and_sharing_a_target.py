from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.targets.domain.small_step_target import small_step_target
from services.targets.domain.small_step_target_messages import SmartWording
from shared.testing.scenario import given
from tests.targets.target_facts import (
    SET_ON,
    STARTS_ON,
    TARGET,
    TODAY,
    WORDING,
    setting,
    sharing,
    was_set,
    was_shared,
)

TOMORROW = TODAY + timedelta(days=1)


def test_a_target_is_set_in_the_smart_format() -> None:
    given(small_step_target).when(setting()).then(was_set())


def test_setting_the_same_target_again_changes_nothing() -> None:
    given(small_step_target, was_set()).when(setting()).then_nothing()


def test_another_target_cannot_be_set_under_the_same_id() -> None:
    other = setting(adult="Mr Ŷ")
    given(small_step_target, was_set()).when(other).then_refused("target_already_set", "target_id")


@pytest.mark.parametrize("part", ["statement", "baseline", "criterion", "achievable", "relevant"])
def test_every_part_of_the_wording_is_said(part: str) -> None:
    wording: SmartWording = replace(WORDING, **{part: "  "})
    asked = given(small_step_target).when(setting(wording=wording))
    asked.then_refused(f"{part}_missing", f"wording.{part}")


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"strategies": (" ",)}, "strategies_missing", "strategies"),
        ({"adult": ""}, "adult_missing", "adult"),
        ({"follows": TARGET}, "target_follows_itself", "follows"),
        ({"set_on": TOMORROW}, "set_on_in_future", "set_on"),
        ({"review_on": STARTS_ON}, "review_not_after_start", "review_on"),
        ({"review_on": STARTS_ON + timedelta(days=367)}, "review_too_far", "review_on"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(
    said: dict[str, Any], code: str, field: str
) -> None:
    given(small_step_target).when(setting(**said)).then_refused(code, field)


def test_a_target_may_follow_another() -> None:
    before = UUID(int=9)
    given(small_step_target).when(setting(follows=before)).then(was_set(follows=before))


def test_a_sharing_is_put_on_record() -> None:
    given(small_step_target, was_set()).when(sharing()).then(was_shared())


def test_the_same_sharing_again_changes_nothing() -> None:
    given(small_step_target, was_set(), was_shared()).when(sharing()).then_nothing()


def test_a_target_may_be_shared_twice() -> None:
    second = UUID(int=33)
    past = (was_set(), was_shared())
    given(small_step_target, *past).when(sharing(share_id=second)).then(was_shared(share_id=second))


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"childs_view": "Not so good"}, "share_already_recorded", "share_id"),
        ({"share_id": UUID(int=5), "shared_on": TOMORROW}, "shared_on_in_future", "shared_on"),
        (
            {"share_id": UUID(int=5), "shared_on": SET_ON - timedelta(days=1)},
            "shared_before_set",
            "shared_on",
        ),
    ],
)
def test_a_sharing_that_makes_no_sense_is_refused(
    said: dict[str, Any], code: str, field: str
) -> None:
    past = (was_set(), was_shared())
    given(small_step_target, *past).when(sharing(**said)).then_refused(code, field)


def test_what_was_not_set_cannot_be_shared() -> None:
    given(small_step_target).when(sharing()).then_refused("target_not_set", "target_id")
