from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.assessments.domain.missed_assessment import (
    AssessmentMissed,
    NotTaken,
    RecordMissedAssessment,
    missed_assessment,
)
from shared.testing.scenario import given
from tests.assessments.result_facts import LEARNER, TODAY, TOMORROW

MISSED, SHEET = UUID(int=75), UUID(int=91)


def miss(**other: Any) -> RecordMissedAssessment:
    usual: dict[str, Any] = {
        "missed_id": MISSED,
        "learner_id": LEARNER,
        "instrument": "sight_words",
        "due_on": TODAY,
        "reason": NotTaken.ABSENT,
        "sheet_id": SHEET,
        "is_own": False,
        "today": TODAY,
    }
    return RecordMissedAssessment(**usual | other)


def missed(instrument: str = "sight_words", due_on: date = TODAY) -> AssessmentMissed:
    return AssessmentMissed(
        missed_id=MISSED,
        learner_id=LEARNER,
        instrument=instrument,
        due_on=due_on,
        reason=NotTaken.ABSENT,
        sheet_id=SHEET,
    )


def test_it_is_put_on_record_once_that_an_assessment_was_not_taken() -> None:
    given(missed_assessment).when(miss()).then(missed())
    given(missed_assessment, missed()).when(miss()).then_nothing()


def test_another_reason_under_the_same_id_is_refused() -> None:
    other = replace(miss(), reason=NotTaken.UNWELL)
    given(missed_assessment, missed()).when(other).then_refused(
        "missed_assessment_already_recorded", "not_taken"
    )


def test_nothing_is_missed_in_the_future() -> None:
    given(missed_assessment).when(miss(due_on=TOMORROW)).then_refused(
        "taken_on_in_future", "taken_on"
    )


def test_only_an_instrument_that_is_known_can_be_missed() -> None:
    tea = miss(instrument="tea_leaves")
    given(missed_assessment).when(tea).then_refused("instrument_unknown", "instrument")
    given(missed_assessment).when(replace(tea, is_own=True)).then(missed("tea_leaves"))
