"""Whoever merely works at a school sees its roll, and not whose ALN question is open."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.web_client import WebClient

Person = Callable[[str], UUID]


@pytest.fixture
def colleague(client: Callable[[str], WebClient], authority: str) -> FlaskClient:
    """A teacher of the school who does not teach the learner."""
    school = roster_id(authority, Named.ORG, "s1")
    return client("learners").acting("class_teacher", "a-colleague", at=school)


@pytest.mark.usefixtures("imported")
def test_a_colleague_sees_a_learner_without_the_tier(
    colleague: FlaskClient, alnco: FlaskClient, person: Person
) -> None:
    path = f"/learners/{person('l1')}"
    seen = colleague.get(path).get_json()
    assert seen["given_name"] == "Llŷr"
    assert seen["tier"] is None
    assert alnco.get(path).get_json()["tier"] is not None


@pytest.mark.usefixtures("imported")
def test_a_colleague_who_filters_by_tier_learns_nothing_from_who_is_left(
    colleague: FlaskClient, alnco: FlaskClient
) -> None:
    assert len(colleague.get("/learners").get_json()["items"]) == 2
    for client, found in ((alnco, 2), (colleague, 0)):
        assert len(client.get("/learners?tier=universal").get_json()["items"]) == found
