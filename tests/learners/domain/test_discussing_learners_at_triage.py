from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.learners.domain.response.triage_discussion import triage_discussion
from services.learners.domain.response.triage_meeting import (
    HoldTriageMeeting,
    TriageMeetingHeld,
    triage_meeting,
)
from services.learners.domain.response.triage_messages import (
    Command,
    CompleteNextStep,
    CorrectTriageDiscussion,
    DiscussAtTriage,
    DiscussedAtTriage,
    MoveNextStep,
    NextStep,
    NextStepCompleted,
    NextStepMoved,
    TriageDecision,
    TriageDiscussionCorrected,
    discussion_id,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import (
    ALNCO,
    LEARNER,
    OTHER_SCHOOL,
    SCHOOL,
    TODAY,
    TOMORROW,
    YESTERDAY,
)

MEETING, MOVE, OTHER_MOVE, TEACHER = (UUID(int=number) for number in (91, 92, 93, 94))
NEXT_WEEK, BEFORE = TODAY + timedelta(days=7), YESTERDAY - timedelta(days=1)
HOLD = HoldTriageMeeting(
    meeting_id=MEETING,
    school_id=SCHOOL,
    held_on=YESTERDAY,
    attendee_ids=(ALNCO, TEACHER),
    today=TODAY,
)
HELD = TriageMeetingHeld(
    meeting_id=MEETING, school_id=SCHOOL, held_on=YESTERDAY, attendee_ids=(ALNCO, TEACHER)
)
STEP = NextStep(step="Sgrinio ffoneg", owner_id=TEACHER, due_on=TOMORROW)
DISCUSS = DiscussAtTriage(
    meeting_id=MEETING,
    learner_id=LEARNER,
    school_id=SCHOOL,
    meeting_school_id=SCHOOL,
    held_on=YESTERDAY,
    decision=TriageDecision.SCREENING,
    reason="Dim cynnydd mewn hanner tymor",
    next_step=STEP,
)
DISCUSSED = DiscussedAtTriage(
    meeting_id=MEETING,
    learner_id=LEARNER,
    held_on=YESTERDAY,
    decision=TriageDecision.SCREENING,
    reason="Dim cynnydd mewn hanner tymor",
    next_step=STEP,
)
NO_STEP = replace(DISCUSSED, decision=TriageDecision.STAY_UNIVERSAL, next_step=None)
COMPLETE = CompleteNextStep(completed_on=TODAY, note="Wedi'i wneud", today=TODAY)
COMPLETED = NextStepCompleted(completed_on=TODAY, note="Wedi'i wneud")
MOVE_IT = MoveNextStep(
    move_id=MOVE, owner_id=ALNCO, due_on=NEXT_WEEK, reason="Athrawes yn sâl", today=TODAY
)
MOVED = NextStepMoved(move_id=MOVE, owner_id=ALNCO, due_on=NEXT_WEEK, reason="Athrawes yn sâl")


def test_a_meeting_is_held_once_with_those_who_were_there() -> None:
    given(triage_meeting).when(HOLD).then(HELD)
    given(triage_meeting, HELD).when(HOLD).then_nothing()
    refused = given(triage_meeting, HELD).when(replace(HOLD, held_on=TODAY))
    refused.then_refused("triage_meeting_already_held", "meeting_id")


def test_a_meeting_to_come_has_not_been_held_and_nobody_was_there_twice() -> None:
    future = replace(HOLD, held_on=TOMORROW)
    given(triage_meeting).when(future).then_refused("held_on_in_future", "held_on")
    twice = replace(HOLD, attendee_ids=(ALNCO, ALNCO))
    given(triage_meeting).when(twice).then_refused("attendee_named_twice", "attendee_ids")


def test_a_learner_is_discussed_once_at_a_meeting() -> None:
    given(triage_discussion).when(DISCUSS).then(DISCUSSED)
    given(triage_discussion, DISCUSSED).when(DISCUSS).then_nothing()
    other = replace(DISCUSS, decision=TriageDecision.WATCH)
    refused = given(triage_discussion, DISCUSSED).when(other)
    refused.then_refused("already_discussed_at_triage", "learner_id")


def test_the_meeting_and_the_learner_name_the_discussion() -> None:
    assert discussion_id(MEETING, LEARNER) == discussion_id(MEETING, LEARNER)
    assert len({discussion_id(MEETING, LEARNER), discussion_id(LEARNER, MEETING)}) == 2


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(DISCUSS, school_id=OTHER_SCHOOL), "learner_at_another_school", "learner_id"),
        (replace(DISCUSS, reason=" "), "reason_missing", "reason"),
        (replace(DISCUSS, next_step=None), "next_step_missing", "next_step"),
        (
            replace(DISCUSS, next_step=replace(STEP, step=" ")),
            "step_missing",
            "next_step.step",
        ),
        (
            replace(DISCUSS, next_step=replace(STEP, due_on=BEFORE)),
            "due_on_before_meeting",
            "next_step.due_on",
        ),
    ],
)
def test_a_decision_nobody_could_follow_up_is_refused(
    command: DiscussAtTriage, code: str, field: str
) -> None:
    given(triage_discussion).when(command).then_refused(code, field)


