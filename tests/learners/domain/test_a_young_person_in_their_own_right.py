from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.learners.domain.ties.young_person import young_person
from services.learners.domain.ties.young_person_messages import (
    Capacity,
    CapacityRecorded,
    NameRepresentative,
    PassRights,
    RecordCapacity,
    ReleaseRepresentative,
    RepresentativeNamed,
    RepresentativeReleased,
    RightsPassed,
    SetAccount,
    Standing,
    YoungPersonAccountClosed,
    YoungPersonAccountOpened,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import MAM, TODAY, TOMORROW

ELERI, OTHER_LOGIN, DEPUTY = UUID(int=141), UUID(int=142), UUID(int=143)
FINDING = UUID(int=144)
PASSED = RightsPassed(passed_on=date(2026, 6, 27))
RECORD = RecordCapacity(
    finding_id=FINDING,
    capacity=Capacity.LACKS_CAPACITY,
    found_on=TODAY,
    reason="Ni all bwyso'r wybodaeth",
    today=TODAY,
)
LACKS = CapacityRecorded(
    finding_id=FINDING,
    capacity=Capacity.LACKS_CAPACITY,
    found_on=TODAY,
    reason="Ni all bwyso'r wybodaeth",
)
NAMED = RepresentativeNamed(person_id=DEPUTY, standing=Standing.DEPUTY)
NAME = NameRepresentative(person_id=DEPUTY, standing=Standing.DEPUTY)


def test_a_learner_has_one_account_and_it_can_be_closed() -> None:
    opened = YoungPersonAccountOpened(person_id=ELERI)
    closed = YoungPersonAccountClosed(person_id=ELERI)
    given(young_person).when(SetAccount(person_id=ELERI)).then(opened)
    given(young_person, opened).when(SetAccount(person_id=ELERI)).then_nothing()
    moved = given(young_person, opened).when(SetAccount(person_id=OTHER_LOGIN))
    moved.then(closed, YoungPersonAccountOpened(person_id=OTHER_LOGIN))
    given(young_person, opened).when(SetAccount(person_id=None)).then(closed)
    given(young_person, opened, closed).when(SetAccount(person_id=None)).then_nothing()


def test_rights_pass_once_when_compulsory_school_age_is_over() -> None:
    pass_rights = PassRights(born_on=date(2010, 8, 31), today=date(2026, 6, 27))
    given(young_person).when(pass_rights).then(PASSED)
    given(young_person, PASSED).when(pass_rights).then_nothing()


def test_rights_do_not_pass_a_day_early() -> None:
    early = PassRights(born_on=date(2010, 8, 31), today=date(2026, 6, 26))
    given(young_person).when(early).then_refused("rights_not_due")


def test_what_was_found_of_capacity_is_recorded_once() -> None:
    given(young_person, PASSED).when(RECORD).then(LACKS)
    given(young_person, PASSED, LACKS).when(RECORD).then_nothing()


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(RECORD, reason=" "), "reason_missing", "reason"),
        (replace(RECORD, found_on=TOMORROW), "found_on_in_future", "found_on"),
    ],
)
def test_a_finding_nobody_could_defend_is_refused(
    command: RecordCapacity, code: str, field: str
) -> None:
    given(young_person, PASSED).when(command).then_refused(code, field)


def test_a_childs_capacity_is_not_a_young_persons() -> None:
    given(young_person).when(RECORD).then_refused("rights_not_passed")


def test_only_who_lacks_capacity_is_represented() -> None:
    given(young_person, PASSED).when(NAME).then_refused("capacity_not_lacking")
    given(young_person, PASSED, LACKS).when(NAME).then(NAMED)
    given(young_person, PASSED, LACKS, NAMED).when(NAME).then_nothing()


def test_a_representative_is_released_and_another_may_remain() -> None:
    mother = RepresentativeNamed(person_id=MAM, standing=Standing.PARENT)
    represented = given(young_person, PASSED, LACKS, NAMED, mother)
    released = RepresentativeReleased(person_id=DEPUTY)
    represented.when(ReleaseRepresentative(person_id=DEPUTY)).then(released)
    again = given(young_person, PASSED, LACKS, NAMED, mother, released)
    again.when(ReleaseRepresentative(person_id=DEPUTY)).then_nothing()


def test_whoever_has_capacity_again_speaks_for_themself() -> None:
    regained = replace(RECORD, finding_id=UUID(int=145), capacity=Capacity.HAS_CAPACITY)
    recorded = replace(LACKS, finding_id=UUID(int=145), capacity=Capacity.HAS_CAPACITY)
    (
        given(young_person, PASSED, LACKS, NAMED)
        .when(regained)
        .then(recorded, RepresentativeReleased(person_id=DEPUTY))
    )
