"""The probe's application, and people who use it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.issuing import Issuer
from tests.shared.probe_api import blueprints
from tests.shared.probe_service import PROBE
from tests.stores import Store
from tests.web_client import WebClient

Open = Callable[..., UUID]


@pytest.fixture(scope="module")
def web(
    application: Callable[..., Flask],
    issuer: Issuer,
    probe_store: Store,
    new_authority: Callable[[], str],
) -> WebClient:
    """The probe's application, used in an authority that the tests of a module share."""
    return WebClient(application(PROBE, blueprints), issuer, new_authority(), probe_store)


@pytest.fixture(scope="module")
def teacher(web: WebClient) -> FlaskClient:
    return web.acting("alnco", "a-teacher")


@pytest.fixture
def own_teacher(web: WebClient, authority: str) -> FlaskClient:
    """A teacher in an authority of this test only."""
    return replace(web, authority=authority).acting("alnco", "a-teacher")


@pytest.fixture(scope="module")
def opened(teacher: FlaskClient) -> Open:
    """`opened("Siân")`: the id of a new counter."""
    return partial(open_counter, teacher)


def open_counter(client: FlaskClient, *names: str, subject: UUID | None = None) -> UUID:
    """A new counter's id."""
    counter_id = uuid4()
    body = {"names": names or ["Siân"], "subject_id": str(subject or uuid4())}
    answer = client.put(f"/counters/{counter_id}", json=body)
    assert answer.status_code == 201, answer.get_json()
    return counter_id


def problem(answer: Any) -> tuple[int, str, str | None]:
    """The status, code and field of a problem, which has the shape that RFC 9457 says."""
    told = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert told["type"] == f"urn:llwybr:problem:{told['code']}"
    assert told["status"] == answer.status_code
    assert told["title"]
    assert told["request_id"] == answer.headers["X-Request-Id"]
    return answer.status_code, told["code"], told.get("field")
