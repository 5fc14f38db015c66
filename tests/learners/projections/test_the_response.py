from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.learners.domain.response.concern_messages import (
    ConcernArea,
    ConcernOutcome,
    ConcernOutcomeDecided,
    ConcernRaised,
    InformedBy,
    ParentInformed,
    ParentInformedOfConcern,
)
from services.learners.domain.response.parents_words import (
    ParentsWordsCorrected,
    ParentsWordsRecorded,
    Told,
    ToldBy,
)
from services.learners.domain.response.triage_meeting import TriageMeetingHeld
from services.learners.domain.response.triage_messages import (
    DiscussedAtTriage,
    NextStep,
    NextStepCompleted,
    NextStepMoved,
    TriageDecision,
    TriageDiscussionCorrected,
)
from services.learners.projections.response.concerns import (
    CONCERNS,
    DecidedOutcome,
    Informing,
    RaisedConcern,
)
from services.learners.projections.response.next_steps import (
    NEXT_STEPS,
    DiscussionCorrection,
    LearnerDiscussed,
    Move,
)
from services.learners.projections.response.one_page_profiles import ONE_PAGE_PROFILES
from services.learners.projections.response.parents_words import (
    PARENTS_WORDS,
    Correction,
    WordsOfParent,
)
from services.learners.projections.response.triage_meetings import TRIAGE_MEETINGS, HeldMeeting
from shared.runtime.projection import Projection
from tests.learners.domain.test_writing_a_one_page_profile import WRITTEN
from tests.learners.facts import ACTOR, NOW, fact
from tests.learners.learner_facts import (
    ALNCO,
    ENROLLED,
    LEARNER,
    MAM,
    SCHOOL,
    TODAY,
    TOMORROW,
    YESTERDAY,
)

THING, OTHER = UUID(int=3), UUID(int=5)
RECORDED: dict[str, Any] = {"recorded_at": NOW, "recorded_by": ACTOR}
RAISED = ConcernRaised(
    concern_id=THING,
    learner_id=LEARNER,
    area=ConcernArea.NUMBER,
    observation="Mae'n cyfrif ar ei fysedd.",
    noticed_on=YESTERDAY,
    parent_informed=None,
)
CONCERN = RaisedConcern(
    concern_id=THING,
    learner_id=LEARNER,
    school_id=SCHOOL,
    area=ConcernArea.NUMBER,
    observation="Mae'n cyfrif ar ei fysedd.",
    noticed_on=YESTERDAY,
    is_parent_informed=False,
    parent_informed_on=None,
    parent_informed_by=None,
    informings=(),
    has_outcome=False,
    outcome=None,
    outcomes=(),
    raised_at=NOW,
    raised_by=ACTOR,
)
LETTER = ParentInformed(informed_on=TODAY, informed_by=InformedBy.LETTER)
CALL = ParentInformed(informed_on=YESTERDAY, informed_by=InformedBy.TELEPHONE)
TOLD = Told(
    needs="Amser",
    strengths=None,
    challenges=None,
    language="cy",
    told_on=YESTERDAY,
    told_by=ToldBy.LETTER,
    parent_id=MAM,
)
STEP = NextStep(step="Sgrinio", owner_id=ALNCO, due_on=TOMORROW)
DISCUSSED = DiscussedAtTriage(
    meeting_id=THING,
    learner_id=LEARNER,
    held_on=YESTERDAY,
    decision=TriageDecision.SCREENING,
    reason="Dim cynnydd",
    next_step=STEP,
)
OPEN_STEP = LearnerDiscussed(
    discussion_id=THING,
    meeting_id=THING,
    learner_id=LEARNER,
    school_id=SCHOOL,
    held_on=YESTERDAY,
    decision=TriageDecision.SCREENING,
    reason="Dim cynnydd",
    corrections=(),
    step="Sgrinio",
    owner_id=ALNCO,
    due_on=TOMORROW,
    is_open=True,
    moves=(),
    completed_on=None,
    completion_note=None,
    version=1,
    recorded_at=NOW,
    recorded_by=ACTOR,
)


