"""An authority whose roster is imported, over the real application and Postgres."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.roster_zips import SOUND
from tests.web_client import WebClient


@pytest.fixture
def officer(client: Callable[[str], WebClient]) -> FlaskClient:
    return client("learners").acting("la_officer")


@pytest.fixture
def person(authority: str) -> Callable[[str], UUID]:
    """The id of whom the roster calls `l1`, or `t1`."""
    return lambda sourced_id: roster_id(authority, Named.USER, sourced_id)


@pytest.fixture
def teacher(client: Callable[[str], WebClient], person: Callable[[str], UUID]) -> FlaskClient:
    return client("learners").acting("class_teacher", str(person("t1")))


@pytest.fixture
def alnco(client: Callable[[str], WebClient], person: Callable[[str], UUID]) -> FlaskClient:
    return client("learners").acting("alnco", str(person("a1")))


@pytest.fixture
def imported(officer: FlaskClient) -> str:
    """The path of the import."""
    path = f"/roster-imports/{uuid4()}"
    answer = officer.put(path, data=SOUND, content_type="application/zip")
    assert answer.status_code == 201, answer.text
    return path
