"""What a request must look like, before any rule is asked."""

from typing import Any

import pytest

from services.assessments.api.assessment_results import (
    AssessmentResultRequest,
    AssessmentResultsRequest,
)
from services.assessments.api.corrections import CorrectionRequest
from services.assessments.api.shown_results import AssessmentResultSchema
from services.assessments.domain.result import Result, Shape
from services.assessments.projections.assessment_results import project
from tests.assessments.result_facts import (
    AT_RISK,
    GAPS,
    LEARNER,
    PERCENTILE,
    PURPLE,
    READING_AGE,
    REASON,
    REPORT,
    SCORE,
    STANINE,
    WORDS,
    YESTERDAY,
    corrected,
    fact,
    recorded,
    sheet,
)

SHAPES: list[tuple[object, dict[str, Any]]] = [
    (SCORE, {"score": 87, "lower": 81, "upper": 94, "percentile": 19, "stanine": None}),
    (READING_AGE, {"years": 6, "months": 4}),
    (WORDS, {"number": 31, "out_of": 45}),
    (
        GAPS,
        {
            "items": [
                {"skill": "Adio o fewn 10", "met": True},
                {"skill": "Bondiau rhif i 20: ŵ, ŷ", "met": False},
            ]
        },
    ),
    (PERCENTILE, {"percentile": 19}),
    (STANINE, {"stanine": 3}),
    (PURPLE, {"stage": "purple", "percent": 40}),
    (
        AT_RISK,
        {"band": "at_risk", "profile": [{"part": "number_meaning", "band": "no_concern"}]},
    ),
    (REPORT, {"words": REPORT.words}),
]
NAMES = list(Shape)
AS_SENT = [
    (result, {"shape": name, **rest}) for name, (result, rest) in zip(NAMES, SHAPES, strict=True)
]


def request(**changed: Any) -> dict[str, Any]:
    usual = {
        "learner_id": str(LEARNER),
        "instrument": "personalised_reading_welsh",
        "form": "2026, ffurflen 2",
        "taken_on": YESTERDAY.isoformat(),
        "age_at_test": {"years": 7, "months": 4},
        "result": AS_SENT[0][1],
    }
    return usual | changed


@pytest.mark.parametrize(("result", "sent"), AS_SENT)
def test_a_result_of_any_shape_is_read(result: Result, sent: dict[str, Any]) -> None:
    assert AssessmentResultRequest().load(request(result=sent))["result"] == result


@pytest.mark.parametrize(("result", "sent"), AS_SENT)
def test_a_result_is_shown_as_it_was_sent(result: Result, sent: dict[str, Any]) -> None:
    shown = AssessmentResultSchema().dump(project(None, fact(recorded(on_sheet=sheet(result)))))
    assert shown["result"] == sent
    assert shown["age_at_test"] == {"years": 7, "months": 4}
    assert shown["corrected"] is False


def test_what_stood_earlier_is_shown_beside_what_stands() -> None:
    row = project(project(None, fact(recorded())), fact(corrected()))
    shown = AssessmentResultSchema().dump(row)
    assert shown["corrected"] is True
    assert (shown["result"]["score"], shown["earlier"][0]["result"]["score"]) == (97, 87)
    assert shown["earlier"][0]["reason"] == REASON


def test_a_score_without_band_and_percentile_is_enough() -> None:
    sent = {"shape": "standardised_score", "score": 87}
    assert AssessmentResultRequest().load(request(result=sent))["result"].percentile is None


@pytest.mark.parametrize(
    "result",
    [
        None,
        87,
        "87",
        [],
        {},
        {"shape": "quartile", "quartile": 4},
        {"shape": "stage", "stage": ""},
        {"shape": "banded_risk", "band": "at_risk", "profile": [{"part": "number_meaning"}]},
        {"shape": "narrative", "words": "a" * 4_001},
        {"shape": ["count_of"]},
        {"shape": "count_of", "number": 31},
        {"shape": "count_of", "number": 31, "out_of": 45, "score": 87},
        {"shape": "count_of", "number": 31.5, "out_of": 45},
        {"shape": "count_of", "number": 31, "out_of": 10**30},
        {"shape": "checklist", "items": []},
        {"shape": "checklist", "items": [{"skill": "Adio", "met": "perhaps"}]},
    ],
)
def test_a_result_of_no_shape_is_refused(result: Any) -> None:
    assert "result" in AssessmentResultRequest().validate(request(result=result))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("learner_id", "Siân"),
        ("form", ""),
        ("form", "a" * 201),
        ("taken_on", "24/11/2026"),
        ("age_at_test", {"years": 7, "months": 12}),
        ("age_at_test", {"years": 26, "months": 0}),
        ("teacher", "somebody"),
    ],
)
def test_a_wrong_field_is_named(name: str, wrong: Any) -> None:
    assert list(AssessmentResultRequest().validate(request(**{name: wrong}))) == [name]


def test_a_correction_says_only_what_was_wrong() -> None:
    assert CorrectionRequest().load({"reason": REASON, "form": "Form 1"}) == {
        "reason": REASON,
        "form": "Form 1",
        "age_at_test": None,
        "result": None,
    }


def test_results_are_asked_for_by_an_instruments_code() -> None:
    asked = {"learner_id": str(LEARNER), "instrument": "a" * 101}
    assert list(AssessmentResultsRequest().validate(asked)) == ["instrument"]