def after(model: Projection, kind: str, *events: Any) -> Any:
    row = None
    for version, event in enumerate(events, 1):
        row = model.project(row, replace(fact(event, kind, THING), version=version))
    return row


def outcome(decided: ConcernOutcome) -> ConcernOutcomeDecided:
    return ConcernOutcomeDecided(
        outcome_id=OTHER, outcome=decided, reason="Prawf", decided_on=TODAY, decided_by=ALNCO
    )


def shown_outcome(decided: ConcernOutcome) -> DecidedOutcome:
    return DecidedOutcome(
        outcome_id=OTHER,
        outcome=decided,
        reason="Prawf",
        decided_on=TODAY,
        decided_by=ALNCO,
        **RECORDED,
    )


def informing(informing_id: UUID | None, informed: ParentInformed) -> Informing:
    return Informing(
        informing_id=informing_id,
        informed_on=informed.informed_on,
        informed_by=informed.informed_by,
        **RECORDED,
    )


def test_a_concern_shows_who_raised_it_where_and_that_it_waits() -> None:
    assert after(CONCERNS, "concern", RAISED) == CONCERN


def test_a_concern_shows_when_a_parent_was_first_told_and_every_time() -> None:
    told_at_once = replace(RAISED, parent_informed=LETTER)
    told = replace(
        CONCERN,
        is_parent_informed=True,
        parent_informed_on=TODAY,
        parent_informed_by=InformedBy.LETTER,
        informings=(informing(None, LETTER),),
    )
    assert after(CONCERNS, "concern", told_at_once) == told
    earlier = ParentInformedOfConcern(informing_id=OTHER, parent_informed=CALL)
    assert after(CONCERNS, "concern", told_at_once, earlier) == replace(
        told,
        parent_informed_on=YESTERDAY,
        parent_informed_by=InformedBy.TELEPHONE,
        informings=(informing(None, LETTER), informing(OTHER, CALL)),
    )


def test_the_last_outcome_stands_and_those_before_can_be_read() -> None:
    watch, targets = ConcernOutcome.WATCH, ConcernOutcome.TARGETS
    assert after(CONCERNS, "concern", RAISED, outcome(watch), outcome(targets)) == replace(
        CONCERN,
        has_outcome=True,
        outcome=targets,
        outcomes=(shown_outcome(watch), shown_outcome(targets)),
    )


def test_words_show_as_they_stand_and_what_stood_before() -> None:
    recorded = ParentsWordsRecorded(words_id=THING, learner_id=LEARNER, told=TOLD, written_by=MAM)
    row = WordsOfParent(
        words_id=THING,
        learner_id=LEARNER,
        parent_id=MAM,
        written_by=MAM,
        needs="Amser",
        strengths=None,
        challenges=None,
        language="cy",
        told_on=YESTERDAY,
        told_by=ToldBy.LETTER,
        version=1,
        corrections=(),
        recorded_at=NOW,
        recorded_by=ACTOR,
    )
    assert after(PARENTS_WORDS, "parents_words", recorded) == row
    better = Told(
        needs="Mwy o amser",
        strengths="Adeiladu",
        challenges="Sŵn",
        language="en",
        told_on=TODAY,
        told_by=ToldBy.EMAIL,
        parent_id=ALNCO,
    )
    corrected = ParentsWordsCorrected(correction_id=OTHER, told=better, reason="Camglywed")
    correction = Correction(correction_id=OTHER, stood_before=TOLD, reason="Camglywed", **RECORDED)
    assert after(PARENTS_WORDS, "parents_words", recorded, corrected) == replace(
        row,
        parent_id=ALNCO,
        needs="Mwy o amser",
        strengths="Adeiladu",
        challenges="Sŵn",
        language="en",
        told_on=TODAY,
        told_by=ToldBy.EMAIL,
        version=2,
        corrections=(correction,),
    )


