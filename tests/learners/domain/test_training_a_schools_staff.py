from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.learners.domain.roll.training import (
    CancelTraining,
    PlanTraining,
    RecordAttendance,
    RecordTraining,
    Topic,
    TrainingAttended,
    TrainingCancelled,
    TrainingDetails,
    TrainingPlanned,
    TrainingRecorded,
    training,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import ALNCO, SCHOOL, TODAY, TOMORROW, YESTERDAY

TRAINING = UUID(int=71)


def details(*days: date, title: str = "Iaith Arwyddion Prydain") -> TrainingDetails:
    return TrainingDetails(
        school_id=SCHOOL,
        title=title,
        topics=(Topic.BRITISH_SIGN_LANGUAGE,),
        days=days or (TOMORROW,),
        provider="GwE",
        staff_ids=(ALNCO,),
    )


PLAN = PlanTraining(training_id=TRAINING, details=details())
PLANNED = TrainingPlanned(training_id=TRAINING, details=details())
RECORD = RecordTraining(training_id=TRAINING, details=details(YESTERDAY), today=TODAY)
RECORDED = TrainingRecorded(training_id=TRAINING, details=details(YESTERDAY))
ATTEND = RecordAttendance(days=(TODAY,), staff_ids=(ALNCO,), today=TODAY)
ATTENDED = TrainingAttended(days=(TODAY,), staff_ids=(ALNCO,))
CANCEL, CANCELLED = CancelTraining(reason="Eira"), TrainingCancelled(reason="Eira")


def test_training_is_planned_and_then_attended_or_cancelled() -> None:
    given(training).when(PLAN).then(PLANNED)
    given(training, PLANNED).when(ATTEND).then(ATTENDED)
    given(training, PLANNED).when(CANCEL).then(CANCELLED)


def test_training_that_took_place_is_recorded_at_once() -> None:
    given(training).when(RECORD).then(RECORDED)


def test_saying_it_again_changes_nothing() -> None:
    given(training, PLANNED).when(PLAN).then_nothing()
    given(training, RECORDED).when(RECORD).then_nothing()
    given(training, PLANNED, ATTENDED).when(ATTEND).then_nothing()
    given(training, PLANNED, ATTENDED).when(PLAN).then_nothing()
    given(training, PLANNED, CANCELLED).when(CANCEL).then_nothing()


def test_the_same_id_stands_for_one_training() -> None:
    other = replace(PLAN, details=details(title="Therapi Lego"))
    for past, command in ((PLANNED, other), (PLANNED, RECORD), (RECORDED, PLAN)):
        given(training, past).when(command).then_refused("training_already_recorded", "training_id")


def test_what_is_over_stays_over() -> None:
    for past in ((PLANNED, ATTENDED), (RECORDED,)):
        given(training, *past).when(CANCEL).then_refused("training_already_over", "training_id")
    given(training, PLANNED, CANCELLED).when(ATTEND).then_refused(
        "training_already_over", "training_id"
    )


def test_nobody_attended_what_was_never_planned() -> None:
    given(training).when(ATTEND).then_refused("training_not_planned", "training_id")
    given(training).when(CANCEL).then_refused("training_not_planned", "training_id")


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(PLAN, details=details(title=" ")), "title_missing", "title"),
        (replace(PLAN, details=replace(details(), provider=" ")), "provider_missing", "provider"),
        (replace(RECORD, details=details(YESTERDAY, TOMORROW)), "day_in_future", "days"),
        (replace(ATTEND, days=(TODAY, TOMORROW)), "day_in_future", "days"),
        (CancelTraining(reason=" "), "reason_missing", "reason"),
    ],
)
def test_training_says_what_by_whom_and_no_later_than_it_took_place(
    command: PlanTraining | RecordTraining | RecordAttendance | CancelTraining,
    code: str,
    field: str,
) -> None:
    given(training).when(command).then_refused(code, field)
