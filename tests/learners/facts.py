"""Recorded facts, with an envelope that does not matter to the test."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shared.modelling.recorded import Recorded
from tests.learners.learner_facts import LEARNER, SCHOOL

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ACTOR = "00000000-0000-0000-0000-000000000029"


def fact(
    event: Any, kind: str = "learner", stream_id: UUID = LEARNER, position: int | None = None
) -> Recorded:
    """`event` as recorded in a stream of this kind."""
    return Recorded(
        authority="665",
        source="learners",
        stream_kind=kind,
        stream_id=stream_id,
        version=1,
        event_id=UUID(int=999),
        subject=LEARNER,
        school=SCHOOL,
        occurred_at=NOW,
        actor=ACTOR,
        event=event,
        position=position,
        recorded_at=NOW if position else None,
    )