def test_a_meeting_shows_the_school_the_day_and_who_was_there() -> None:
    held = TriageMeetingHeld(
        meeting_id=THING, school_id=SCHOOL, held_on=YESTERDAY, attendee_ids=(ALNCO,)
    )
    assert after(TRIAGE_MEETINGS, "triage_meeting", held) == HeldMeeting(
        THING, SCHOOL, YESTERDAY, (ALNCO,), NOW, ACTOR
    )


def test_a_next_step_is_open_with_its_owner_until_it_is_completed() -> None:
    assert after(NEXT_STEPS, "triage_discussion", DISCUSSED) == OPEN_STEP
    done = NextStepCompleted(completed_on=TODAY, note="Sgôr 24")
    assert after(NEXT_STEPS, "triage_discussion", DISCUSSED, done) == replace(
        OPEN_STEP, is_open=False, completed_on=TODAY, completion_note="Sgôr 24", version=2
    )


def test_a_step_that_moved_is_whose_it_is_now_and_shows_why() -> None:
    next_week = TODAY + timedelta(days=7)
    moved = NextStepMoved(move_id=OTHER, owner_id=MAM, due_on=next_week, reason="Salwch")
    move = Move(move_id=OTHER, owner_id=MAM, due_on=next_week, reason="Salwch", **RECORDED)
    assert after(NEXT_STEPS, "triage_discussion", DISCUSSED, moved) == replace(
        OPEN_STEP, owner_id=MAM, due_on=next_week, moves=(move,), version=2
    )


def test_where_no_step_was_agreed_none_is_open() -> None:
    left = replace(DISCUSSED, decision=TriageDecision.STAY_UNIVERSAL, next_step=None)
    assert after(NEXT_STEPS, "triage_discussion", left) == replace(
        OPEN_STEP,
        decision=TriageDecision.STAY_UNIVERSAL,
        step=None,
        owner_id=None,
        due_on=None,
        is_open=False,
    )


def test_a_correction_shows_what_stood_before_and_may_add_the_step() -> None:
    left = replace(DISCUSSED, decision=TriageDecision.STAY_UNIVERSAL, next_step=None)
    corrected = TriageDiscussionCorrected(
        correction_id=OTHER,
        decision=TriageDecision.SCREENING,
        reason="Dim cynnydd o gwbl",
        next_step=STEP,
        because="Camddarllen",
    )
    correction = DiscussionCorrection(
        correction_id=OTHER,
        decision_before=TriageDecision.STAY_UNIVERSAL,
        reason_before="Dim cynnydd",
        because="Camddarllen",
        **RECORDED,
    )
    shown = replace(OPEN_STEP, reason="Dim cynnydd o gwbl", corrections=(correction,), version=2)
    assert after(NEXT_STEPS, "triage_discussion", left, corrected) == shown
    kept = replace(corrected, next_step=None)
    before = replace(correction, decision_before=TriageDecision.SCREENING)
    assert after(NEXT_STEPS, "triage_discussion", DISCUSSED, kept) == replace(
        shown, corrections=(before,)
    )


def test_each_version_of_a_profile_is_a_row_of_its_own() -> None:
    written = fact(WRITTEN, "one_page_profile")
    assert ONE_PAGE_PROFILES.key_of(written) == (LEARNER, WRITTEN.version_id)
    assert ONE_PAGE_PROFILES.key_of(fact(ENROLLED)) is None
    row = ONE_PAGE_PROFILES.project(None, replace(written, version=4))
    assert (row.learner_id, row.version, row.headings) == (LEARNER, 4, WRITTEN.headings)


MODELS = {
    "concern": CONCERNS,
    "parents_words": PARENTS_WORDS,
    "triage_meeting": TRIAGE_MEETINGS,
    "triage_discussion": NEXT_STEPS,
}


@pytest.mark.parametrize("kind", MODELS)
def test_each_model_is_touched_by_its_own_streams_and_not_by_what_was_erased(kind: str) -> None:
    model = MODELS[kind]
    assert model.key_of(fact(None, kind, THING)) == (THING,)
    assert model.key_of(fact(ENROLLED)) is None
    assert model.project(None, fact(None, kind, THING)) is None
