"""Real web processes, whoever sends them something, and what must be the same afterwards."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from shared.contracts.learners import LearnerEnrolled, LearnerPlacedInClass
from shared.runtime.problems import ProblemSchema
from tests.hearing import Ear
from tests.hostile.web_process import WebProcess, web_process
from tests.hostile.wire import Answer
from tests.issuing import Issuer
from tests.journeys.system import System, web_running
from tests.relating import CLASS, SCHOOL
from tests.stores import Store

SERVED = ("learners", "assessments")
MOST_GROWTH_BYTES = 48 * 1024 * 1024  # as a process grows by its first requests


@pytest.fixture(scope="package")
def webs(
    store: Callable[[str], Store], issuer: Issuer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[System]:
    """The processes; after all tests none has answered 5xx, and none has grown."""
    stores = {name: store(name) for name in SERVED}
    with web_running(stores, issuer, tmp_path_factory.mktemp("webs")) as running:
        processes = [web_process(running, name, issuer, "000") for name in SERVED]
        before = [process.memory for process in processes]
        yield running
        for process, held in zip(processes, before, strict=True):
            assert [line for line in process.requests_logged() if line["status"] >= 500] == []
            assert process.memory - held < MOST_GROWTH_BYTES


@pytest.fixture
def served(webs: System, issuer: Issuer, authority: str) -> Callable[[str], WebProcess]:
    """`served("learners")`: its web process, as people of this test's authority use it."""
    return lambda name: web_process(webs, name, issuer, authority)


@pytest.fixture
def assessments(served: Callable[[str], WebProcess]) -> WebProcess:
    return served("assessments")


@pytest.fixture
def learner_id(hear: Callable[[str], Ear]) -> str:
    """A learner of whom assessments has heard."""
    learner_id = uuid4()
    hear("assessments")(LearnerEnrolled(learner_id=learner_id, school_id=SCHOOL))
    hear("assessments")(LearnerPlacedInClass(learner_id=learner_id, class_id=CLASS))
    return str(learner_id)


@pytest.fixture
def _unmoved(assessments: WebProcess, learner_id: str) -> Iterator[None]:
    """Nothing changed by what the test sends, no 5xx answered, and the worker goes on."""
    assert assessments.get("/instruments").status == 200
    before, worker, lines = assessments.state(), assessments.worker, assessments.requests_logged()
    yield
    assert assessments.get("/instruments").status == 200
    assert assessments.worker == worker
    assert assessments.state() == before, learner_id
    failed = [line for line in assessments.requests_logged()[len(lines) :] if line["status"] >= 500]
    assert failed == []


def problem(answer: Answer) -> tuple[int, str, str | None]:
    """The status, code and field of a problem, which has the shape that our document says."""
    assert answer.headers.get_content_type() == "application/problem+json"
    told = ProblemSchema().load(answer.json())
    assert told["type"] == f"urn:llwybr:problem:{told['code']}"
    assert (told["status"], told["request_id"]) == (answer.status, answer.headers["X-Request-Id"])
    return answer.status, told["code"], told.get("field")
