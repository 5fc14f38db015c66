from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from services.learners.domain.ties.emergency_access import (
    LONGEST_HOURS,
    EmergencyAccessOpened,
    EmergencyReason,
    OpenEmergencyAccess,
    emergency_access,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import ALNCO, LEARNER

ACCESS, NOW = UUID(int=131), datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
OPEN = OpenEmergencyAccess(
    access_id=ACCESS,
    learner_id=LEARNER,
    person_id=ALNCO,
    reason=EmergencyReason.MISSING_LEARNER,
    words="Nid yw wedi cyrraedd adref",
    hours=2,
    now=NOW,
)


def opened(hours: int) -> EmergencyAccessOpened:
    return EmergencyAccessOpened(
        access_id=ACCESS,
        learner_id=LEARNER,
        person_id=ALNCO,
        reason=EmergencyReason.MISSING_LEARNER,
        words="Nid yw wedi cyrraedd adref",
        expires_at=NOW + timedelta(hours=hours),
    )


@holds(st.integers(1, LONGEST_HOURS))
def test_a_record_is_open_for_as_long_as_was_asked_and_no_longer_than_a_day(hours: int) -> None:
    given(emergency_access).when(replace(OPEN, hours=hours)).then(opened(hours))


@pytest.mark.parametrize("hours", [-1, 0, LONGEST_HOURS + 1])
def test_a_record_is_not_opened_for_no_time_or_for_long(hours: int) -> None:
    refused = given(emergency_access).when(replace(OPEN, hours=hours))
    refused.then_refused("hours_out_of_range", "hours")


def test_a_code_alone_is_no_reason() -> None:
    given(emergency_access).when(replace(OPEN, words=" ")).then_refused("words_missing", "words")


def test_asking_again_later_does_not_extend_it() -> None:
    later = replace(OPEN, now=NOW + timedelta(hours=1), hours=LONGEST_HOURS)
    given(emergency_access, opened(2)).when(later).then_nothing()


def test_the_id_of_another_persons_emergency_opens_nothing() -> None:
    refused = given(emergency_access, opened(2)).when(replace(OPEN, person_id=UUID(int=9)))
    refused.then_refused("emergency_already_opened", "access_id")
