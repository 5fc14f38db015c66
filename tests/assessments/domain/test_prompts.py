from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.assessments.domain.progress import Taken
from services.assessments.domain.prompt_messages import Evidence, PromptKind
from services.assessments.domain.prompts import Facts, Target, TargetReview, Watched, prompts
from services.assessments.domain.result import Result
from services.assessments.domain.school_thresholds import Threshold, ThresholdKind
from tests.assessments.result_facts import LEARNER
from tests.assessments.taken import age, count, score, skills, taken

TODAY = date(2026, 6, 1)
SCORE = Threshold(instrument="reading", kind=ThresholdKind.SCORE_BELOW, value=85)
NUMBER = replace(SCORE, instrument="number")
MONTHS = Threshold(instrument="age", kind=ThresholdKind.MONTHS_BEHIND_AGE, value=12)
PERCENT = Threshold(instrument="words", kind=ThresholdKind.PERCENT_BELOW, value=50)
ALL = (SCORE, NUMBER, MONTHS, PERCENT)
LOW, LOW_NUMBER = taken(score(84), number=1), taken(score(70), number=2, instrument="number")
TARGET, MONITORING = UUID(int=601), UUID(int=602)


def about(results: Sequence[Taken] = (), thresholds: Sequence[Threshold] = ALL) -> Facts:
    return Facts(LEARNER, results=results, thresholds=thresholds)


def test_two_instruments_below_the_schools_threshold_are_worth_a_look_with_the_evidence() -> None:
    (prompt,) = prompts(about([LOW, LOW_NUMBER]), TODAY)
    assert (prompt.kind, prompt.learner_id) == (PromptKind.INSTRUMENTS_BELOW_THRESHOLD, LEARNER)
    assert prompt.evidence == Evidence(
        result_ids=(LOW.result_id, LOW_NUMBER.result_id),
        days=(LOW.taken_on, LOW_NUMBER.taken_on),
    )
    assert prompt.arose_on == LOW_NUMBER.taken_on


def test_one_instrument_below_says_nothing_however_often_it_was_taken() -> None:
    assert prompts(about([LOW, replace(LOW, result_id=UUID(int=1))]), TODAY) == []


def test_where_the_school_has_chosen_no_threshold_nothing_is_below_it() -> None:
    assert prompts(about([LOW, LOW_NUMBER], thresholds=()), TODAY) == []
    assert prompts(about([LOW, LOW_NUMBER], thresholds=(SCORE,)), TODAY) == []


def test_the_latest_result_of_an_instrument_counts() -> None:
    better = taken(score(85), number=3)
    assert prompts(about([better, LOW, LOW_NUMBER]), TODAY) == []


def test_a_result_of_more_than_a_school_year_ago_says_nothing_of_today() -> None:
    last = LOW.taken_on + timedelta(days=366)
    assert len(prompts(about([LOW, LOW_NUMBER]), last)) == 1
    assert prompts(about([LOW, LOW_NUMBER]), last + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("instrument", "result", "is_below"),
    [
        ("reading", score(85), False),
        ("reading", score(84), True),
        ("reading", count(0), False),
        ("age", age(85), False),
        ("age", age(84), True),
        ("words", count(23), False),
        ("words", count(22), True),
        ("words", skills(1, 0), False),
        ("words", skills(1, 0, 0), True),
        ("words", score(40), False),
    ],
)
def test_each_threshold_is_compared_with_the_shape_it_is_meant_for(
    instrument: str, result: Result, *, is_below: bool
) -> None:
    asked = about([LOW_NUMBER, taken(result, instrument=instrument, age=96)])
    assert bool(prompts(asked, TODAY)) is is_below


def test_with_new_evidence_there_is_a_new_prompt_and_with_the_same_the_same() -> None:
    (first,) = prompts(about([LOW, LOW_NUMBER]), TODAY)
    (again,) = prompts(about([LOW_NUMBER, LOW]), TODAY + timedelta(days=9))
    (later,) = prompts(about([LOW, LOW_NUMBER, taken(score(60), number=3)]), TODAY)
    assert first == again
    assert later.prompt_id != first.prompt_id


def review(outcome: str, next_step: str = "extend", number: int = 1) -> TargetReview:
    return TargetReview(
        UUID(int=650 + number), outcome, next_step, TODAY - timedelta(days=90 - number)
    )


@pytest.mark.parametrize(
    ("reviews", "is_prompted"),
    [
        ([], False),
        ([review("not_achieved", "extend")], False),
        ([review("not_achieved", "stop")], True),
        ([review("not_achieved", "new_target")], True),
        ([review("not_achieved"), review("not_achieved", number=2)], True),
        ([review("progressing"), review("not_achieved", "stop", 2)], False),
        ([review("not_achieved"), review("achieved", "achieved_end", 2)], False),
    ],
)
def test_no_progress_across_a_targets_life_is_worth_a_look(
    reviews: list[TargetReview], *, is_prompted: bool
) -> None:
    found = prompts(Facts(LEARNER, targets=[Target(TARGET, reviews)]), TODAY)
    assert [one.evidence for one in found] == [
        Evidence(
            target_ids=(TARGET,),
            review_ids=tuple(one.review_id for one in reviews),
            days=tuple(one.reviewed_on for one in reviews),
        )
    ] * is_prompted


@pytest.mark.parametrize(("days", "is_prompted"), [(15, False), (14, True), (-30, True)])
def test_a_monitoring_that_ends_soon_without_an_outcome_is_worth_a_look(
    days: int, *, is_prompted: bool
) -> None:
    ends_on = TODAY + timedelta(days=days)
    found = prompts(Facts(LEARNER, monitorings=[Watched(MONITORING, ends_on)]), TODAY)
    assert [(one.kind, one.evidence.monitoring_ids, one.arose_on) for one in found] == [
        (PromptKind.MONITORING_ENDS, (MONITORING,), ends_on)
    ] * is_prompted


def test_the_latest_evidence_comes_first() -> None:
    facts = replace(
        about([LOW, LOW_NUMBER]),
        targets=[Target(TARGET, [review("not_achieved", "stop")])],
        monitorings=[Watched(MONITORING, TODAY)],
    )
    found = prompts(facts, TODAY)
    assert {one.kind for one in found} == set(PromptKind)
    days = [one.arose_on for one in found]
    assert days == sorted(days, reverse=True)


@given(st.permutations([LOW, LOW_NUMBER, taken(age(50), 96, 3, "age")]), st.integers(0, 3))
def test_prompts_do_not_depend_on_the_order_of_facts(results: list[Any], some: int) -> None:
    asked = results[:some]
    assert prompts(about(asked), TODAY) == prompts(about(sorted(asked, key=str)), TODAY)
