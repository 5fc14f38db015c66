"""Raising a concern, changing a tier, and the chronology that names both."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from shared.contracts.targets import SmallStepTargetReviewed
from tests.hearing import Ear

TODAY = datetime.now(UTC).date().isoformat()


def concern(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "area": "reading",
        "observation": "Mae'n blino ar ôl tudalen; gŵyr y stori ond nid y geiriau.",
        "noticed_on": TODAY,
        "parent_informed": {"informed_on": TODAY, "informed_by": "in_person"},
    } | other


@pytest.mark.usefixtures("imported")
def test_a_concern_is_raised_and_found(teacher: FlaskClient, person: Callable[[str], UUID]) -> None:
    place = f"/concerns/{uuid4()}"
    assert teacher.put(place, json=concern(person("l1"))).status_code == 201
    shown = teacher.get(place).get_json()
    assert shown["observation"].startswith("Mae'n blino")
    listed = teacher.get("/concerns", query_string={"learner_id": str(person("l1"))})
    assert [one["concern_id"] for one in listed.get_json()["items"]] == [shown["concern_id"]]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"learner_id": str(uuid4())}, 404, "learner_unknown"),
        ({"noticed_on": "2999-01-01"}, 409, "noticed_on_in_future"),
        ({"area": "laziness"}, 422, "request_invalid"),
        ({"observation": ""}, 422, "request_invalid"),
        ({"severity": 9}, 422, "request_invalid"),
    ],
)
def test_a_concern_that_cannot_be_is_refused(
    teacher: FlaskClient,
    person: Callable[[str], UUID],
    said: dict[str, Any],
    status: int,
    code: str,
) -> None:
    answer = teacher.put(f"/concerns/{uuid4()}", json=concern(person("l1"), **said))
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


@pytest.mark.usefixtures("imported")
def test_an_unknown_concern_is_not_found(teacher: FlaskClient) -> None:
    assert teacher.get(f"/concerns/{uuid4()}").status_code == 404


def tier(decider: UUID, **other: Any) -> dict[str, Any]:
    return {
        "tier": "targeted",
        "reason": "Monitro am hanner tymor heb gynnydd / no progress in half a term",
        "effective_on": TODAY,
        "decided_by": str(decider),
    } | other


@pytest.mark.usefixtures("imported")
def test_a_tier_is_changed_with_a_reason_upon_what_was_read(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    place = f"/learners/{person('l1')}"
    etag = alnco.get(place).headers["ETag"]
    change = f"{place}/tier-changes/{uuid4()}"
    changed = alnco.put(change, json=tier(person("a1")), headers={"If-Match": etag})
    assert changed.status_code == 201
    shown = alnco.get(place)
    assert shown.get_json()["tier"]["code"] == "targeted"
    assert shown.headers["ETag"] != etag
    stale = f"{place}/tier-changes/{uuid4()}"
    refused = alnco.put(stale, json=tier(person("a1"), tier="alp"), headers={"If-Match": etag})
    assert (refused.status_code, refused.get_json()["code"]) == (412, "version_stale")


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"tier": "universal"}, "tier_unchanged"),
        ({"reason": "  "}, "reason_missing"),
        ({"effective_on": "2999-01-01"}, "effective_on_in_future"),
        ({"decided_by": str(uuid4())}, "staff_member_unknown"),
    ],
)
def test_a_tier_change_nobody_could_defend_is_refused(
    alnco: FlaskClient, person: Callable[[str], UUID], said: dict[str, Any], code: str
) -> None:
    place = f"/learners/{person('l1')}/tier-changes/{uuid4()}"
    assert alnco.put(place, json=tier(person("a1"), **said)).get_json()["code"] == code


@pytest.mark.usefixtures("imported")
def test_learners_are_listed_by_tier_and_school(
    alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    change = f"/learners/{person('l1')}/tier-changes/{uuid4()}"
    alnco.put(change, json=tier(person("a1")))
    listed = alnco.get("/learners", query_string={"tier": "targeted"}).get_json()["items"]
    assert [one["learner_id"] for one in listed] == [str(person("l1"))]


@pytest.mark.usefixtures("imported")
def test_the_chronology_says_who_did_what_in_both_languages(
    alnco: FlaskClient, person: Callable[[str], UUID], hear: Callable[[str], Ear]
) -> None:
    reviewed = SmallStepTargetReviewed(
        target_id=uuid4(),
        learner_id=person("l1"),
        review_id=uuid4(),
        outcome="achieved",
        next_step="achieved_end",
        reviewed_on=datetime.now(UTC).date(),
    )
    hear("learners")(reviewed, actor=str(person("t1")))
    [step] = alnco.get(f"/learners/{person('l1')}/chronology").get_json()["items"]
    assert step["actor"]["name"] == "Ffion Parry"
    assert step["label"] == {
        "cy": "Adolygwyd targed camau bach: cyflawnwyd",
        "en": "A small step target was reviewed: achieved",
    }
    assert (step["service"], step["kind"]) == ("targets", "small_step_target_reviewed")
    later = {"from_date": "2999-01-01"}
    empty = alnco.get(f"/learners/{person('l1')}/chronology", query_string=later)
    assert empty.get_json()["items"] == []


def test_the_chronology_of_nobody_is_not_found(alnco: FlaskClient) -> None:
    assert alnco.get(f"/learners/{uuid4()}/chronology").status_code == 404