@for_all(st.sampled_from(TriageDecision))
def test_only_to_leave_a_child_with_everyones_provision_needs_no_next_step(
    decision: TriageDecision,
) -> None:
    asked = given(triage_discussion).when(replace(DISCUSS, decision=decision, next_step=None))
    if decision is TriageDecision.STAY_UNIVERSAL:
        asked.then(NO_STEP)
    else:
        asked.then_refused("next_step_missing", "next_step")


CORRECT = CorrectTriageDiscussion(
    correction_id=MOVE,
    decision=TriageDecision.MONITOR,
    reason="Dim cynnydd mewn hanner tymor",
    next_step=None,
    because="Camddarllen y cofnodion",
)
CORRECTED = TriageDiscussionCorrected(
    correction_id=MOVE,
    decision=TriageDecision.MONITOR,
    reason="Dim cynnydd mewn hanner tymor",
    next_step=None,
    because="Camddarllen y cofnodion",
)


def test_what_was_put_on_record_wrongly_is_corrected_once_and_says_why() -> None:
    given(triage_discussion, DISCUSSED).when(CORRECT).then(CORRECTED)
    past = given(triage_discussion, DISCUSSED, CORRECTED)
    past.when(CORRECT).then_nothing()
    other = replace(CORRECT, because="Rheswm arall")
    past.when(other).then_refused("already_corrected", "correction_id")
    again = replace(CORRECT, correction_id=OTHER_MOVE)
    past.when(again).then_refused("discussion_unchanged")
    back = replace(CORRECTED, correction_id=OTHER_MOVE, decision=TriageDecision.SCREENING)
    past.when(replace(again, decision=TriageDecision.SCREENING)).then(back)


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(CORRECT, because=" "), "because_missing", "because"),
        (replace(CORRECT, reason=" "), "reason_missing", "reason"),
        (replace(CORRECT, next_step=STEP), "next_step_already_agreed", "next_step"),
        (
            replace(CORRECT, next_step=replace(STEP, due_on=BEFORE)),
            "due_on_before_meeting",
            "next_step.due_on",
        ),
        (replace(CORRECT, decision=TriageDecision.SCREENING), "discussion_unchanged", None),
    ],
)
def test_a_correction_of_what_was_decided_can_be_defended(
    command: CorrectTriageDiscussion, code: str, field: str | None
) -> None:
    given(triage_discussion, DISCUSSED).when(command).then_refused(code, field)


