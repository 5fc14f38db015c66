from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.assessments.domain.assessment_timetable import AssessmentTimetableKept
from services.assessments.domain.missed_assessment import AssessmentMissed, NotTaken
from services.assessments.domain.result import Result
from services.assessments.messaging.published import publish
from shared.contracts import assessments as contracts
from shared.contracts.codec import encode
from tests.assessments.result_facts import (
    AT_RISK,
    GAPS,
    LEARNER,
    PURPLE,
    READING,
    READING_AGE,
    REASON,
    REPORT,
    RESULT,
    SCORE,
    WORDS,
    YESTERDAY,
    corrected,
    fact,
    recorded,
    sheet,
)

SHEET = UUID(int=91)


def test_others_are_told_that_there_is_a_result_of_what_and_when() -> None:
    assert publish(fact(recorded())) == contracts.AssessmentResultRecorded(
        result_id=RESULT, learner_id=LEARNER, instrument=READING, taken_on=YESTERDAY
    )


def test_others_are_told_that_a_result_was_corrected() -> None:
    assert publish(fact(corrected())) == contracts.AssessmentResultCorrected(
        result_id=RESULT, learner_id=LEARNER, instrument=READING
    )


def test_others_are_told_that_an_assessment_was_not_taken_and_why() -> None:
    missed = AssessmentMissed(
        missed_id=RESULT,
        learner_id=LEARNER,
        instrument=READING,
        due_on=YESTERDAY,
        reason=NotTaken.UNWELL,
        sheet_id=SHEET,
    )
    assert publish(fact(missed)) == contracts.AssessmentMissed(
        missed_id=RESULT,
        learner_id=LEARNER,
        instrument=READING,
        due_on=YESTERDAY,
        reason=contracts.NotTaken.UNWELL,
    )


def test_a_timetable_stays_in_the_service() -> None:
    kept = AssessmentTimetableKept(school_id=SHEET, school_year=2026, entries=())
    assert publish(fact(kept)) is None


@pytest.mark.parametrize("result", [SCORE, READING_AGE, WORDS, GAPS, PURPLE, AT_RISK, REPORT])
def test_nothing_of_a_score_sheet_leaves(result: Result) -> None:
    canary = sheet(result, form="canary", age_at_test_months=101)
    for event in (recorded(on_sheet=canary), corrected(canary)):
        told: Any = publish(fact(event))
        assert {type(getattr(told, field.name)) for field in fields(told)} <= {UUID, str, date}
        words = encode(told).decode()
        assert not [
            word
            for word in ("canary", "101", REASON, "87", "Adio", "purple", "risk", "degol")
            if word in words
        ]


def test_of_what_was_erased_nothing_is_told() -> None:
    assert publish(fact(None)) is None
