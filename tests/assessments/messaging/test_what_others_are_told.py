from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.assessments.domain.result import Result
from services.assessments.messaging.published import publish
from shared.contracts import assessments as contracts
from shared.contracts.codec import encode
from tests.assessments.result_facts import (
    GAPS,
    LEARNER,
    READING,
    READING_AGE,
    REASON,
    RESULT,
    SCORE,
    WORDS,
    YESTERDAY,
    corrected,
    fact,
    recorded,
    sheet,
)


def test_others_are_told_that_there_is_a_result_of_what_and_when() -> None:
    assert publish(fact(recorded())) == contracts.AssessmentResultRecorded(
        result_id=RESULT, learner_id=LEARNER, instrument=READING, taken_on=YESTERDAY
    )


def test_others_are_told_that_a_result_was_corrected() -> None:
    assert publish(fact(corrected())) == contracts.AssessmentResultCorrected(
        result_id=RESULT, learner_id=LEARNER, instrument=READING
    )


@pytest.mark.parametrize("result", [SCORE, READING_AGE, WORDS, GAPS])
def test_nothing_of_a_score_sheet_leaves(result: Result) -> None:
    canary = sheet(result, form="canary", age_at_test_months=101)
    for event in (recorded(on_sheet=canary), corrected(canary)):
        told: Any = publish(fact(event))
        assert {type(getattr(told, field.name)) for field in fields(told)} <= {UUID, str, date}
        words = encode(told).decode()
        assert not [word for word in ("canary", "101", REASON, "87", "Adio") if word in words]


def test_of_what_was_erased_nothing_is_told() -> None:
    assert publish(fact(None)) is None
