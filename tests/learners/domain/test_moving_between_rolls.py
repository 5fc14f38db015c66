from dataclasses import replace
from datetime import date

import pytest

from services.learners.domain.roll.learner import learner
from services.learners.domain.roll.learner_messages import (
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    ReplaceUpn,
    UpnReplaced,
)
from services.learners.domain.roll.roll_messages import (
    Destination,
    LearnerKeptInYearGroup,
    LearnerLeft,
    LearnerMovedSchool,
    LearnerMovedYearGroup,
    LearnerReturned,
    LeaveSchools,
    MoveUp,
    RollCommand,
    TransferLearner,
)
from services.learners.domain.roll.year_group import YearGroup
from shared.testing.scenario import given
from tests.learners.learner_facts import (
    CHANGE,
    ENROLLED,
    OTHER_SCHOOL,
    OTHER_UPN,
    READING_GROUP,
    SCHOOL,
    TODAY,
    TOMORROW,
    UPN,
    YESTERDAY,
    enrol,
    place,
)

TRANSFER = TransferLearner(
    transfer_id=CHANGE,
    school_id=OTHER_SCHOOL,
    moved_on=TODAY,
    reason="Symud tŷ / moved house",
    today=TODAY,
)
MOVED = LearnerMovedSchool(
    school_id=OTHER_SCHOOL, transfer_id=CHANGE, moved_on=TODAY, reason=TRANSFER.reason
)
LEAVE = LeaveSchools(
    left_on=YESTERDAY,
    destination=Destination.SCHOOL_ELSEWHERE_IN_UK,
    destination_name="St Chad's, Shrewsbury",
    today=TODAY,
)
LEFT = LearnerLeft(
    left_on=YESTERDAY, destination=LEAVE.destination, destination_name=LEAVE.destination_name
)
OWN, GROUP = place(), place(READING_GROUP, is_own_class=False)
PLACED = (LearnerPlacedInClass(place=OWN), LearnerPlacedInClass(place=GROUP))
REMOVED = (LearnerRemovedFromClass(place=OWN), LearnerRemovedFromClass(place=GROUP))
UP = MoveUp(school_year=2027, placed_on=TODAY, stays_because=None)
MOVED_UP = LearnerMovedYearGroup(year_group=YearGroup.YEAR_3, school_year=2027)


def test_a_transfer_moves_the_learner_and_ends_the_places_in_classes() -> None:
    given(learner, ENROLLED, *PLACED).when(TRANSFER).then(MOVED, *REMOVED)


def test_a_transfer_asked_again_changes_nothing_even_after_another() -> None:
    back = replace(MOVED, school_id=SCHOOL, transfer_id=OTHER_SCHOOL)
    given(learner, ENROLLED, MOVED).when(TRANSFER).then_nothing()
    given(learner, ENROLLED, MOVED, back).when(TRANSFER).then_nothing()
    given(learner, ENROLLED, MOVED).when(replace(TRANSFER, reason="Arall")).then_refused(
        "transfer_already_recorded", "transfer_id"
    )


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(TRANSFER, school_id=SCHOOL), "school_unchanged", "school_id"),
        (replace(TRANSFER, reason=" "), "reason_missing", "reason"),
        (replace(TRANSFER, moved_on=TOMORROW), "moved_on_in_future", "moved_on"),
        (replace(LEAVE, left_on=TOMORROW), "left_on_in_future", "left_on"),
        (replace(UP, stays_because=" "), "reason_missing", "stay"),
    ],
)
def test_what_cannot_be_is_refused(command: RollCommand, code: str, field: str) -> None:
    given(learner, ENROLLED).when(command).then_refused(code, field)


def test_a_learner_who_leaves_has_no_place_in_a_class_and_keeps_the_last_school() -> None:
    given(learner, ENROLLED, *PLACED).when(LEAVE).then(LEFT, *REMOVED)
    given(learner, ENROLLED, LEFT).when(LEAVE).then_nothing()
    given(learner, ENROLLED, LEFT).when(replace(LEAVE, left_on=TODAY)).then_refused(
        "leaving_already_recorded", "learner_id"
    )


def test_who_is_on_no_roll_is_not_transferred_and_comes_back_by_being_enrolled() -> None:
    given(learner, ENROLLED, LEFT).when(TRANSFER).then_refused("learner_not_on_roll", "learner_id")
    returned = LearnerReturned(school_id=OTHER_SCHOOL, year_group=YearGroup.YEAR_4)
    given(learner, ENROLLED, LEFT).when(
        enrol(year_group=YearGroup.YEAR_4, school_id=OTHER_SCHOOL)
    ).then(returned)
    given(learner, ENROLLED, LEFT, returned).when(
        enrol(year_group=YearGroup.YEAR_4, school_id=OTHER_SCHOOL)
    ).then_nothing()
    given(learner, ENROLLED, LEFT, returned).when(LEAVE).then(LEFT)


def test_a_rosters_move_is_known_by_no_id() -> None:
    by_roster = LearnerMovedSchool(school_id=OTHER_SCHOOL)
    given(learner, ENROLLED, by_roster).when(replace(TRANSFER, school_id=SCHOOL)).then(
        replace(MOVED, school_id=SCHOOL)
    )


def test_a_learner_goes_up_one_year_group_once_for_a_school_year() -> None:
    given(learner, ENROLLED).when(UP).then(MOVED_UP)
    given(learner, ENROLLED, MOVED_UP).when(UP).then_nothing()
    given(learner, ENROLLED, MOVED_UP).when(replace(UP, school_year=2026)).then_nothing()
    given(learner, ENROLLED, MOVED_UP).when(replace(UP, school_year=2028)).then(
        LearnerMovedYearGroup(year_group=YearGroup.YEAR_4, school_year=2028)
    )


def test_a_correction_of_the_year_group_does_not_count_as_going_up() -> None:
    corrected = LearnerMovedYearGroup(year_group=YearGroup.YEAR_3)
    given(learner, ENROLLED, corrected).when(UP).then(
        replace(MOVED_UP, year_group=YearGroup.YEAR_4)
    )


def test_a_year_group_given_in_the_year_that_begins_stands() -> None:
    given(learner, ENROLLED).when(replace(UP, placed_on=date(2027, 9, 1))).then_nothing()
    given(learner, ENROLLED).when(replace(UP, placed_on=date(2027, 8, 31))).then(MOVED_UP)


def test_who_is_kept_back_stays_with_the_reason_and_is_not_moved_by_a_second_rollover() -> None:
    kept = LearnerKeptInYearGroup(school_year=2027, reason="Cytunwyd â'r teulu")
    given(learner, ENROLLED).when(replace(UP, stays_because=kept.reason)).then(kept)
    given(learner, ENROLLED, kept).when(UP).then_nothing()


def test_year_14_and_who_has_left_stay_as_they_are() -> None:
    oldest = replace(ENROLLED, year_group=YearGroup.YEAR_14)
    given(learner, oldest).when(UP).then_nothing()
    given(learner, ENROLLED, LEFT).when(UP).then_nothing()


def test_a_temporary_upn_is_replaced_and_the_former_one_kept() -> None:
    replaced = UpnReplaced(upn=OTHER_UPN, former_upn=UPN)
    given(learner, ENROLLED).when(ReplaceUpn(upn=OTHER_UPN)).then(replaced)
    given(learner, ENROLLED, replaced).when(ReplaceUpn(upn=OTHER_UPN)).then_nothing()
    given(learner, ENROLLED).when(ReplaceUpn(upn="X")).then_refused("upn_length", "upn")
