from dataclasses import replace
from datetime import date

from services.learners.domain.roll.learner import learner
from services.learners.domain.roll.learner_messages import (
    LearnerDetailsCorrected,
    LearnerPlacedInClass,
    LearnerRemovedFromClass,
    LinkParents,
    ParentLinked,
    ParentUnlinked,
    PlaceInClasses,
    Relationship,
    UpnReplaced,
)
from services.learners.domain.roll.roll_messages import LearnerMovedSchool, LearnerMovedYearGroup
from services.learners.domain.roll.year_group import YearGroup, parse_year_group
from shared.testing.scenario import given
from tests.learners.learner_facts import (
    DAD,
    ENROLLED,
    NAIN,
    OTHER_SCHOOL,
    OTHER_UPN,
    READING_GROUP,
    UPN,
    details,
    enrol,
    parent,
    place,
)


def test_a_learner_new_to_the_roll_is_enrolled() -> None:
    given(learner).when(enrol()).then(ENROLLED)


def test_the_same_roster_again_changes_nothing() -> None:
    given(learner, ENROLLED).when(enrol()).then_nothing()


def test_the_first_day_is_kept_of_who_is_new_and_is_no_difference_of_who_is_known() -> None:
    first = date(2026, 9, 1)
    told = replace(enrol(), enrolled_on=first)
    given(learner).when(told).then(replace(ENROLLED, enrolled_on=first))
    given(learner, ENROLLED).when(told).then_nothing()


def test_an_unsound_upn_is_refused() -> None:
    given(learner).when(enrol(upn="X681213425001")).then_refused("upn_check_letter", "upn")
    given(learner, ENROLLED).when(enrol(upn="X")).then_refused("upn_length", "upn")


def test_each_kind_of_difference_is_a_fact_of_its_own() -> None:
    renamed = details(family_name="Jones")
    given(learner, ENROLLED).when(enrol(about=renamed)).then(
        LearnerDetailsCorrected(details=renamed)
    )
    given(learner, ENROLLED).when(enrol(upn=OTHER_UPN)).then(
        UpnReplaced(upn=OTHER_UPN, former_upn=UPN)
    )
    given(learner, ENROLLED).when(enrol(school_id=OTHER_SCHOOL)).then(
        LearnerMovedSchool(school_id=OTHER_SCHOOL)
    )
    given(learner, ENROLLED).when(enrol(year_group=YearGroup.YEAR_3)).then(
        LearnerMovedYearGroup(year_group=YearGroup.YEAR_3)
    )


def test_several_differences_at_once_are_all_recorded_and_then_nothing_differs() -> None:
    command = enrol(OTHER_UPN, details("Llew"), YearGroup.YEAR_3, OTHER_SCHOOL)
    events = (
        UpnReplaced(upn=OTHER_UPN, former_upn=UPN),
        LearnerDetailsCorrected(details=details("Llew")),
        LearnerMovedSchool(school_id=OTHER_SCHOOL),
        LearnerMovedYearGroup(year_group=YearGroup.YEAR_3),
    )
    given(learner, ENROLLED).when(command).then(*events)
    given(learner, ENROLLED, *events).when(command).then_nothing()


def test_classes_left_out_are_left_and_new_ones_joined() -> None:
    group = place(READING_GROUP, is_own_class=False)
    given(learner, ENROLLED, LearnerPlacedInClass(place=place())).when(
        PlaceInClasses(places=(group, group))
    ).then(LearnerRemovedFromClass(place=place()), LearnerPlacedInClass(place=group))


def test_the_same_classes_again_change_nothing() -> None:
    past = (ENROLLED, LearnerPlacedInClass(place=place()))
    given(learner, *past).when(PlaceInClasses(places=(place(),))).then_nothing()


def test_a_class_that_was_left_can_be_joined_again() -> None:
    past = (
        ENROLLED,
        LearnerPlacedInClass(place=place()),
        LearnerRemovedFromClass(place=place()),
    )
    given(learner, *past).when(PlaceInClasses(places=(place(),))).then(
        LearnerPlacedInClass(place=place())
    )


def test_parents_left_out_are_unlinked_and_new_ones_linked() -> None:
    given(learner, ENROLLED, ParentLinked(parent=parent())).when(
        LinkParents(parents=(parent(DAD),))
    ).then(ParentUnlinked(parent=parent()), ParentLinked(parent=parent(DAD)))


def test_the_same_parents_again_change_nothing() -> None:
    given(learner, ENROLLED, ParentLinked(parent=parent())).when(
        LinkParents(parents=(parent(), parent()))
    ).then_nothing()


def test_a_relative_who_becomes_the_guardian_is_linked_anew() -> None:
    relative = parent(NAIN, Relationship.RELATIVE)
    guardian = parent(NAIN, Relationship.GUARDIAN)
    given(learner, ENROLLED, ParentLinked(parent=relative)).when(
        LinkParents(parents=(guardian,))
    ).then(ParentUnlinked(parent=relative), ParentLinked(parent=guardian))


def test_nobody_is_placed_or_linked_before_being_enrolled() -> None:
    for command in (PlaceInClasses(places=()), LinkParents(parents=())):
        given(learner).when(command).then_refused("learner_not_enrolled", "learner_id")


def test_year_groups_are_read_with_or_without_a_leading_nought() -> None:
    assert parse_year_group("03") is YearGroup.YEAR_3
    assert parse_year_group("R") is YearGroup.RECEPTION
    assert parse_year_group("N2") is YearGroup.N2
    for unknown in ("15", "0", "", "KG", "003"):
        assert parse_year_group(unknown) is None
