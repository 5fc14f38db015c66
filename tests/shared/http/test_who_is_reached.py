"""Whoever reaches one learner of a school finds nothing of the others, on no way in."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.relating import person
from tests.shared.http.conftest import open_counter, problem
from tests.shared.http.test_paging import cursor
from tests.web_client import WebClient

MINE, NOT_MINE = uuid4(), uuid4()


@pytest.fixture
def counters(own_teacher: FlaskClient) -> dict[UUID, UUID]:
    """A counter about each of two learners of one school."""
    return {one: open_counter(own_teacher, subject=one) for one in (MINE, NOT_MINE)}


@pytest.fixture
def officer(web: WebClient, authority: str) -> FlaskClient:
    """An officer who has the case of one of the two."""
    client = replace(web, authority=authority)
    client.relations.tie("caseload", person("an-officer"), MINE)
    return client.acting("la_officer", "an-officer")


def subjects(answer: Any) -> list[str]:
    return [row["subject_id"] for row in answer.get_json()["items"]]


@pytest.mark.usefixtures("counters")
def test_a_list_holds_those_who_are_reached_and_no_others_of_their_school(
    officer: FlaskClient,
) -> None:
    assert subjects(officer.get("/counters")) == [str(MINE)]


def test_what_is_not_reached_looks_like_what_is_not_there(
    officer: FlaskClient, counters: dict[UUID, UUID]
) -> None:
    assert officer.get(f"/counters/{counters[MINE]}").status_code == 200
    told = problem(officer.get(f"/counters/{counters[NOT_MINE]}"))
    assert told == problem(officer.get(f"/counters/{uuid4()}"))


def test_a_command_upon_what_is_not_reached_is_refused_as_upon_nothing(
    officer: FlaskClient, counters: dict[UUID, UUID], own_teacher: FlaskClient
) -> None:
    body = {"names": ["Siân"]}
    assert officer.post(f"/counters/{counters[MINE]}/counts", json=body).status_code == 200
    told = problem(officer.post(f"/counters/{counters[NOT_MINE]}/counts", json=body))
    assert told == problem(officer.post(f"/counters/{uuid4()}/counts", json=body))
    assert own_teacher.get(f"/counters/{counters[NOT_MINE]}").get_json()["count"] == 1


def test_a_cursor_of_a_row_that_is_not_reached_is_as_one_made_up(
    officer: FlaskClient, counters: dict[UUID, UUID]
) -> None:
    asked = {"cursor": cursor(str(counters[NOT_MINE]))}
    told = problem(officer.get("/counters", query_string=asked))
    assert told == (422, "cursor_invalid", "cursor")


def test_who_is_kept_from_one_learner_finds_the_others(
    own_teacher: FlaskClient, web: WebClient, authority: str, counters: dict[UUID, UUID]
) -> None:
    relations = replace(web, authority=authority).relations
    relations.tie("barred", person("a-teacher"), NOT_MINE)
    assert subjects(own_teacher.get("/counters")) == [str(MINE)]
    assert own_teacher.get(f"/counters/{counters[NOT_MINE]}").status_code == 404
