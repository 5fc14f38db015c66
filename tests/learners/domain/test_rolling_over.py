from datetime import date

import pytest

from services.learners.domain.roll.rollover import (
    CompleteRollover,
    RolloverCompleted,
    refuse_far_year,
    refuse_unexplained,
    rollover,
)
from shared.modelling.decider import CommandRefused
from shared.testing.scenario import given
from tests.learners.learner_facts import CHANGE, OTHER_CHANGE

COUNTS = {"school_year": 2027, "learners": 3, "moved_up": 2, "kept": 1}
DONE = RolloverCompleted(rollover_id=CHANGE, **COUNTS)


def test_a_rollover_is_put_on_record_once() -> None:
    command = CompleteRollover(rollover_id=CHANGE, **COUNTS)
    given(rollover).when(command).then(DONE)
    given(rollover, DONE).when(command).then_nothing()
    given(rollover, DONE).when(CompleteRollover(rollover_id=OTHER_CHANGE, **COUNTS)).then(
        RolloverCompleted(rollover_id=OTHER_CHANGE, **COUNTS)
    )


@pytest.mark.parametrize("school_year", [2025, 2028])
def test_a_rollover_into_a_year_that_is_not_near_is_refused(school_year: int) -> None:
    with pytest.raises(CommandRefused, match="school_year_not_near"):
        refuse_far_year(school_year, date(2026, 9, 1))


@pytest.mark.parametrize("school_year", [2026, 2027])
def test_a_rollover_is_into_the_year_that_runs_or_comes_next(school_year: int) -> None:
    refuse_far_year(school_year, date(2027, 8, 31))


def test_nobody_stays_without_a_reason() -> None:
    refuse_unexplained(["Cytunwyd â'r teulu"])
    with pytest.raises(CommandRefused, match="reason_missing"):
        refuse_unexplained(["Cytunwyd â'r teulu", " "])
