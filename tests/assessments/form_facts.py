"""Commands and events of a Pupil Progress form, with everything irrelevant defaulted."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.assessments.domain.pupil_progress_messages import (
    AmendPupilProgressForm,
    Barrier,
    BarrierArea,
    Content,
    DrawnResult,
    PupilProgressFormAmended,
    PupilProgressFormSubmitted,
    SubmitPupilProgressForm,
    TermName,
)
from tests.assessments.result_facts import LEARNER, RESULT, WORDS

FORM, CLASS = UUID(int=401), UUID(int=402)
AMENDMENT = UUID(int=411)
TODAY = date(2026, 12, 11)
BARRIERS = (
    Barrier(area=BarrierArea.READING, note="Mae'n colli ei le ar y dudalen"),
    Barrier(area=BarrierArea.CHANGE_OF_CIRCUMSTANCE, note="Symudodd y teulu ym mis Hydref"),
)
CONTENT = Content(
    barriers=BARRIERS, narrative="Just dipping below his peers", below_age_expected=True
)
DRAWN = (
    DrawnResult(
        result_id=RESULT,
        instrument="sight_words",
        taken_on=date(2026, 11, 23),
        age_at_test_months=88,
        result=WORDS,
    ),
)
BETTER = replace(CONTENT, narrative="Level with his peers in reading", below_age_expected=False)


def submit(**given: Any) -> SubmitPupilProgressForm:
    usual: dict[str, Any] = {
        "form_id": FORM,
        "learner_id": LEARNER,
        "class_id": CLASS,
        "school_year": 2026,
        "term": TermName.AUTUMN,
        "content": CONTENT,
        "results": DRAWN,
        "today": TODAY,
    }
    return SubmitPupilProgressForm(**usual | given)


def submitted(**given: Any) -> PupilProgressFormSubmitted:
    usual = PupilProgressFormSubmitted(
        form_id=FORM,
        learner_id=LEARNER,
        class_id=CLASS,
        school_year=2026,
        term=TermName.AUTUMN,
        content=CONTENT,
        results=DRAWN,
        submitted_on=TODAY,
    )
    return replace(usual, **given)


def amend(**given: Any) -> AmendPupilProgressForm:
    usual: dict[str, Any] = {
        "amendment_id": AMENDMENT,
        "barriers": None,
        "narrative": BETTER.narrative,
        "below_age_expected": False,
        "reason": "Written of another child / ysgrifennwyd am blentyn arall",
        "today": TODAY,
    }
    return AmendPupilProgressForm(**usual | given)


def amended(**given: Any) -> PupilProgressFormAmended:
    usual = PupilProgressFormAmended(
        amendment_id=AMENDMENT, content=BETTER, reason=amend().reason, amended_on=TODAY
    )
    return replace(usual, **given)
