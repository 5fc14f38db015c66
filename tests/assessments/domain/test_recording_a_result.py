from uuid import UUID

import pytest

from services.assessments.domain.assessment_result import assessment_result
from services.assessments.domain.result import Result, Stage
from shared.testing.scenario import given
from tests.assessments.result_facts import (
    AT_RISK,
    GAPS,
    HIGHER_SCORE,
    PERCENTILE,
    PURPLE,
    READING_AGE,
    REPORT,
    SCORE,
    STANINE,
    TODAY,
    TOMORROW,
    WORDS,
    YESTERDAY,
    corrected,
    own,
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
        ("dyslexia_portfolio", PERCENTILE),
        ("dyslexia_screener", STANINE),
        ("read_write_inc_phonics", PURPLE),
        ("dynamo_maths", AT_RISK),
        ("personalised_reading_welsh", REPORT),
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


BOOK_BAND = Stage(stage="gwyrdd", percent=None)
SHEET, OTHER_SHEET = UUID(int=91), UUID(int=92)


def test_a_schools_own_instrument_gives_what_the_school_says_it_gives() -> None:
    given(assessment_result).when(record("book_bands", result=BOOK_BAND, own=own())).then(
        recorded("book_bands", sheet(BOOK_BAND), own=own())
    )
    wrong = record("book_bands", result=PURPLE, own=own())
    given(assessment_result).when(wrong).then_refused("stage_unknown", "result.stage")


def test_a_test_taken_after_a_school_retired_the_instrument_is_refused() -> None:
    retired = record("book_bands", result=BOOK_BAND, own=own(YESTERDAY), taken_on=TODAY)
    given(assessment_result).when(retired).then_refused("instrument_retired", "instrument")


def test_a_test_taken_before_it_was_retired_may_be_recorded_later() -> None:
    late = record("book_bands", result=BOOK_BAND, own=own(YESTERDAY), taken_on=YESTERDAY)
    assert given(assessment_result).when(late).events


def test_a_retry_is_known_though_the_school_has_defined_the_instrument_anew() -> None:
    before = recorded("book_bands", sheet(BOOK_BAND), own=own())
    again = record("book_bands", result=BOOK_BAND, own=own(TODAY))
    given(assessment_result, before).when(again).then_nothing()


def test_with_which_list_a_result_came_makes_it_no_other_result() -> None:
    from_list = recorded(sheet_id=SHEET)
    given(assessment_result).when(record(sheet_id=SHEET)).then(from_list)
    given(assessment_result, from_list).when(record(sheet_id=OTHER_SHEET)).then_nothing()


def test_a_result_of_the_first_catalogue_is_known_again_under_the_second() -> None:
    given(assessment_result, recorded(catalogue=1)).when(record()).then_nothing()
