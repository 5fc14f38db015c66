from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.assessments.domain.school_thresholds import (
    SchoolThresholdsSet,
    SetSchoolThresholds,
    Threshold,
    ThresholdKind,
    school_thresholds,
)
from shared.testing.scenario import given

SCHOOL, TODAY = UUID(int=11), date(2026, 11, 24)


def threshold(value: int = 85, **other: Any) -> Threshold:
    usual: dict[str, Any] = {
        "instrument": "personalised_reading_welsh",
        "kind": ThresholdKind.SCORE_BELOW,
        "value": value,
    }
    return Threshold(**usual | other)


def choose(*thresholds: Threshold) -> SetSchoolThresholds:
    return SetSchoolThresholds(school_id=SCHOOL, thresholds=thresholds, today=TODAY)


def chosen(*thresholds: Threshold) -> SchoolThresholdsSet:
    return SchoolThresholdsSet(school_id=SCHOOL, thresholds=thresholds, set_on=TODAY)


def test_a_school_chooses_its_own_thresholds_and_may_choose_again() -> None:
    given(school_thresholds).when(choose(threshold())).then(chosen(threshold()))
    given(school_thresholds, chosen(threshold())).when(choose(threshold(80))).then(
        chosen(threshold(80))
    )


def test_it_may_go_back_to_none_and_to_what_it_had() -> None:
    given(school_thresholds, chosen(threshold())).when(choose()).then(chosen())
    given(school_thresholds, chosen(threshold()), chosen()).when(choose(threshold())).then(
        chosen(threshold())
    )


def test_an_instrument_of_the_schools_own_may_have_a_threshold() -> None:
    ladder = threshold(20, instrument="ladder", kind=ThresholdKind.PERCENT_BELOW)
    own = replace(choose(ladder), own_instruments=("ladder",))
    given(school_thresholds).when(own).then(chosen(ladder))


def test_the_same_choice_changes_nothing() -> None:
    given(school_thresholds, chosen(threshold())).when(choose(threshold())).then_nothing()


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (threshold(instrument="tea_leaves"), "instrument_unknown", "thresholds.1.instrument"),
        (threshold(40), "threshold_out_of_range", "thresholds.1.value"),
        (threshold(161), "threshold_out_of_range", "thresholds.1.value"),
        (
            threshold(0, kind=ThresholdKind.MONTHS_BEHIND_AGE),
            "threshold_out_of_range",
            "thresholds.1.value",
        ),
        (
            threshold(101, kind=ThresholdKind.PERCENT_BELOW),
            "threshold_out_of_range",
            "thresholds.1.value",
        ),
        (threshold(80, instrument="dyslexia_screener"), "threshold_repeated", "thresholds"),
    ],
)
def test_a_slip_of_the_pen_is_named(wrong: Threshold, code: str, field: str) -> None:
    first = threshold(85, instrument="dyslexia_screener")
    given(school_thresholds).when(choose(first, wrong)).then_refused(code, field)
