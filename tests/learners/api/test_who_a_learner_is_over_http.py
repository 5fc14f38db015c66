"""Numbers, language, care and second schools; and learners who look alike."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.upn import check_letter
from tests.learners.roster_zips import FILES, packed
from tests.web_client import WebClient

TODAY = datetime.now(UTC).date().isoformat()


@pytest.fixture
def school(authority: str) -> Callable[[str], UUID]:
    return lambda sourced_id: roster_id(authority, Named.ORG, sourced_id)


@pytest.fixture
def place(person: Callable[[str], UUID]) -> str:
    return f"/learners/{person('l1')}"


def identity(client: FlaskClient, place: str) -> dict[str, Any]:
    answer = client.get(f"{place}/identity")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.get_json()
    return shown


@pytest.mark.usefixtures("imported")
def test_the_upn_is_shown_to_who_keeps_the_roll_and_to_no_class_teacher(
    officer: FlaskClient, teacher: FlaskClient, place: str, school: Callable[[str], UUID]
) -> None:
    shown = identity(officer, place)
    assert (shown["upn"], shown["is_upn_temporary"]) == ("G681213425001", False)
    assert (shown["uln"], shown["language"], shown["looked_after"]) == (None, None, [])
    [registration] = shown["registrations"]
    assert registration["status"] == "C"
    assert registration["school_id"] == str(school("s1"))
    assert teacher.get(f"{place}/identity").status_code == 403


@pytest.mark.usefixtures("imported")
def test_numbers_and_language_are_kept_and_corrected(officer: FlaskClient, place: str) -> None:
    for uln in ("1000000000", "1234567899"):
        assert officer.put(f"{place}/uln", json={"uln": uln}).status_code == 201
    assert officer.put(f"{place}/language", json={"language": "cy"}).status_code == 201
    shown = identity(officer, place)
    assert (shown["uln"], shown["language"]) == ("1234567899", "cy")
    assert shown["language_name"] == {"cy": "Cymraeg", "en": "Welsh"}
    wrong = officer.put(f"{place}/uln", json={"uln": "1234567890"})
    assert (wrong.status_code, wrong.get_json()["code"]) == (409, "uln_check_digit")


@pytest.mark.usefixtures("imported")
def test_a_temporary_upn_becomes_permanent_and_the_former_one_stays(
    officer: FlaskClient, alnco: FlaskClient, person: Callable[[str], UUID]
) -> None:
    place = f"/learners/{person('l2')}"
    assert identity(officer, place)["is_upn_temporary"]
    taken = officer.put(f"{place}/upn", json={"upn": "G681213425001"})
    assert (taken.status_code, taken.get_json()["code"]) == (409, "upn_held_by_another")
    assert officer.put(f"{place}/upn", json={"upn": "A665304024008"}).status_code == 409
    sound = officer.put(f"{place}/upn", json={"upn": sound_upn("665304024008")})
    assert sound.status_code == 201, sound.text
    shown = identity(officer, place)
    assert shown["former_upns"] == [{"upn": "J66530242400A", "replaced_on": TODAY}]
    assert not shown["is_upn_temporary"]
    assert alnco.put(f"{place}/upn", json={"upn": "G681213425001"}).status_code == 403


def sound_upn(rest: str) -> str:
    return f"{check_letter(rest)}{rest}"


@pytest.mark.usefixtures("imported")
def test_a_child_is_looked_after_from_a_day_until_a_day(officer: FlaskClient, place: str) -> None:
    path, period = (
        f"{place}/looked-after/{uuid4()}",
        {"starts_on": "2020-01-01", "authority_code": "665"},
    )
    assert officer.put(path, json=period).status_code == 201
    assert identity(officer, place)["is_looked_after"]
    assert officer.put(path, json=period | {"ends_on": "2021-01-01"}).status_code == 201
    shown = identity(officer, place)
    assert not shown["is_looked_after"]
    assert shown["looked_after"][0]["ends_on"] == "2021-01-01"
    changed_since = officer.put(path, json=period | {"authority_code": "666"})
    assert changed_since.get_json()["code"] == "looked_after_already_recorded"
    malformed = officer.put(path, json=period | {"authority_code": "Wrecsam"})
    assert malformed.status_code == 422


@pytest.mark.usefixtures("imported")
def test_beside_a_subsidiary_school_the_own_one_is_the_main_one(
    officer: FlaskClient, place: str, school: Callable[[str], UUID]
) -> None:
    path = f"{place}/registrations/{uuid4()}"
    second = {"school_id": str(school("s2")), "status": "S", "starts_on": "2026-09-01"}
    assert officer.put(path, json=second).status_code == 201
    own, other = identity(officer, place)["registrations"]
    assert (own["status"], other["status"]) == ("M", "S")
    assert other["status_name"] == {"cy": "Cofrestriad atodol", "en": "Subsidiary registration"}
    officer.put(path, json=second | {"ends_on": "2026-09-02"})
    assert identity(officer, place)["registrations"][0]["status"] == "C"
    unknown = officer.put(path, json=second | {"school_id": str(uuid4())})
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "school_unknown")


@pytest.mark.usefixtures("imported")
def test_a_change_upon_what_has_changed_since_is_refused(officer: FlaskClient, place: str) -> None:
    etag = officer.get(f"{place}/identity").headers["ETag"]
    assert (
        officer.put(
            f"{place}/language", json={"language": "cy"}, headers={"If-Match": etag}
        ).status_code
        == 201
    )
    stale = officer.put(f"{place}/uln", json={"uln": "1000000000"}, headers={"If-Match": etag})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "version_stale")


def test_who_is_unknown_has_no_identity_and_no_history(officer: FlaskClient) -> None:
    for part in ("identity", "roll-history"):
        answer = officer.get(f"/learners/{uuid4()}/{part}")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "learner_unknown")


Importing = Callable[..., None]


@pytest.fixture
def import_alike(officer: FlaskClient) -> Importing:
    """Import a roster in which these bear Llŷr Wyn-Jones's name and birthday, spelt otherwise."""

    def import_them(*sourced_ids: str) -> None:
        users, demographics = FILES["users.csv"], FILES["demographics.csv"]
        for one, (named, born) in {
            "l2": ("Siân,Wyn-Jones", "2018-06-30"),
            "l3": ("Owain,O'Neill", "2021-12-24"),
        }.items():
            if one in sourced_ids:
                users = users.replace(named, "Llyr,Wyn Jones")
                demographics = demographics.replace(born, "2019-03-01")
        body = packed({**FILES, "users.csv": users, "demographics.csv": demographics})
        path = f"/roster-imports/{uuid4()}"
        answer = officer.put(path, data=body, content_type="application/zip")
        assert answer.status_code == 201, answer.text

    return import_them


