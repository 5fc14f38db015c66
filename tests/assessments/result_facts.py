"""Commands and events of a result, with everything irrelevant to a test defaulted."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.assessments.domain.assessment_result import (
    AssessmentResultCorrected,
    AssessmentResultRecorded,
    CorrectAssessmentResult,
    RecordAssessmentResult,
    ScoreSheet,
)
from services.assessments.domain.instrument_definition import (
    Aspect,
    InstrumentDefinition,
    Named,
    OwnInstrument,
)
from services.assessments.domain.instruments import CURRENT
from services.assessments.domain.result import (
    AgeEquivalent,
    BandedRisk,
    Checklist,
    ChecklistItem,
    CountOf,
    Narrative,
    Percentile,
    ProfilePart,
    Result,
    Shape,
    Stage,
    StandardisedScore,
    Stanine,
)
from shared.modelling.recorded import Recorded

RESULT, LEARNER, SCHOOL = UUID(int=71), UUID(int=1), UUID(int=11)
CORRECTION, OTHER_CORRECTION = UUID(int=81), UUID(int=82)
TODAY, YESTERDAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 25)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TEACHER = "00000000-0000-0000-0000-000000000029"

READING = "personalised_reading_welsh"
SCORE = StandardisedScore(score=87, lower=81, upper=94, percentile=19)
HIGHER_SCORE = StandardisedScore(score=97, lower=91, upper=104, percentile=42)
READING_AGE = AgeEquivalent(years=6, months=4)
WORDS = CountOf(number=31, out_of=45)
GAPS = Checklist(
    items=(
        ChecklistItem(skill="Adio o fewn 10", met=True),
        ChecklistItem(skill="Bondiau rhif i 20: ŵ, ŷ", met=False),
    )
)
PERCENTILE = Percentile(percentile=19)
STANINE = Stanine(stanine=3)
PURPLE = Stage(stage="purple", percent=40)
AT_RISK = BandedRisk(
    band="at_risk", profile=(ProfilePart(part="number_meaning", band="no_concern"),)
)
REPORT = Narrative(words="Mae'n deall pwynt degol; nid yw'n cymharu ffracsiynau eto.")
REASON = "Camgopïwyd 97 fel 87 / 97 was miscopied as 87"


COLOURS = (
    Named(code="melyn", welsh="Melyn", english="Yellow"),
    Named(code="gwyrdd", welsh="Gwyrdd", english="Green"),
)
BOOK_BANDS = InstrumentDefinition(
    welsh="Bandiau llyfrau'r ysgol",
    english="The school's book bands",
    aspects=(Aspect.READING,),
    shapes=(Shape.STAGE,),
    stages=COLOURS,
    bands=(),
    parts=(),
    source="Llawlyfr yr ysgol / the school's handbook",
)


def own(
    retired_on: date | None = None, definition: InstrumentDefinition = BOOK_BANDS
) -> OwnInstrument:
    return OwnInstrument(school_id=SCHOOL, version=2, definition=definition, retired_on=retired_on)


def sheet(
    result: Result = SCORE, form: str = "2026, ffurflen 2", age_at_test_months: int = 88
) -> ScoreSheet:
    return ScoreSheet(form=form, age_at_test_months=age_at_test_months, result=result)


def record(instrument: str = READING, **given: Any) -> RecordAssessmentResult:
    usual: dict[str, Any] = {
        "form": "2026, ffurflen 2",
        "taken_on": YESTERDAY,
        "age_at_test_months": 88,
        "result": SCORE,
    }
    return RecordAssessmentResult(
        result_id=RESULT, learner_id=LEARNER, instrument=instrument, today=TODAY, **usual | given
    )


def recorded(
    instrument: str = READING,
    on_sheet: ScoreSheet | None = None,
    catalogue: int = CURRENT,
    **more: Any,
) -> AssessmentResultRecorded:
    return AssessmentResultRecorded(
        result_id=RESULT,
        learner_id=LEARNER,
        instrument=instrument,
        catalogue=catalogue,
        taken_on=YESTERDAY,
        sheet=on_sheet or sheet(),
        **more,
    )


def correct(correction_id: UUID = CORRECTION, **given: Any) -> CorrectAssessmentResult:
    nothing = {"form": None, "age_at_test_months": None, "result": None, "reason": REASON}
    return CorrectAssessmentResult(
        correction_id=correction_id, today=TODAY, **nothing | (given or {"result": HIGHER_SCORE})
    )


def corrected(
    on_sheet: ScoreSheet | None = None, correction_id: UUID = CORRECTION
) -> AssessmentResultCorrected:
    return AssessmentResultCorrected(
        correction_id=correction_id,
        instrument=READING,
        sheet=on_sheet or sheet(HIGHER_SCORE),
        reason=REASON,
        corrected_on=TODAY,
    )


def fact(event: Any, version: int = 1) -> Recorded:
    """`event` as recorded in the result's stream."""
    return Recorded(
        authority="665",
        source="assessments",
        stream_kind="assessment_result",
        stream_id=RESULT,
        version=version,
        event_id=UUID(int=900 + version),
        subject=LEARNER,
        school=SCHOOL,
        occurred_at=NOW,
        actor=TEACHER,
        event=event,
    )
