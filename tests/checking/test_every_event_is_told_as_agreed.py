"""The checker reads the agreement as the services do: tried on the golden file of every event."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from deploy.provision import SERVICES
from shared.contracts import codec, topics
from shared.modelling.message import version_of
from shared.modelling.recorded import Recorded
from tests.checking.copied_models import WITHHELD
from tests.checking.published import wrong_in
from tests.wiring import wiring

STORED = Path(__file__).parents[1] / "contracts/stored"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EVENTS = [
    pytest.param(name, aggregate.kind, event, id=f"{name}.{event.__name__}")
    for name in SERVICES
    for aggregate in wiring(name).SERVICE.aggregates
    for event in aggregate.events
]


def as_sent(name: str, kind: str, event: type) -> tuple[Any, Any]:
    """An event of the golden files as its log has it, and as others are told."""
    body = (STORED / name / f"{event.__name__}.v{version_of(event)}.json").read_bytes()
    stream, subject, school = UUID(int=1), UUID(int=2), UUID(int=3)
    if kind in ("learner", "caseload", "young_person"):
        subject = stream
    fact = Recorded(
        authority="665",
        source=name,
        stream_kind=kind,
        stream_id=stream,
        version=1,
        event_id=stream,
        subject=subject,
        school=school,
        occurred_at=NOON,
        actor="a-person",
        event=codec.decode(event, body),
    )
    said = wiring(name).SERVICE.publish(fact)
    message = SimpleNamespace(
        source=name,
        type=topics.message_type(name, type(said)) if said else WITHHELD,
        body=codec.encode(said) if said else None,
    )
    sent = SimpleNamespace(
        stream_kind=kind,
        stream_id=stream,
        subject=subject,
        school=school,
        type=event.__name__,
        body=body,
    )
    return message, sent


@pytest.mark.parametrize(("name", "kind", "event"), EVENTS)
def test_what_a_service_tells_is_right_and_silence_in_its_place_is_not(
    name: str, kind: str, event: type
) -> None:
    message, sent = as_sent(name, kind, event)
    assert wrong_in(message, sent) == ""
    if message.body is not None:
        message.type, message.body = WITHHELD, None
        assert wrong_in(message, sent) == "nothing"