def test_learners_who_look_alike_are_a_pair_until_somebody_tells_them_apart(
    officer: FlaskClient,
    import_alike: Importing,
    person: Callable[[str], UUID],
    school: Callable[[str], UUID],
) -> None:
    import_alike("l3")
    [pair] = officer.get("/duplicate-learners").get_json()["items"]
    both = {str(person("l1")), str(person("l3"))}
    assert {one["learner_id"] for one in pair["learners"]} == both
    here = officer.get(f"/duplicate-learners?school_id={school('s2')}").get_json()["items"]
    assert [one["pair_id"] for one in here] == [pair["pair_id"]]
    nowhere = officer.get(f"/duplicate-learners?school_id={uuid4()}").get_json()
    assert nowhere == {"items": [], "next": None}
    path = f"/learners/{person('l1')}/told-apart/{person('l3')}"
    assert officer.put(path, json={"reason": "Cefndryd / cousins"}).status_code == 201
    assert officer.get("/duplicate-learners").get_json()["items"] == []


def test_a_pair_is_shown_only_to_who_may_see_both(
    client: Callable[[str], WebClient], import_alike: Importing, school: Callable[[str], UUID]
) -> None:
    import_alike("l2", "l3")
    seen = {}
    for at in ("s1", "s2"):
        head = client("learners").acting("headteacher", f"head of {at}", at=school(at))
        seen[at] = len(head.get("/duplicate-learners").get_json()["items"])
    assert seen == {"s1": 1, "s2": 0}


def test_who_left_is_of_no_pair(
    officer: FlaskClient, import_alike: Importing, person: Callable[[str], UUID]
) -> None:
    import_alike("l3")
    leaving = {"left_on": TODAY, "destination": "abroad"}
    assert officer.put(f"/learners/{person('l3')}/leaving", json=leaving).status_code == 201
    assert officer.get("/duplicate-learners").get_json()["items"] == []


@pytest.mark.usefixtures("imported")
def test_nobody_is_told_apart_from_themself_or_from_nobody(
    officer: FlaskClient, place: str, person: Callable[[str], UUID]
) -> None:
    said = {"reason": "Efeilliaid"}
    same = officer.put(f"{place}/told-apart/{person('l1')}", json=said)
    assert (same.status_code, same.get_json()["code"]) == (409, "learner_is_the_same")
    nobody = officer.put(f"{place}/told-apart/{uuid4()}", json=said)
    assert (nobody.status_code, nobody.get_json()["field"]) == (404, "other_id")


def test_pairs_are_paged(officer: FlaskClient, import_alike: Importing) -> None:
    import_alike("l2", "l3")
    seen, query = [], "limit=1"
    while True:
        shown = officer.get(f"/duplicate-learners?{query}").get_json()
        seen += [one["pair_id"] for one in shown["items"]]
        if shown["next"] is None:
            break
        query = f"limit=1&cursor={shown['next']}"
    assert len(seen) == len(set(seen)) == 3
    assert officer.get("/duplicate-learners?cursor=mine").status_code == 422
