"""Learners of a class and the staff of their school, as the assessments service knows them."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import LearnerEnrolled, LearnerPlacedInClass
from tests.hearing import Ear
from tests.relating import CLASS, SCHOOL
from tests.web_client import WebClient

Enrol = Callable[..., str]


@pytest.fixture
def enrol(hear: Callable[[str], Ear]) -> Enrol:
    """`enrol("3")`: somebody new in a year group, in `CLASS` at `SCHOOL` unless said otherwise."""

    def one(year_group: str = "3", at: UUID = SCHOOL, in_class: UUID | None = CLASS) -> str:
        learner_id, heard = uuid4(), hear("assessments")
        heard(LearnerEnrolled(learner_id=learner_id, school_id=at, year_group=year_group))
        if in_class is not None:
            heard(LearnerPlacedInClass(learner_id=learner_id, class_id=in_class))
        return str(learner_id)

    return one


@pytest.fixture
def staff(client: Callable[[str], WebClient]) -> WebClient:
    return client("assessments")


@pytest.fixture
def teacher(staff: WebClient) -> FlaskClient:
    return staff.acting("class_teacher")


@pytest.fixture
def alnco(staff: WebClient) -> FlaskClient:
    return staff.acting("alnco")
