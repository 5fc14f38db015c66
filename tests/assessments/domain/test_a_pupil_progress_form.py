from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.assessments.domain.pupil_progress_form import pupil_progress_form
from services.assessments.domain.pupil_progress_messages import (
    Barrier,
    BarrierArea,
    Event,
    TermName,
)
from shared.modelling.decider import replay
from shared.testing.scenario import given
from tests.assessments.form_facts import (
    BARRIERS,
    BETTER,
    CONTENT,
    DRAWN,
    FORM,
    TODAY,
    amend,
    amended,
    submit,
    submitted,
)


def test_a_form_is_submitted_with_the_results_that_stood_on_the_day() -> None:
    given(pupil_progress_form).when(submit()).then(submitted())


def test_a_learner_without_barriers_and_results_has_a_form_too() -> None:
    content = replace(CONTENT, barriers=())
    given(pupil_progress_form).when(submit(content=content, results=(), class_id=None)).then(
        submitted(content=content, results=(), class_id=None)
    )


def test_submitting_it_twice_submits_it_once() -> None:
    given(pupil_progress_form, submitted()).when(submit()).then_nothing()


def test_a_retry_is_known_on_another_day_when_other_results_stand() -> None:
    later = submit(results=(), today=date(2026, 12, 12))
    given(pupil_progress_form, submitted(), amended()).when(later).then_nothing()


def test_another_form_under_the_same_id_is_refused() -> None:
    given(pupil_progress_form, submitted()).when(submit(content=BETTER)).then_refused(
        "form_already_submitted", "form_id"
    )


@pytest.mark.parametrize(
    ("content", "code", "field"),
    [
        (replace(CONTENT, narrative=" "), "narrative_missing", "narrative"),
        (replace(CONTENT, barriers=BARRIERS * 2), "barrier_repeated", "barriers"),
        (
            replace(CONTENT, barriers=(Barrier(area=BarrierArea.ORACY, note=""),)),
            "note_missing",
            "barriers.0.note",
        ),
    ],
)
def test_a_form_that_says_nothing_is_refused(content: Any, code: str, field: str) -> None:
    given(pupil_progress_form).when(submit(content=content)).then_refused(code, field)
    given(pupil_progress_form, submitted()).when(
        amend(barriers=content.barriers, narrative=content.narrative)
    ).then_refused(code, field)


@pytest.mark.parametrize(
    ("term", "first"),
    [
        (TermName.AUTUMN, date(2026, 9, 1)),
        (TermName.SPRING, date(2027, 1, 1)),
        (TermName.SUMMER, date(2027, 3, 1)),
    ],
)
def test_a_form_is_not_for_a_term_to_come(term: TermName, first: date) -> None:
    given(pupil_progress_form).when(submit(term=term, today=first)).then(
        submitted(term=term, submitted_on=first)
    )
    eve = date.fromordinal(first.toordinal() - 1)
    given(pupil_progress_form).when(submit(term=term, today=eve)).then_refused(
        "term_in_future", "term"
    )


def test_an_amendment_says_what_it_should_have_said_and_why() -> None:
    given(pupil_progress_form, submitted()).when(amend()).then(amended())


def test_what_an_amendment_leaves_out_stands_as_it_is() -> None:
    only = replace(CONTENT, barriers=())
    given(pupil_progress_form, submitted()).when(
        amend(barriers=(), narrative=None, below_age_expected=None)
    ).then(amended(content=only))


def test_what_it_said_before_and_the_results_it_was_written_upon_are_still_there() -> None:
    past: list[Event] = [submitted(), amended()]
    form = replay(pupil_progress_form, past)
    assert form is not None
    assert (form.content, form.submitted.results) == (BETTER, DRAWN)
    assert [each.earlier for each in form.amendments] == [CONTENT]


def test_amending_it_twice_amends_it_once() -> None:
    given(pupil_progress_form, submitted(), amended()).when(amend()).then_nothing()


def test_a_retry_is_known_after_another_amendment() -> None:
    back = amended(amendment_id=FORM, content=CONTENT)
    given(pupil_progress_form, submitted(), amended(), back).when(amend()).then_nothing()
    given(pupil_progress_form, submitted(), back, amended()).when(amend()).then_nothing()


def test_another_amendment_under_the_same_id_is_refused() -> None:
    given(pupil_progress_form, submitted(), amended()).when(
        amend(reason="Something else")
    ).then_refused("amendment_already_made", "amendment_id")


def test_an_amendment_needs_a_reason_and_a_change() -> None:
    given(pupil_progress_form, submitted()).when(amend(reason=" ")).then_refused(
        "reason_missing", "reason"
    )
    same = amend(narrative=CONTENT.narrative, below_age_expected=None)
    given(pupil_progress_form, submitted()).when(same).then_refused("amendment_changes_nothing")


def test_only_what_was_submitted_is_amended() -> None:
    given(pupil_progress_form).when(amend(today=TODAY)).then_refused(
        "form_not_submitted", "form_id"
    )
