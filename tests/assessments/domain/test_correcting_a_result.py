from services.assessments.domain.assessment_result import (
    AssessmentResult,
    Correction,
    Event,
    assessment_result,
)
from services.assessments.domain.result import Stage, StandardisedScore
from shared.modelling.decider import replay
from shared.testing.scenario import given
from tests.assessments.result_facts import (
    AT_RISK,
    GAPS,
    HIGHER_SCORE,
    OTHER_CORRECTION,
    SCORE,
    WORDS,
    YESTERDAY,
    correct,
    corrected,
    own,
    record,
    recorded,
    sheet,
)


def test_a_correction_says_what_should_have_been_recorded_and_why() -> None:
    given(assessment_result, recorded()).when(correct()).then(corrected())


def test_what_a_correction_leaves_out_stands_as_it_is() -> None:
    given(assessment_result, recorded()).when(correct(form="Form 1", age_at_test_months=89)).then(
        corrected(sheet(SCORE, "Form 1", 89))
    )


def test_the_value_before_is_still_there() -> None:
    past: list[Event] = [recorded(), corrected()]
    assert replay(assessment_result, past) == AssessmentResult(
        recorded=recorded(),
        sheet=sheet(HIGHER_SCORE),
        corrections=(Correction(corrected=corrected(), earlier=sheet(SCORE)),),
    )


def test_a_corrected_result_can_be_corrected_again_even_back_to_what_it_was() -> None:
    given(assessment_result, recorded(), corrected()).when(
        correct(OTHER_CORRECTION, result=SCORE)
    ).then(corrected(sheet(SCORE), OTHER_CORRECTION))


def test_correcting_it_twice_corrects_it_once() -> None:
    given(assessment_result, recorded(), corrected()).when(correct()).then_nothing()


def test_a_retry_is_recognised_after_another_correction() -> None:
    back = corrected(sheet(SCORE), OTHER_CORRECTION)
    given(assessment_result, recorded(), corrected(), back).when(correct()).then_nothing()


def test_another_correction_under_the_same_id_is_refused() -> None:
    other = correct(result=HIGHER_SCORE, reason="Something else")
    given(assessment_result, recorded(), corrected()).when(other).then_refused(
        "correction_already_made", "correction_id"
    )


def test_a_correction_that_changes_nothing_is_refused() -> None:
    given(assessment_result, recorded()).when(correct(result=SCORE)).then_refused(
        "correction_changes_nothing"
    )


def test_a_reason_is_needed() -> None:
    given(assessment_result, recorded()).when(
        correct(result=HIGHER_SCORE, reason=" \n")
    ).then_refused("reason_missing", "reason")


def test_a_correction_keeps_to_the_shapes_of_the_instrument() -> None:
    given(assessment_result, recorded()).when(correct(result=WORDS)).then_refused(
        "shape_not_of_instrument", "result.shape"
    )


def test_a_correction_is_printable_too() -> None:
    absurd = StandardisedScore(score=870, lower=None, upper=None, percentile=None)
    given(assessment_result, recorded()).when(correct(result=absurd)).then_refused(
        "score_out_of_range", "result.score"
    )


def test_only_what_is_on_record_can_be_corrected() -> None:
    given(assessment_result).when(correct()).then_refused("result_not_recorded", "result_id")


def test_recording_again_what_only_the_correction_says_is_refused() -> None:
    given(assessment_result, recorded(), corrected()).when(
        record(result=HIGHER_SCORE)
    ).then_refused("result_already_recorded", "result_id")


def test_a_result_is_corrected_under_the_catalogue_it_was_recorded_under() -> None:
    first = recorded("dynamo_maths", sheet(GAPS), catalogue=1)
    given(assessment_result, first).when(correct(result=AT_RISK)).then_refused(
        "shape_not_of_instrument", "result.shape"
    )


def test_a_result_of_a_schools_own_instrument_is_corrected_by_its_definition_then() -> None:
    band = Stage(stage="gwyrdd", percent=None)
    first = recorded("book_bands", sheet(band), own=own(YESTERDAY))
    right = Stage(stage="melyn", percent=None)
    assert given(assessment_result, first).when(correct(result=right)).events
    given(assessment_result, first).when(
        correct(result=Stage(stage="glas", percent=None))
    ).then_refused("stage_unknown", "result.stage")
