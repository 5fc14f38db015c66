"""Commands and events of a target, with everything irrelevant already said."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.targets.domain.review import ChildsVoice, HowObtained, NextStep, Outcome
from services.targets.domain.small_step_target_messages import (
    ReviewSmallStepTarget,
    SetSmallStepTarget,
    ShareSmallStepTarget,
    SmallStepTargetReviewed,
    SmallStepTargetSet,
    SmallStepTargetShared,
    SmartWording,
)
from services.targets.domain.target_codes import SharedBy, TargetArea

TARGET = UUID(int=1)
LEARNER = UUID(int=2)
SHARE = UUID(int=3)
REVIEW = UUID(int=4)
SET_ON = date(2026, 9, 14)
STARTS_ON = date(2026, 9, 21)
REVIEW_ON = date(2026, 12, 4)
REVIEWED_ON = date(2026, 12, 3)
LATER = date(2027, 2, 12)
TODAY = date(2026, 12, 7)
VOICE = ChildsVoice(words="Dw i'n hoffi'r cardiau gŵydd.", how_obtained=HowObtained.CONVERSATION)
WORDING = SmartWording(
    statement="Gŵyr Siôn ugain o eiriau golwg",
    baseline="Knows 8 of 20",
    criterion="Reads 16 of 20 on three days",
    achievable="Learnt five in two weeks with the same cards",
    relevant="Meets them on every page",
)


def setting(**other: Any) -> SetSmallStepTarget:
    said = SetSmallStepTarget(
        target_id=TARGET,
        learner_id=LEARNER,
        area=TargetArea.READING,
        group_id=None,
        follows=None,
        wording=WORDING,
        strategies=("Flash cards, five minutes a day",),
        adult="Mrs Ŵyn",
        starts_on=STARTS_ON,
        review_on=REVIEW_ON,
        set_on=SET_ON,
        today=TODAY,
    )
    return replace(said, **other)


def was_set(**other: Any) -> SmallStepTargetSet:
    said = SmallStepTargetSet(
        target_id=TARGET,
        learner_id=LEARNER,
        area=TargetArea.READING,
        group_id=None,
        follows=None,
        wording=WORDING,
        strategies=("Flash cards, five minutes a day",),
        adult="Mrs Ŵyn",
        starts_on=STARTS_ON,
        review_on=REVIEW_ON,
        set_on=SET_ON,
    )
    return replace(said, **other)


def sharing(**other: Any) -> ShareSmallStepTarget:
    said = ShareSmallStepTarget(
        share_id=SHARE,
        shared_on=STARTS_ON,
        shared_by=SharedBy.MEETING,
        childs_view="Good",
        today=TODAY,
    )
    return replace(said, **other)


def was_shared(**other: Any) -> SmallStepTargetShared:
    said = SmallStepTargetShared(
        share_id=SHARE, shared_on=STARTS_ON, shared_by=SharedBy.MEETING, childs_view="Good"
    )
    return replace(said, **other)


def reviewing(
    outcome: Outcome = Outcome.ACHIEVED,
    next_step: NextStep = NextStep.ACHIEVED_END,
    **other: Any,
) -> ReviewSmallStepTarget:
    said = ReviewSmallStepTarget(
        review_id=REVIEW,
        outcome=outcome,
        what_is_working="The cards",
        what_is_not_working="Fridays",
        childs_voice=VOICE,
        parents_voice=None,
        next_step=next_step,
        extended_to=None,
        reviewed_on=REVIEWED_ON,
        today=TODAY,
    )
    return replace(said, **other)


def was_reviewed(
    outcome: Outcome = Outcome.ACHIEVED,
    next_step: NextStep = NextStep.ACHIEVED_END,
    **other: Any,
) -> SmallStepTargetReviewed:
    said = SmallStepTargetReviewed(
        review_id=REVIEW,
        outcome=outcome,
        what_is_working="The cards",
        what_is_not_working="Fridays",
        childs_voice=VOICE,
        parents_voice=None,
        next_step=next_step,
        reviewed_on=REVIEWED_ON,
    )
    return replace(said, **other)
