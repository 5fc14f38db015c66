"""Screenings and referrals, step by step: the real application and Postgres."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.learners import (
    Capacity,
    CapacityRecorded,
    ParentLinked,
    RightsPassed,
    YoungPersonAccountOpened,
)
from tests.assessments.over_http import day, score
from tests.hearing import Ear
from tests.relating import SCHOOL


def referral(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "kind": "referral",
        "service": "speech_and_language",
        "reason": "Nid yw eraill yn ei ddeall",
        "proposed_on": day(-20),
    } | other


CONSENT = {
    "given": True,
    "said_by": "parent",
    "told_by": "signed_form",
    "words": "Cytuno",
    "consented_on": day(-18),
}
SENDING = {"sent_on": day(-16)}
RECEIPT = {"received_on": day(-10), "reference": "SLT 26/114"}
REPORT = {"reported_on": day(-2), "author": "Carys Bowen", "summary": "Oedi o ran seiniau"}
ENDING = {"closed_as": "withdrawn", "reason": "Mae'r teulu'n symud", "closed_on": day(0)}


@pytest.fixture
def place(teacher: FlaskClient, learner: UUID) -> str:
    """A referral that is proposed."""
    path = f"/referrals/{uuid4()}"
    assert teacher.put(path, json=referral(learner)).status_code == 201
    return path


def test_a_referral_goes_from_a_proposal_to_a_report(teacher: FlaskClient, place: str) -> None:
    awaited = []
    steps = {"consent": CONSENT, "sending": SENDING, "receipt": RECEIPT, "report": REPORT}
    for step, body in steps.items():
        awaited.append(teacher.get(place).get_json()["awaiting"])
        assert teacher.put(f"{place}/{step}", json=body).status_code == 201
    assert awaited == ["consent", "sending", "receipt", "report"]
    shown = teacher.get(place).get_json()
    assert (shown["state"], shown["awaiting"], shown["last_step_on"]) == (
        "reported",
        None,
        day(-2),
    )
    assert [one["kind"] for one in shown["steps"]] == list(steps)
    assert shown["steps"][0]["words"] == "Cytuno"
    assert shown["state_name"] == {"cy": "daeth yr adroddiad", "en": "report received"}


def test_nothing_is_sent_without_consent(teacher: FlaskClient, place: str) -> None:
    answer = teacher.put(f"{place}/sending", json=SENDING)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "consent_missing")
    teacher.put(f"{place}/consent", json=CONSENT | {"given": False})
    refused = teacher.put(f"{place}/sending", json=SENDING)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "referral_already_refused")


def test_consent_is_named_of_who_is_known_as_that_to_the_learner(
    teacher: FlaskClient, place: str, learner: UUID, told: Ear
) -> None:
    parent = uuid4()
    told(ParentLinked(learner_id=learner, parent_id=parent))
    stranger = teacher.put(f"{place}/consent", json=CONSENT | {"person_id": str(uuid4())})
    assert (stranger.status_code, stranger.get_json()["field"]) == (404, "person_id")
    known = teacher.put(f"{place}/consent", json=CONSENT | {"person_id": str(parent)})
    assert known.status_code == 201


def test_a_young_person_consents_themself_and_no_parent_for_them(
    teacher: FlaskClient, place: str, learner: UUID, told: Ear
) -> None:
    account = uuid4()
    told(YoungPersonAccountOpened(learner_id=learner, person_id=account))
    told(RightsPassed(learner_id=learner))
    by_parent = teacher.put(f"{place}/consent", json=CONSENT)
    assert (by_parent.status_code, by_parent.get_json()["code"]) == (409, "consent_is_not_theirs")
    own = CONSENT | {"said_by": "young_person", "person_id": str(account)}
    by_themself = teacher.put(f"{place}/consent", json=own, headers={"Idempotency-Key": "own"})
    assert by_themself.status_code == 201


def test_who_represents_a_young_person_without_capacity_consents_for_them(
    teacher: FlaskClient, place: str, learner: UUID, told: Ear
) -> None:
    told(RightsPassed(learner_id=learner))
    told(CapacityRecorded(learner_id=learner, capacity=Capacity.LACKS_CAPACITY))
    spoken_for = CONSENT | {"said_by": "representative"}
    assert teacher.put(f"{place}/consent", json=spoken_for).status_code == 201


def test_a_screening_in_school_ends_with_results_of_this_learner(
    teacher: FlaskClient,
    learner: UUID,
    enrol: Callable[..., UUID],
    has_result: Callable[..., UUID],
) -> None:
    place = f"/referrals/{uuid4()}"
    screening = referral(learner, kind="screening", service="dyslexia_screening")
    assert teacher.put(place, json=screening).status_code == 201
    assert teacher.put(f"{place}/consent", json=CONSENT).status_code == 201
    own = has_result(learner, score(80), instrument="dyslexia_screener")
    others = has_result(enrol(), score(80), instrument="dyslexia_screener")
    wrong = teacher.put(f"{place}/report", json=REPORT | {"result_ids": [str(others)]})
    assert (wrong.status_code, wrong.get_json()["code"]) == (404, "result_unknown")
    right = REPORT | {"result_ids": [str(own)]}
    done = teacher.put(f"{place}/report", json=right, headers={"Idempotency-Key": "right"})
    assert done.status_code == 201
    assert teacher.get(place).get_json()["steps"][-1]["result_ids"] == [str(own)]


def test_those_awaiting_something_are_listed(
    teacher: FlaskClient, place: str, learner: UUID
) -> None:
    ended = f"/referrals/{uuid4()}"
    teacher.put(ended, json=referral(learner, proposed_on=day(-30)))
    assert teacher.put(f"{ended}/ending", json=ENDING).status_code == 201

    def listed(**query: Any) -> list[str]:
        answer = teacher.get("/referrals", query_string=query).get_json()
        return [f"/referrals/{one['referral_id']}" for one in answer["items"]]

    assert listed(learner_id=learner) == [ended, place]
    assert listed(school_id=SCHOOL, awaiting="consent") == [place]
    assert listed(awaiting="report") == []
    assert listed(state="withdrawn") == [ended]


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"learner_id": str(uuid4())}, 404, "learner_id"),
        ({"service": "astrology"}, 422, "service"),
        ({"service": "other"}, 409, "service_name"),
        ({"proposed_on": "2999-01-01"}, 409, "proposed_on"),
        ({"reason": "x" * 4001}, 422, "reason"),
    ],
)
def test_a_referral_that_cannot_be_is_refused_with_the_field_at_fault(
    teacher: FlaskClient, learner: UUID, said: dict[str, Any], status: int, field: str
) -> None:
    answer = teacher.put(f"/referrals/{uuid4()}", json=referral(learner, **said))
    assert (answer.status_code, answer.get_json()["field"]) == (status, field)


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("consent", CONSENT),
        ("sending", SENDING),
        ("receipt", RECEIPT),
        ("report", REPORT),
        ("ending", ENDING),
    ],
)
@pytest.mark.usefixtures("learner")
def test_a_step_of_an_unknown_referral_is_not_found(
    teacher: FlaskClient, step: str, body: dict[str, Any]
) -> None:
    assert teacher.put(f"/referrals/{uuid4()}/{step}", json=body).status_code == 404
    assert teacher.get(f"/referrals/{uuid4()}").status_code == 404
