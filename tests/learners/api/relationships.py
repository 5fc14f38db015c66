"""Requests about who stands how to a learner, with what is irrelevant to a test defaulted."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient

TODAY = datetime.now(UTC).date()
LATER = (TODAY + timedelta(days=90)).isoformat()


def engagement(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "person_id": str(uuid4()),
        "profession": "educational_psychologist",
        "basis": "authority_request",
        "until": LATER,
    } | other


def restriction(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "person_id": str(uuid4()),
        "kind": "court_order",
        "scope": "record",
        "reference": "WX26P00123",
        "reason": "Gorchymyn dim cyswllt / no-contact order",
        "review_on": LATER,
    } | other


def emergency(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "reason": "missing_learner",
        "words": "Nid yw wedi cyrraedd adref",
    } | other


def finding(capacity: str = "lacks_capacity", **other: Any) -> dict[str, Any]:
    return {
        "capacity": capacity,
        "found_on": TODAY.isoformat(),
        "reason": "Aseswyd gyda'i mam a'i hathro",
    } | other


def ties(client: FlaskClient, learner: UUID) -> dict[str, Any]:
    """Who stands how to the learner."""
    answer = client.get(f"/learners/{learner}/relationships")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def done(answer: Any) -> Any:
    """The answer to a command that was accepted."""
    assert answer.status_code in (200, 201), answer.text
    return answer.get_json()


def refused(answer: Any) -> tuple[int, str]:
    """The status and code of a problem."""
    return answer.status_code, answer.get_json()["code"]