def test_a_step_that_was_agreed_and_not_recorded_is_added_by_a_correction() -> None:
    left = given(triage_discussion, NO_STEP)
    left.when(CORRECT).then_refused("next_step_missing", "next_step")
    with_step = replace(CORRECT, next_step=STEP)
    corrected = replace(CORRECTED, next_step=STEP)
    left.when(with_step).then(corrected)
    universal = replace(with_step, decision=TriageDecision.STAY_UNIVERSAL)
    left.when(universal).then(replace(corrected, decision=TriageDecision.STAY_UNIVERSAL))
    owned = given(triage_discussion, NO_STEP, corrected)
    owned.when(COMPLETE).then(COMPLETED)
    owned.when(MOVE_IT).then(MOVED)
    same = replace(MOVE_IT, owner_id=TEACHER, due_on=TOMORROW)
    owned.when(same).then_refused("next_step_unchanged", "due_on")


def test_a_next_step_is_completed_once() -> None:
    given(triage_discussion, DISCUSSED).when(COMPLETE).then(COMPLETED)
    done = given(triage_discussion, DISCUSSED, COMPLETED)
    done.when(COMPLETE).then_nothing()
    other = replace(COMPLETE, completed_on=YESTERDAY)
    done.when(other).then_refused("next_step_already_completed", "completed_on")


@pytest.mark.parametrize(
    ("completed_on", "code"),
    [(TOMORROW, "completed_on_in_future"), (BEFORE, "completed_on_before_meeting")],
)
def test_a_step_is_taken_between_the_meeting_and_today(completed_on: date, code: str) -> None:
    command = replace(COMPLETE, completed_on=completed_on)
    given(triage_discussion, DISCUSSED).when(command).then_refused(code, "completed_on")


def test_a_next_step_moves_to_another_day_or_owner() -> None:
    given(triage_discussion, DISCUSSED).when(MOVE_IT).then(MOVED)
    for kept in ({"owner_id": TEACHER}, {"due_on": TOMORROW}):
        moved = given(triage_discussion, DISCUSSED).when(replace(MOVE_IT, **kept))
        moved.then(replace(MOVED, **kept))
    given(triage_discussion, DISCUSSED, MOVED).when(MOVE_IT).then_nothing()
    other = replace(MOVE_IT, due_on=TOMORROW)
    refused = given(triage_discussion, DISCUSSED, MOVED).when(other)
    refused.then_refused("next_step_already_moved", "move_id")


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(MOVE_IT, reason=" "), "reason_missing", "reason"),
        (replace(MOVE_IT, due_on=YESTERDAY), "due_on_in_past", "due_on"),
        (
            replace(MOVE_IT, owner_id=TEACHER, due_on=TOMORROW),
            "next_step_unchanged",
            "due_on",
        ),
    ],
)
def test_a_move_leads_somewhere_and_says_why(command: MoveNextStep, code: str, field: str) -> None:
    given(triage_discussion, DISCUSSED).when(command).then_refused(code, field)


def test_a_step_that_moved_is_measured_by_where_it_is_now() -> None:
    again = replace(MOVE_IT, move_id=OTHER_MOVE)
    given(triage_discussion, DISCUSSED, MOVED).when(again).then_refused(
        "next_step_unchanged", "due_on"
    )
    back = replace(again, owner_id=TEACHER, due_on=TOMORROW)
    given(triage_discussion, DISCUSSED, MOVED).when(back).then(
        replace(MOVED, move_id=OTHER_MOVE, owner_id=TEACHER, due_on=TOMORROW)
    )


def test_a_step_that_was_taken_moves_no_more() -> None:
    done = given(triage_discussion, DISCUSSED, COMPLETED)
    done.when(MOVE_IT).then_refused("next_step_already_completed")


def test_nothing_is_corrected_of_a_learner_nobody_discussed() -> None:
    given(triage_discussion).when(CORRECT).then_refused("not_discussed_at_triage", "learner_id")


@pytest.mark.parametrize("command", [MOVE_IT, COMPLETE], ids=["move", "complete"])
def test_there_is_nothing_to_do_where_nothing_was_agreed(command: Command) -> None:
    given(triage_discussion).when(command).then_refused("not_discussed_at_triage", "learner_id")
    given(triage_discussion, NO_STEP).when(command).then_refused("no_next_step_agreed")
