"""A school's own names for its tiers, and changes of tier that bear them and are corrected."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from tests.web_client import WebClient

Person = Callable[[str], UUID]
NOW = datetime.now(UTC).date()
TODAY, LAST_WEEK = NOW.isoformat(), (NOW - timedelta(days=7)).isoformat()


def own(code: str, cy: str, en: str, tier: str, meaning: str) -> dict[str, Any]:
    return {
        "own_code": code,
        "name": {"cy": cy, "en": en},
        "code": tier,
        "legal_meaning": meaning,
    }


FOUR = [
    own("universal", "Cyffredinol", "Universal", "universal", "no_aln"),
    own("plus", "Cyffredinol a Mwy", "Universal Plus", "universal", "no_aln"),
    own("targeted", "Targedig", "Targeted", "targeted", "aln_question_open"),
    own("specific", "Penodol", "Specific", "alp", "aln_with_idp"),
]


@pytest.fixture
def school(authority: str) -> UUID:
    return roster_id(authority, Named.ORG, "s1")


@pytest.fixture
def leader(client: Callable[[str], WebClient], school: UUID, imported: str) -> FlaskClient:
    """The headteacher of the school."""
    assert imported
    return client("learners").acting("headteacher", "a-head", at=school)


def name_tiers(
    client: FlaskClient, school: UUID, tiers: list[dict[str, Any]] | None = None, etag: str = ""
) -> Any:
    path = f"/schools/{school}/tiers"
    headers = {"If-Match": etag or client.get(path).headers["ETag"]}
    return client.put(path, json={"tiers": FOUR if tiers is None else tiers}, headers=headers)


def change(client: FlaskClient, learner: UUID, decider: UUID, **said: Any) -> UUID:
    change_id = uuid4()
    body = {"reason": "Proffil", "effective_on": TODAY, "decided_by": str(decider)} | said
    answer = client.put(f"/learners/{learner}/tier-changes/{change_id}", json=body)
    assert answer.status_code == 201, answer.text
    return change_id


def test_a_school_has_the_usual_names_until_it_names_its_own(
    leader: FlaskClient, school: UUID
) -> None:
    usual = leader.get(f"/schools/{school}/tiers").get_json()["tiers"]
    assert [one["own_code"] for one in usual] == ["universal", "targeted", "alp"]
    assert name_tiers(leader, school).status_code == 201
    assert leader.get(f"/schools/{school}/tiers").get_json()["tiers"] == FOUR


def test_names_are_given_upon_those_that_were_read(leader: FlaskClient, school: UUID) -> None:
    seen = leader.get(f"/schools/{school}/tiers").headers["ETag"]
    assert name_tiers(leader, school).status_code == 201
    stale = name_tiers(leader, school, FOUR[::-1], etag=seen)
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")
    unasked = leader.put(f"/schools/{school}/tiers", json={"tiers": FOUR})
    assert (unasked.status_code, unasked.get_json()["code"]) == (428, "if_match_required")


@pytest.mark.parametrize(
    ("tiers", "status", "code"),
    [
        (FOUR[1:3], 422, "request_invalid"),
        (FOUR[:3], 409, "tier_not_covered"),
        ([*FOUR, FOUR[0]], 409, "tier_code_twice"),
        ([FOUR[0] | {"own_code": "A tier"}, *FOUR[1:]], 422, "request_invalid"),
    ],
)
def test_names_that_do_not_cover_the_tiers_are_refused(
    leader: FlaskClient, school: UUID, tiers: list[dict[str, Any]], status: int, code: str
) -> None:
    answer = name_tiers(leader, school, tiers)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_a_learners_tier_bears_the_schools_own_name(
    leader: FlaskClient, school: UUID, person: Person
) -> None:
    name_tiers(leader, school)
    change(leader, person("l1"), person("a1"), own_tier="plus")
    shown = leader.get(f"/learners/{person('l1')}").get_json()["tier"]
    assert shown == FOUR[1] | {"since": TODAY}
    listed = leader.get(f"/learners?school_id={school}").get_json()["items"]
    tiers = {one["learner_id"]: one["tier"]["name"]["cy"] for one in listed}
    assert tiers == {
        str(person("l1")): "Cyffredinol a Mwy",
        str(person("l2")): "Cyffredinol",
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"own_tier": "bespoke"}, (404, "own_tier_unknown")),
        ({"own_tier": "plus", "tier": "alp"}, (409, "tier_does_not_fit")),
        ({}, (409, "tier_missing")),
    ],
)
def test_a_tier_that_the_school_has_not_is_refused(
    leader: FlaskClient, school: UUID, person: Person, said: dict[str, Any], told: tuple[int, str]
) -> None:
    name_tiers(leader, school)
    body = {"reason": "?", "effective_on": TODAY, "decided_by": str(person("a1"))} | said
    answer = leader.put(f"/learners/{person('l1')}/tier-changes/{uuid4()}", json=body)
    assert (answer.status_code, answer.get_json()["code"]) == told


def test_the_name_a_learner_has_is_nobodys_business_elsewhere(
    leader: FlaskClient, client: Callable[[str], WebClient], person: Person
) -> None:
    assert leader.get(f"/learners/{person('l1')}").status_code == 200
    stranger = client("learners").acting("headteacher", "a-stranger", at=uuid4())
    body = {
        "own_tier": "plus",
        "reason": "?",
        "effective_on": TODAY,
        "decided_by": str(person("a1")),
    }
    for learner in (person("l1"), uuid4()):
        answer = stranger.put(f"/learners/{learner}/tier-changes/{uuid4()}", json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")


def correct(client: FlaskClient, place: str, corrector: UUID, **said: Any) -> Any:
    body = {"because": "Cofnodwyd yn anghywir", "corrected_by": str(corrector)} | said
    return client.put(f"{place}/corrections/{uuid4()}", json=body)


def test_a_change_is_corrected_and_its_history_shows_how_it_read_before(
    leader: FlaskClient, school: UUID, person: Person
) -> None:
    name_tiers(leader, school)
    learner, decider = person("l1"), person("a1")
    first = change(leader, learner, decider, tier="targeted", effective_on=LAST_WEEK)
    second = change(leader, learner, decider, tier="alp")
    place = f"/learners/{learner}/tier-changes"
    done = correct(leader, f"{place}/{first}", decider, own_tier="plus", reason="Proffil yn unig")
    assert done.status_code == 201, done.text
    assert correct(leader, f"{place}/{second}", decider, withdrawn=True).status_code == 201
    listed = leader.get(place).get_json()["items"]
    assert [one["change_id"] for one in listed] == [str(first), str(second)]
    assert listed[0]["reading"] == {
        "tier": "universal",
        "own_tier": "plus",
        "effective_on": LAST_WEEK,
        "reason": "Proffil yn unig",
    }
    assert listed[0]["as_made"]["tier"] == "targeted"
    assert listed[0]["corrections"][0]["because"] == "Cofnodwyd yn anghywir"
    assert [one["withdrawn"] for one in listed] == [False, True]
    shown = leader.get(f"/learners/{learner}").get_json()["tier"]
    assert (shown["own_code"], shown["since"]) == ("plus", LAST_WEEK)


def test_a_correction_that_cannot_be_is_refused(leader: FlaskClient, person: Person) -> None:
    learner, decider = person("l1"), person("a1")
    place = f"/learners/{learner}/tier-changes/{change(leader, learner, decider, tier='alp')}"
    for said, status, code in (
        ({}, 409, "correction_changes_nothing"),
        ({"effective_on": "2999-01-01"}, 409, "effective_on_in_future"),
        ({"corrected_by": str(uuid4()), "tier": "targeted"}, 404, "staff_member_unknown"),
        ({"withdrawn": "yes"}, 422, "request_invalid"),
    ):
        answer = correct(leader, place, decider, **said)
        assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    unknown = correct(leader, f"/learners/{learner}/tier-changes/{uuid4()}", decider, tier="alp")
    assert unknown.get_json()["code"] == "tier_change_unknown"


def test_the_changes_of_nobody_are_not_found(leader: FlaskClient) -> None:
    assert leader.get(f"/learners/{uuid4()}/tier-changes").status_code == 404
