from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.learners.domain.response.concern_messages import (
    ConcernOutcome,
    ConcernOutcomeDecided,
    InformedBy,
    ParentInformed,
    ParentInformedOfConcern,
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
from services.learners.messaging.published import publish
from shared.contracts import codec
from shared.contracts import learners as contracts
from tests.learners.domain.test_what_a_parent_tells_the_school import (
    BY_THE_PARENT,
    CORRECTED,
    WORDS,
)
from tests.learners.domain.test_writing_a_one_page_profile import VERSION, WRITTEN
from tests.learners.facts import fact
from tests.learners.learner_facts import ALNCO, LEARNER, SCHOOL, TODAY, TOMORROW, YESTERDAY

THING, MEETING = UUID(int=3), UUID(int=4)
DISCUSSED = DiscussedAtTriage(
    meeting_id=MEETING,
    learner_id=LEARNER,
    held_on=YESTERDAY,
    decision=TriageDecision.REFERRAL,
    reason="Rheswm",
    next_step=NextStep(step="Ffonio", owner_id=ALNCO, due_on=TOMORROW),
)
TOLD_OF_TRIAGE = contracts.DiscussedAtTriage(
    discussion_id=THING,
    meeting_id=MEETING,
    learner_id=LEARNER,
    decision="referral",
    owner_id=ALNCO,
    due_on=TOMORROW,
)

TOLD_OF_CORRECTION = contracts.TriageDiscussionCorrected(
    discussion_id=THING, learner_id=LEARNER, decision="monitor", owner_id=None, due_on=None
)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (
            ConcernOutcomeDecided(
                outcome_id=MEETING,
                outcome=ConcernOutcome.ALN_QUESTION,
                reason="Rheswm",
                decided_on=TODAY,
                decided_by=ALNCO,
            ),
            contracts.ConcernOutcomeDecided(
                concern_id=THING, learner_id=LEARNER, outcome="aln_question", decided_on=TODAY
            ),
        ),
        (
            ParentInformedOfConcern(
                informing_id=MEETING,
                parent_informed=ParentInformed(informed_on=YESTERDAY, informed_by=InformedBy.EMAIL),
            ),
            contracts.ParentInformedOfConcern(
                concern_id=THING, learner_id=LEARNER, informed_on=YESTERDAY
            ),
        ),
        (
            BY_THE_PARENT,
            contracts.ParentsWordsRecorded(words_id=WORDS, learner_id=LEARNER, told_on=YESTERDAY),
        ),
        (CORRECTED, contracts.ParentsWordsCorrected(words_id=THING, learner_id=LEARNER)),
        (DISCUSSED, TOLD_OF_TRIAGE),
        (
            replace(DISCUSSED, decision=TriageDecision.STAY_UNIVERSAL, next_step=None),
            replace(TOLD_OF_TRIAGE, decision="stay_universal", owner_id=None, due_on=None),
        ),
        (
            TriageDiscussionCorrected(
                correction_id=THING,
                decision=TriageDecision.MONITOR,
                reason="Rheswm",
                next_step=None,
                because="Camddarllen",
            ),
            TOLD_OF_CORRECTION,
        ),
        (
            TriageDiscussionCorrected(
                correction_id=THING,
                decision=TriageDecision.MONITOR,
                reason="Rheswm",
                next_step=DISCUSSED.next_step,
                because="Camddarllen",
            ),
            replace(TOLD_OF_CORRECTION, owner_id=ALNCO, due_on=TOMORROW),
        ),
        (
            NextStepMoved(move_id=MEETING, owner_id=ALNCO, due_on=TOMORROW, reason="Salwch"),
            contracts.NextStepMoved(
                discussion_id=THING, learner_id=LEARNER, owner_id=ALNCO, due_on=TOMORROW
            ),
        ),
        (
            NextStepCompleted(completed_on=TODAY, note="Wedi'i wneud"),
            contracts.NextStepCompleted(
                discussion_id=THING, learner_id=LEARNER, completed_on=TODAY
            ),
        ),
        (
            WRITTEN,
            contracts.OnePageProfileWritten(
                version_id=VERSION, learner_id=LEARNER, written_on=YESTERDAY
            ),
        ),
    ],
)
def test_others_are_told_that_it_was_done_and_none_of_the_words(event: Any, message: Any) -> None:
    told = publish(fact(event, stream_id=THING))
    assert told == message
    assert codec.decode(type(message), codec.encode(told)) == message


def test_that_the_staff_met_is_the_schools_own_business() -> None:
    held = TriageMeetingHeld(
        meeting_id=MEETING, school_id=SCHOOL, held_on=YESTERDAY, attendee_ids=(ALNCO,)
    )
    assert publish(fact(held, "triage_meeting", MEETING)) is None
