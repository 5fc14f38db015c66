"""The figures that the services are held against are worked out from the plot, and right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from deploy.year.comparing import Compared, Otherwise, refuse_differences
from deploy.year.days import FIGURES_ON, INSET, ROLLOVER, SNOW, TERMS, TRIAGE_ON
from deploy.year.figures import figures
from deploy.year.plot import NextStep, TierMove, Worry, Year, years
from deploy.year.school import school

DAY = date(2025, 11, 12)
LEARNER = replace(school().learners[0], year_group="R")
NOTICED = Worry("phonics", DAY, DAY + timedelta(days=7), "monitor", None)


def test_the_school_has_210_learners_in_seven_year_groups_of_thirty() -> None:
    found = figures(years(), date(2025, 9, 2))
    assert found.learners == 210
    assert set(found.year_groups.values()) == {30}
    assert found.tiers == {"universal": 210}
    assert found.areas == {}


def test_a_concern_counts_from_its_day_and_is_open_until_something_came_of_it() -> None:
    year = Year(LEARNER, NOTICED)
    for days, areas, still in ((-1, {}, 0), (0, {"phonics": 1}, 1), (7, {"phonics": 1}, 0)):
        found = figures([year], DAY + timedelta(days=days))
        assert (found.areas, found.concerns_without_outcome) == (areas, still)


@pytest.mark.parametrize(
    ("done_after", "overdue_after", "overdue"),
    [(None, 14, 0), (None, 15, 1), (20, 19, 1), (20, 20, 0), (10, 30, 0)],
)
def test_a_step_is_overdue_after_its_day_until_it_is_done(
    done_after: int | None, overdue_after: int, overdue: int
) -> None:
    decided = DAY + timedelta(days=7)
    done_on = None if done_after is None else decided + timedelta(days=done_after)
    step = NextStep(decided + timedelta(days=14), done_on)
    year = Year(LEARNER, replace(NOTICED, next_step=step))
    assert figures([year], decided + timedelta(days=overdue_after)).next_steps_overdue == overdue


def test_a_tier_holds_from_the_day_that_was_right_in_the_end() -> None:
    moved = TierMove("targeted", DAY, first_said=DAY - timedelta(days=7))
    year = Year(LEARNER, None, (moved, TierMove("alp", DAY + timedelta(days=49))))
    days = (DAY - timedelta(days=1), DAY, DAY + timedelta(days=49))
    tiers = [figures([year], day).tiers for day in days]
    assert tiers == [{"universal": 1}, {"targeted": 1}, {"alp": 1}]


def test_who_moved_is_gone_that_day_and_who_left_the_day_after() -> None:
    moved, left = Year(LEARNER, moves_on=DAY), Year(LEARNER, leaves_on=DAY)
    assert [figures([one], DAY).learners for one in (moved, left)] == [0, 1]
    assert figures([left], DAY + timedelta(days=1)).learners == 0
    assert figures([moved], DAY - timedelta(days=1)).learners == 1


def test_everybody_goes_up_in_september() -> None:
    sixth = Year(replace(LEARNER, year_group="6"))
    assert figures([Year(LEARNER), sixth], ROLLOVER).year_groups == {"1": 1, "7": 1}
    assert figures([Year(LEARNER)], ROLLOVER - timedelta(days=1)).year_groups == {"R": 1}


def test_something_of_every_kind_happens_in_the_year() -> None:
    worries = [year.worry for year in years() if year.worry]
    assert {worry.outcome for worry in worries} >= {"watch", "monitor", "targets", None}
    assert any(move.first_said for year in years() for move in year.tiers)
    assert sum(year.moves_on is not None for year in years()) == 1
    assert sum(year.leaves_on is not None for year in years()) == 1
    figured = [figures(years(), day) for day in FIGURES_ON]
    assert max(one.next_steps_overdue for one in figured) > 0
    assert all(one.tiers.keys() == {"universal", "targeted", "alp"} for one in figured[1:])


def test_nothing_happens_at_school_on_a_day_it_is_closed() -> None:
    noticed = [year.worry.noticed_on for year in years() if year.worry]
    closed = {*INSET, SNOW}
    for day in (*noticed, *TRIAGE_ON):
        assert day.weekday() < 5
        assert day not in closed
        assert any(term.starts_on <= day <= term.ends_on for term in TERMS)
        assert not any(term.half_term[0] <= day <= term.half_term[1] for term in TERMS)


def test_a_figure_that_is_not_the_same_is_told() -> None:
    same, other = Compared(DAY, "learners", 210, 210), Compared(DAY, "tiers", {}, {"alp": 1})
    refuse_differences([same])
    with pytest.raises(Otherwise, match=r"2025-11-12 tiers: \{\}, apart \{'alp': 1\}"):
        refuse_differences([same, other])
