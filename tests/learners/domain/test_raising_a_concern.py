from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.learners.domain.response.concern import concern
from services.learners.domain.response.concern_messages import (
    ConcernArea,
    ConcernRaised,
    InformedBy,
    ParentInformed,
    RaiseConcern,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import LEARNER, TODAY, TOMORROW, YESTERDAY

CONCERN = UUID(int=61)
RAISED = ConcernRaised(
    concern_id=CONCERN,
    learner_id=LEARNER,
    area=ConcernArea.PHONICS,
    observation="Nid yw'n clywed y gwahaniaeth rhwng ŵ ac ŷ.",
    noticed_on=YESTERDAY,
    parent_informed=None,
)


def raise_concern(
    observation: str = RAISED.observation,
    noticed_on: date = YESTERDAY,
    parent_informed: ParentInformed | None = None,
) -> RaiseConcern:
    return RaiseConcern(
        concern_id=CONCERN,
        learner_id=LEARNER,
        area=ConcernArea.PHONICS,
        observation=observation,
        noticed_on=noticed_on,
        parent_informed=parent_informed,
        today=TODAY,
    )


def informed(informed_on: date) -> ParentInformed:
    return ParentInformed(informed_on=informed_on, informed_by=InformedBy.IN_PERSON)


def test_a_concern_is_put_on_record() -> None:
    given(concern).when(raise_concern()).then(RAISED)


def test_that_a_parent_was_told_is_part_of_it() -> None:
    told = informed(TODAY)
    given(concern).when(raise_concern(parent_informed=told)).then(
        replace(RAISED, parent_informed=told)
    )


def test_raising_it_twice_puts_it_on_record_once() -> None:
    given(concern, RAISED).when(raise_concern()).then_nothing()


def test_another_concern_under_the_same_id_is_refused() -> None:
    given(concern, RAISED).when(raise_concern("Something else")).then_refused(
        "concern_already_raised", "concern_id"
    )


def test_an_observation_is_needed() -> None:
    given(concern).when(raise_concern("  ")).then_refused("observation_missing", "observation")


def test_nothing_is_noticed_in_the_future() -> None:
    given(concern).when(raise_concern(noticed_on=TOMORROW)).then_refused(
        "noticed_on_in_future", "noticed_on"
    )


def test_nobody_was_told_in_the_future() -> None:
    given(concern).when(raise_concern(parent_informed=informed(TOMORROW))).then_refused(
        "informed_on_in_future", "parent_informed.informed_on"
    )


def test_nobody_was_told_of_it_before_it_was_noticed() -> None:
    told = informed(YESTERDAY - timedelta(days=1))
    given(concern).when(raise_concern(parent_informed=told)).then_refused(
        "informed_on_before_noticed", "parent_informed.informed_on"
    )
