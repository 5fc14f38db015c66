"""Read models fold every event they know, and leave a row that is gone alone."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.assessments.domain.school_thresholds import SchoolThresholdsSet
from services.assessments.projections.answered_prompts import ANSWERED_PROMPTS
from services.assessments.projections.heard_concerns import HEARD_CONCERNS
from services.assessments.projections.monitorings import MONITORINGS
from services.assessments.projections.pupil_progress_forms import PUPIL_PROGRESS_FORMS
from services.assessments.projections.referrals import REFERRALS
from services.assessments.projections.reviewed_targets import REVIEWED_TARGETS
from services.assessments.projections.school_terms import SCHOOL_TERMS
from services.assessments.projections.school_thresholds import SCHOOL_THRESHOLDS
from shared.contracts.targets import SmallStepTargetReviewed
from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection
from tests.assessments import form_facts, monitoring_facts, referral_facts
from tests.assessments.result_facts import LEARNER, SCHOOL, TEACHER, fact

OWN = (MONITORINGS, PUPIL_PROGRESS_FORMS, REFERRALS, SCHOOL_THRESHOLDS, ANSWERED_PROMPTS)
COPIES = (SCHOOL_TERMS, HEARD_CONCERNS, REVIEWED_TARGETS)


def of(kind: str, event: Any, version: int = 1) -> Recorded:
    return replace(fact(event, version), stream_kind=kind)


def folded(model: Projection, kind: str, *events: Any) -> Any:
    row: Any = None
    for version, event in enumerate(events, 1):
        row = model.project(row, of(kind, event, version))
    return row


def test_a_monitoring_is_open_until_its_outcome() -> None:
    started, measured = monitoring_facts.started(), monitoring_facts.measured()
    row = folded(MONITORINGS, "monitoring", started, measured)
    assert (row.is_open, row.outcome, row.school_id) == (True, None, SCHOOL)
    assert [one.value for one in row.measurements] == ["14/21"]
    ended = MONITORINGS.project(row, of("monitoring", monitoring_facts.ended(), 3))
    assert (ended.is_open, ended.outcome, ended.ended_by) == (False, "settled", TEACHER)


def test_a_form_keeps_what_it_said() -> None:
    row = folded(
        PUPIL_PROGRESS_FORMS, "pupil_progress_form", form_facts.submitted(), form_facts.amended()
    )
    assert row.content == form_facts.BETTER
    assert [one.content for one in row.earlier] == [form_facts.CONTENT]
    assert row.results == form_facts.DRAWN


def test_a_referral_tells_what_it_waits_for_step_by_step() -> None:
    steps = (
        referral_facts.proposed(),
        referral_facts.consented(),
        referral_facts.sent(),
        referral_facts.received(),
        referral_facts.reported(),
    )
    rows = [folded(REFERRALS, "referral", *steps[:length]) for length in range(1, 6)]
    awaited = [row.awaiting for row in rows]
    assert awaited == ["consent", "sending", "receipt", "report", None]
    assert [one.step for one in rows[-1].steps] == list(steps[1:])


def test_thresholds_keep_each_choice_before() -> None:
    first = SchoolThresholdsSet(school_id=SCHOOL, thresholds=(), set_on=date(2026, 9, 1))
    second = replace(first, set_on=date(2026, 10, 1))
    row = folded(SCHOOL_THRESHOLDS, "school_thresholds", first, second)
    assert (row.version, row.set_on) == (2, second.set_on)
    assert [one.set_on for one in row.earlier] == [first.set_on]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.table)
def test_a_read_model_takes_only_what_is_of_its_streams(model: Projection) -> None:
    assert model.key_of(of("another_kind", None)) is None


@pytest.mark.parametrize("model", COPIES, ids=lambda model: model.table)
def test_a_copy_takes_only_what_it_keeps(model: Projection) -> None:
    assert model.key_of(of("another_kind", None)) is None


@pytest.mark.parametrize("model", [*OWN, *COPIES], ids=lambda model: model.table)
def test_what_was_erased_changes_no_row(model: Projection) -> None:
    row: Any = object()
    assert model.project(row, of("erased", None)) is row


@pytest.mark.parametrize(
    ("model", "later"),
    [
        (MONITORINGS, monitoring_facts.measured()),
        (MONITORINGS, monitoring_facts.ended()),
        (PUPIL_PROGRESS_FORMS, form_facts.amended()),
        (REFERRALS, referral_facts.sent()),
        (
            REVIEWED_TARGETS,
            SmallStepTargetReviewed(
                target_id=UUID(int=1),
                learner_id=LEARNER,
                review_id=UUID(int=2),
                outcome="achieved",
                next_step="achieved_end",
                reviewed_on=date(2026, 10, 1),
            ),
        ),
    ],
)
def test_of_a_stream_whose_beginning_was_erased_there_is_no_row(
    model: Projection, later: Any
) -> None:
    assert model.project(None, of("any", later)) is None
