"""Every code that is shown has a name in Welsh and in English."""

from enum import StrEnum

import pytest

from services.assessments.api.labels import LABELS
from services.assessments.domain.monitoring_messages import Aspect, MonitoringOutcome
from services.assessments.domain.progress import Pace, Unit
from services.assessments.domain.prompt_messages import PromptAnswer, PromptKind
from services.assessments.domain.pupil_progress_messages import BarrierArea, TermName
from services.assessments.domain.referral_messages import OutsideService, ReferralKind
from services.assessments.domain.referral_states import Awaited, ReferralState

SHOWN: tuple[type[StrEnum], ...] = (
    *(Aspect, MonitoringOutcome, BarrierArea, TermName),
    *(OutsideService, ReferralKind, ReferralState, Awaited),
    *(Pace, Unit, PromptKind, PromptAnswer),
)


@pytest.mark.parametrize("codes", SHOWN, ids=lambda codes: codes.__name__)
def test_every_code_has_a_name_in_both_languages(codes: type[StrEnum]) -> None:
    assert not [code for code in codes if not all(LABELS[code])]


def test_no_name_is_kept_for_a_code_that_is_nowhere() -> None:
    assert set(LABELS) == {code.value for codes in SHOWN for code in codes}


def test_two_codes_of_one_list_never_have_the_same_name() -> None:
    for codes in SHOWN:
        for language in (0, 1):
            names = [LABELS[code][language] for code in codes]
            assert len(set(names)) == len(names), codes
