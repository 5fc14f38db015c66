from dataclasses import replace

from services.assessments.domain.instruments import CURRENT
from services.assessments.projections.assessment_results import (
    ASSESSMENT_RESULTS,
    EarlierValue,
    ResultOnRecord,
    key_of,
    project,
)
from tests.assessments.result_facts import (
    CORRECTION,
    HIGHER_SCORE,
    LEARNER,
    NOW,
    OTHER_CORRECTION,
    READING,
    REASON,
    RESULT,
    SCORE,
    TEACHER,
    YESTERDAY,
    corrected,
    fact,
    own,
    recorded,
)

ON_RECORD = ResultOnRecord(
    result_id=RESULT,
    learner_id=LEARNER,
    instrument=READING,
    taken_on=YESTERDAY,
    form="2026, ffurflen 2",
    age_at_test_months=88,
    result=SCORE,
    recorded_at=NOW,
    recorded_by=TEACHER,
    earlier=(),
    catalogue=CURRENT,
    own_version=None,
    sheet_id=None,
)
CORRECTED = replace(
    ON_RECORD,
    result=HIGHER_SCORE,
    earlier=(
        EarlierValue(
            correction_id=CORRECTION,
            form="2026, ffurflen 2",
            age_at_test_months=88,
            result=SCORE,
            reason=REASON,
            corrected_at=NOW,
            corrected_by=TEACHER,
        ),
    ),
)


def test_a_result_is_shown_with_who_recorded_it_and_when() -> None:
    assert project(None, fact(recorded())) == ON_RECORD


def test_a_result_says_by_which_definition_and_with_which_list_it_came() -> None:
    came = fact(recorded(own=own(), sheet_id=OTHER_CORRECTION))
    assert project(None, came) == replace(ON_RECORD, own_version=2, sheet_id=OTHER_CORRECTION)


def test_after_a_correction_the_earlier_value_is_shown_with_who_when_and_why() -> None:
    assert project(ON_RECORD, fact(corrected())) == CORRECTED


def test_what_was_erased_leaves_the_row_as_it_is() -> None:
    assert project(ON_RECORD, fact(None)) == ON_RECORD
    assert project(None, fact(corrected())) is None


def test_a_row_belongs_to_one_result() -> None:
    assert key_of(fact(recorded())) == (RESULT,)
    assert key_of(replace(fact(recorded()), stream_kind="monitoring")) is None


def test_a_row_is_read_back_as_it_was_written() -> None:
    columns = ASSESSMENT_RESULTS.to_columns(CORRECTED)
    stored = [getattr(value, "obj", value) for value in columns]
    assert ASSESSMENT_RESULTS.from_columns(stored) == CORRECTED
