"""A class, the staff of its school, and the results tests need, as the service knows them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import LearnerEnrolled, LearnerPlacedInClass
from tests.assessments.over_http import day
from tests.hearing import Ear
from tests.relating import CLASS, SCHOOL
from tests.web_client import WebClient

Enrol = Callable[..., UUID]
Enrolled = Callable[..., str]


@pytest.fixture
def told(hear: Callable[[str], Ear]) -> Ear:
    """What the service hears of others."""
    return hear("assessments")


@pytest.fixture
def enrol(told: Ear) -> Enrol:
    """`enrol("3")`: somebody new in a year group, in `CLASS` at `SCHOOL` unless said otherwise."""

    def one(year_group: str = "3", at: UUID = SCHOOL, in_class: UUID | None = CLASS) -> UUID:
        learner_id = uuid4()
        told(LearnerEnrolled(learner_id=learner_id, school_id=at, year_group=year_group))
        if in_class is not None:
            told(LearnerPlacedInClass(learner_id=learner_id, class_id=in_class))
        return learner_id

    return one


@pytest.fixture
def enrolled(enrol: Enrol) -> Enrolled:
    """The same, with the id as JSON has it."""
    return lambda *said, **more: str(enrol(*said, **more))


@pytest.fixture
def learner(enrol: Enrol) -> UUID:
    return enrol()


@pytest.fixture
def staff(client: Callable[[str], WebClient]) -> WebClient:
    return client("assessments")


@pytest.fixture
def teacher(staff: WebClient) -> FlaskClient:
    return staff.acting("class_teacher")


@pytest.fixture
def alnco(staff: WebClient) -> FlaskClient:
    return staff.acting("alnco")


@pytest.fixture
def has_result(teacher: FlaskClient) -> Callable[..., UUID]:
    """`has_result(learner, shape, instrument=…, taken_on=…, age=(7, 4))`: its id."""

    def put(learner: UUID, shape: dict[str, Any], **other: Any) -> UUID:
        result_id = uuid4()
        years, months = other.pop("age", (7, 4))
        body = {
            "learner_id": str(learner),
            "instrument": "personalised_reading_welsh",
            "form": "2026",
            "taken_on": day(0),
            "age_at_test": {"years": years, "months": months},
            "result": shape,
        } | other
        answer = teacher.put(f"/assessment-results/{result_id}", json=body)
        assert answer.status_code == 201, answer.get_json()
        return result_id

    return put
