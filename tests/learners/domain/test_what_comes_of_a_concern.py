from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.learners.domain.response.concern import concern
from services.learners.domain.response.concern_messages import (
    ConcernArea,
    ConcernOutcome,
    ConcernOutcomeDecided,
    ConcernRaised,
    DecideConcernOutcome,
    Event,
    InformedBy,
    InformParentOfConcern,
    ParentInformed,
    ParentInformedOfConcern,
)
from shared.modelling.decider import CommandRefused, replay
from shared.testing.scenario import given
from tests.learners.learner_facts import ALNCO, LEARNER, TODAY, TOMORROW, YESTERDAY

OUTCOME, LATER_OUTCOME, INFORMING = UUID(int=62), UUID(int=63), UUID(int=64)
RAISED = ConcernRaised(
    concern_id=UUID(int=61),
    learner_id=LEARNER,
    area=ConcernArea.PHONICS,
    observation="Nid yw'n clywed y gwahaniaeth rhwng ŵ ac ŷ.",
    noticed_on=YESTERDAY,
    parent_informed=None,
)
DECIDE = DecideConcernOutcome(
    outcome_id=OUTCOME,
    outcome=ConcernOutcome.WATCH,
    reason="Newydd symud dosbarth / has just changed class",
    decided_on=YESTERDAY,
    decided_by=ALNCO,
    today=TODAY,
)
DECIDED = ConcernOutcomeDecided(
    outcome_id=OUTCOME,
    outcome=ConcernOutcome.WATCH,
    reason="Newydd symud dosbarth / has just changed class",
    decided_on=YESTERDAY,
    decided_by=ALNCO,
)
INFORM = InformParentOfConcern(
    informing_id=INFORMING,
    parent_informed=ParentInformed(informed_on=TODAY, informed_by=InformedBy.TELEPHONE),
    today=TODAY,
)
INFORMED = ParentInformedOfConcern(informing_id=INFORMING, parent_informed=INFORM.parent_informed)


def told(informed_on: date) -> ParentInformed:
    return ParentInformed(informed_on=informed_on, informed_by=InformedBy.LETTER)


def test_a_named_person_decides_what_is_done_once() -> None:
    given(concern, RAISED).when(DECIDE).then(DECIDED)
    given(concern, RAISED, DECIDED).when(DECIDE).then_nothing()
    other = replace(DECIDE, outcome=ConcernOutcome.TARGETS)
    refused = given(concern, RAISED, DECIDED).when(other)
    refused.then_refused("outcome_already_decided", "outcome_id")


def test_a_later_outcome_replaces_the_one_before_and_both_stay_on_record() -> None:
    later = replace(DECIDE, outcome_id=LATER_OUTCOME, outcome=ConcernOutcome.TARGETS)
    decided = replace(DECIDED, outcome_id=LATER_OUTCOME, outcome=ConcernOutcome.TARGETS)
    given(concern, RAISED, DECIDED).when(later).then(decided)
    past: list[Event] = [RAISED, DECIDED, decided]
    known = replay(concern, past)
    assert known is not None
    assert known.outcomes == (DECIDED, decided)


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(DECIDE, reason=" "), "reason_missing", "reason"),
        (replace(DECIDE, decided_on=TOMORROW), "decided_on_in_future", "decided_on"),
        (
            replace(DECIDE, decided_on=YESTERDAY - timedelta(days=1)),
            "decided_on_before_noticed",
            "decided_on",
        ),
        (
            replace(INFORM, parent_informed=told(TOMORROW)),
            "informed_on_in_future",
            "informed_on",
        ),
        (
            replace(INFORM, parent_informed=told(YESTERDAY - timedelta(days=1))),
            "informed_on_before_noticed",
            "informed_on",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    command: DecideConcernOutcome | InformParentOfConcern, code: str, field: str
) -> None:
    given(concern, RAISED).when(command).then_refused(code, field)


def test_an_outcome_is_not_older_than_the_one_it_replaces() -> None:
    last = replace(DECIDED, decided_on=TODAY)
    earlier = replace(DECIDE, outcome_id=LATER_OUTCOME, decided_on=YESTERDAY)
    refused = given(concern, RAISED, last).when(earlier)
    refused.then_refused("decided_on_before_last_outcome", "decided_on")


def test_a_parent_may_be_told_later_and_told_again() -> None:
    given(concern, RAISED).when(INFORM).then(INFORMED)
    given(concern, RAISED, INFORMED).when(INFORM).then_nothing()
    again = replace(INFORM, informing_id=OUTCOME)
    given(concern, RAISED, INFORMED).when(again).then(replace(INFORMED, informing_id=OUTCOME))
    other = replace(INFORM, parent_informed=told(YESTERDAY))
    refused = given(concern, RAISED, INFORMED).when(other)
    refused.then_refused("parent_already_informed", "informing_id")


@pytest.mark.parametrize("command", [DECIDE, INFORM], ids=["outcome", "informing"])
def test_nothing_comes_of_a_concern_that_nobody_raised(
    command: DecideConcernOutcome | InformParentOfConcern,
) -> None:
    given(concern).when(command).then_refused("concern_not_raised", "concern_id")


days = st.integers(-5, 5).map(lambda after: TODAY + timedelta(days=after))


@for_all(st.lists(days, max_size=6))
def test_the_outcome_that_stands_is_never_older_than_one_it_replaced(
    decided_on: list[date],
) -> None:
    events: list[Event] = [RAISED]
    for number, day in enumerate(decided_on):
        command = replace(DECIDE, outcome_id=UUID(int=number), decided_on=day)
        try:
            events += concern.decide(replay(concern, events), command)
        except CommandRefused:
            continue
    kept = [event.decided_on for event in events if isinstance(event, ConcernOutcomeDecided)]
    assert kept == sorted(kept)
    assert all(RAISED.noticed_on <= day <= TODAY for day in kept)
