"""The chronology has words in both languages for every code that monitoring to prompts bring."""

from enum import StrEnum

import pytest

from services.assessments.domain.monitoring_messages import Aspect, MonitoringOutcome
from services.assessments.domain.prompt_messages import PromptAnswer
from services.assessments.domain.pupil_progress_messages import TermName
from services.assessments.domain.referral_messages import ClosedAs, OutsideService
from services.learners.api.response.chronology_labels import STEPS, label_of

CODES: dict[str, type[StrEnum]] = {
    "monitoring_started": Aspect,
    "monitoring_ended": MonitoringOutcome,
    "pupil_progress_form_submitted": TermName,
    "referral_proposed": OutsideService,
    "referral_closed": ClosedAs,
    "prompt_answered": PromptAnswer,
}


@pytest.mark.parametrize(
    ("kind", "code"), [(kind, code.value) for kind, codes in CODES.items() for code in codes]
)
def test_every_code_adds_its_words_to_the_step(kind: str, code: str) -> None:
    step, whole = STEPS[kind], label_of(kind, code)
    assert whole.cy.startswith(f"{step.cy}: ")
    assert whole.en.startswith(f"{step.en}: ")


@pytest.mark.parametrize("code", ["consented", "refused"])
def test_the_answer_to_the_request_for_consent_is_told(code: str) -> None:
    assert label_of("referral_consent_recorded", code) != STEPS["referral_consent_recorded"]
