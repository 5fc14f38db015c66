import pytest

from services.assessments.domain.assessment_result import assessment_result
from services.assessments.domain.result import Result
from shared.testing.scenario import given
from tests.assessments.result_facts import (
    GAPS,
    HIGHER_SCORE,
    READING_AGE,
    SCORE,
    TODAY,
    TOMORROW,
    WORDS,
    corrected,
    record,
    recorded,
    sheet,
)


@pytest.mark.parametrize(
    ("instrument", "result"),
    [
        ("personalised_numeracy_reasoning", SCORE),
        ("hertfordshire_reading", READING_AGE),
        ("sight_words", WORDS),
        ("number_stacks", GAPS),
    ],
)
def test_a_result_is_put_on_record_as_printed(instrument: str, result: Result) -> None:
    given(assessment_result).when(record(instrument, result=result)).then(
        recorded(instrument, sheet(result))
    )


def test_recording_it_twice_puts_it_on_record_once() -> None:
    given(assessment_result, recorded()).when(record()).then_nothing()


def test_a_retry_after_a_correction_does_not_undo_it() -> None:
    given(assessment_result, recorded(), corrected()).when(record()).then_nothing()


def test_another_result_under_the_same_id_is_refused() -> None:
    given(assessment_result, recorded()).when(record(result=HIGHER_SCORE)).then_refused(
        "result_already_recorded", "result_id"
    )


def test_no_test_is_taken_in_the_future() -> None:
    given(assessment_result).when(record(taken_on=TOMORROW)).then_refused(
        "taken_on_in_future", "taken_on"
    )
    assert given(assessment_result).when(record(taken_on=TODAY)).events


def test_an_instrument_nobody_knows_is_refused() -> None:
    given(assessment_result).when(record("tea_leaves")).then_refused(
        "instrument_unknown", "instrument"
    )


def test_an_instrument_gives_only_results_of_its_shapes() -> None:
    given(assessment_result).when(record(result=WORDS)).then_refused(
        "shape_not_of_instrument", "result.shape"
    )


def test_the_form_of_the_test_is_named() -> None:
    given(assessment_result).when(record(form=" ")).then_refused("form_missing", "form")


@pytest.mark.parametrize("months", [0, -1, 26 * 12])
def test_the_age_at_test_is_that_of_a_learner(months: int) -> None:
    given(assessment_result).when(record(age_at_test_months=months)).then_refused(
        "age_at_test_out_of_range", "age_at_test"
    )
