"""The stories of the demo: complete in both languages, and all that the services ask for."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from deploy.demo.authority import authority
from deploy.demo.steps import Steps
from deploy.demo.talking import Person
from deploy.demo.travellers import Traveller, parents, travellers
from services.assessments.api.assessment_results import AssessmentResultRequest
from services.assessments.api.corrections import CorrectionRequest
from services.assessments.domain.instruments import CATALOGUES, CURRENT
from services.assessments.domain.result import shape_of
from services.assessments.domain.result_faults import faults_of
from services.learners.api.response.concerns import ConcernRequest
from services.learners.api.response.tier_changes import TierChangeRequest
from services.targets.api.reviews import ReviewRequest
from services.targets.api.shares import ShareRequest
from services.targets.api.small_step_targets import SmallStepTargetRequest
from services.targets.domain.review import refuse_unfitting

TODAY = date(2026, 11, 24)
CHILDREN = travellers(authority())
SCHEMAS = {
    r"/concerns/[^/]+": ConcernRequest(),
    r"/learners/[^/]+/tier-changes/[^/]+": TierChangeRequest(),
    r"/assessment-results/[^/]+": AssessmentResultRequest(),
    r"/assessment-results/[^/]+/corrections/[^/]+": CorrectionRequest(),
    r"/small-step-targets/[^/]+": SmallStepTargetRequest(),
    r"/small-step-targets/[^/]+/shares/[^/]+": ShareRequest(),
    r"/small-step-targets/[^/]+/reviews/[^/]+": ReviewRequest(),
}
DAYS = ("noticed_on", "taken_on", "effective_on", "set_on", "starts_on", "shared_on", "reviewed_on")


@dataclass
class Sent:
    """Keeps what would be sent."""

    requests: list[tuple[str, str, Any]] = field(default_factory=list)

    def put(
        self, who: Person, _service: str, path: str, body: Any, _headers: Any = None
    ) -> dict[str, Any]:
        self.requests.append((who.role, path, body))
        return {"version": 1}


def sent_of(child: Traveller) -> list[tuple[str, str, Any]]:
    sent = Sent()
    steps = Steps(sent, TODAY)  # type: ignore[arg-type]
    steps.raise_concern(child)
    steps.record_assessments(child)
    steps.change_tier(child)
    steps.set_and_share_targets(child)
    steps.review_targets(child)
    return sent.requests


def loaded(path: str, body: Any) -> dict[str, Any]:
    [schema] = [schema for known, schema in SCHEMAS.items() if re.fullmatch(known, path)]
    found: dict[str, Any] = schema.load(body)
    return found


def test_sixty_children_of_three_schools_travel_with_their_parents() -> None:
    assert len(CHILDREN) == 60
    assert len({child.learner.learner_id for child in CHILDREN}) == 60
    assert len({child.school.school_id for child in CHILDREN}) == 3
    assert sum(len(theirs) for theirs in parents(CHILDREN).values()) == sum(
        len(child.learner.parents) for child in CHILDREN
    )


def test_every_request_is_one_its_service_understands() -> None:
    for child in CHILDREN:
        requests = sent_of(child)
        assert len(requests) == 1 + 3 + 1 + 1 + 4 + 2
        for _, path, body in requests:
            loaded(path, body)


def test_a_second_run_would_send_the_same() -> None:
    assert [sent_of(child) for child in CHILDREN] == [
        sent_of(child) for child in travellers(authority())
    ]


def test_no_two_requests_share_an_id() -> None:
    paths = [path for child in CHILDREN for _, path, _ in sent_of(child)]
    assert len(paths) == len(set(paths))


def test_nothing_happens_at_a_weekend_or_in_the_future() -> None:
    for child in CHILDREN:
        for _, path, body in sent_of(child):
            for day in (loaded(path, body).get(name) for name in DAYS):
                assert day is None or (day <= TODAY and day.weekday() < 5)


def test_every_result_is_one_its_instrument_gives() -> None:
    for child in CHILDREN:
        for _, path, body in sent_of(child):
            if "instrument" in body:
                instrument = CATALOGUES[CURRENT][body["instrument"]]
                result = loaded(path, body)["result"]
                assert shape_of(result) in instrument.shapes
                assert not list(faults_of(result, instrument))


def test_every_review_ends_in_a_step_that_fits() -> None:
    reviews = [
        loaded(path, body)
        for child in CHILDREN
        for _, path, body in sent_of(child)
        if "/reviews/" in path
    ]
    for review in reviews:
        refuse_unfitting(review["outcome"], review["next_step"], review["extended_to"])
    assert len({review["next_step"] for review in reviews}) == 7


@pytest.mark.parametrize("child", CHILDREN, ids=lambda child: child.name)
def test_names_are_filled_in(child: Traveller) -> None:
    text = repr(sent_of(child))
    assert "{" not in text.replace("{'", "")
    assert child.learner.given_name in text


def test_the_welsh_school_writes_in_welsh_and_the_others_in_english() -> None:
    for child in CHILDREN:
        text = repr(child.story)
        assert (" yn " in text) is (child.school.language == "cy")
