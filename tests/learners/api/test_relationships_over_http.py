"""Professionals, caseloads, restrictions and emergencies, over the real application."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.wiring import SERVICE, response
from shared.runtime.rebuild import Rebuilder
from tests.learners.api.relationships import (
    TODAY,
    done,
    emergency,
    engagement,
    refused,
    restriction,
    ties,
)
from tests.learners.api.test_roster_imports_over_http import put
from tests.learners.roster_zips import packed, with_staff
from tests.stores import Store
from tests.web_client import WebClient

Person = Callable[[str], UUID]


@pytest.mark.usefixtures("imported")
def test_the_roster_tells_parents_and_classes(alnco: FlaskClient, person: Person) -> None:
    told = ties(alnco, person("l1"))
    assert [(one["person_id"], one["relationship"]) for one in told["parents"]] == [
        (str(person("p1")), "parent")
    ]
    assert len(told["class_ids"]) == 2
    assert told["young_person"] == {
        "account_person_id": None,
        "rights_pass_on": "2035-06-30",
        "passed_on": None,
        "capacity": None,
        "capacity_found_on": None,
        "representatives": [],
    }


@pytest.mark.usefixtures("imported")
def test_a_professional_is_engaged_listed_and_released(alnco: FlaskClient, person: Person) -> None:
    path = f"/professionals/{uuid4()}"
    asked = engagement(person("l1"))
    first = done(alnco.put(path, json=asked))
    assert done(alnco.put(path, json=asked)) == first
    [one] = alnco.get(f"/learners/{person('l1')}/professionals").get_json()["items"]
    assert (one["person_id"], one["until"]) == (asked["person_id"], asked["until"])
    assert one["profession_name"] == {"cy": "seicolegydd addysg", "en": "educational psychologist"}
    assert one["basis_name"]["cy"] == "cais yr awdurdod lleol"
    assert one["engaged_by"] == str(person("a1"))
    assert one["released_at"] is None
    done(alnco.put(f"{path}/release"))
    assert ties(alnco, person("l1"))["professionals"][0]["released_at"] is not None


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"until": "2020-01-01"}, (409, "until_in_past")),
        ({"until": "2999-01-01"}, (409, "until_too_far")),
        ({"profession": "wizard"}, (422, "request_invalid")),
        ({"learner_id": str(uuid4())}, (404, "learner_unknown")),
    ],
)
def test_an_engagement_that_cannot_be_is_refused(
    alnco: FlaskClient, person: Person, said: dict[str, Any], answer: tuple[int, str]
) -> None:
    asked = engagement(person("l1"), **said)
    assert refused(alnco.put(f"/professionals/{uuid4()}", json=asked)) == answer


@pytest.fixture
def _an_officer(officer: FlaskClient) -> None:
    """The roster names o1 as an officer of the authority."""
    done(put(officer, packed(with_staff("o1", "districtAdministrator", "la"))))


@pytest.mark.usefixtures("_an_officer")
def test_a_case_is_given_to_an_officer_ended_and_given_back(
    officer: FlaskClient, person: Person
) -> None:
    path = f"/learners/{person('l1')}/caseload/{person('o1')}"
    done(officer.put(path))
    assert [one["person_id"] for one in ties(officer, person("l1"))["caseload"]] == [
        str(person("o1"))
    ]
    assert done(officer.delete(path))["version"] == 2
    assert ties(officer, person("l1"))["caseload"] == []
    done(officer.put(path))
    assert len(ties(officer, person("l1"))["caseload"]) == 1


@pytest.mark.usefixtures("_an_officer")
def test_a_case_is_given_to_nobody_but_an_officer(
    officer: FlaskClient, alnco: FlaskClient, person: Person
) -> None:
    to_teacher = f"/learners/{person('l1')}/caseload/{person('t1')}"
    assert refused(officer.put(to_teacher)) == (404, "officer_unknown")
    by_alnco = f"/learners/{person('l1')}/caseload/{person('o1')}"
    assert alnco.put(by_alnco).status_code == 403


@pytest.mark.usefixtures("imported")
def test_a_restriction_is_imposed_and_lifted_with_its_words(
    alnco: FlaskClient, person: Person
) -> None:
    path = f"/restrictions/{uuid4()}"
    asked = restriction(person("l1"), person_id=str(person("p1")))
    done(alnco.put(path, json=asked))
    [one] = ties(alnco, person("l1"))["restrictions"]
    assert {name: one[name] for name in asked if name != "learner_id"} == {
        name: asked[name] for name in asked if name != "learner_id"
    }
    assert one["kind_name"] == {"cy": "gorchymyn llys", "en": "court order"}
    assert one["lifted_at"] is None
    done(alnco.put(f"{path}/lifting", json={"reason": "Rhyddhawyd"}))
    [one] = ties(alnco, person("l1"))["restrictions"]
    assert one["lifted_at"] is not None
    assert one["lifted_because"] == "Rhyddhawyd"


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"reference": " "}, (409, "reference_missing")),
        ({"review_on": TODAY.isoformat()}, (409, "review_on_not_later")),
        ({"scope": "some"}, (422, "request_invalid")),
        ({"learner_id": str(uuid4())}, (404, "learner_unknown")),
    ],
)
def test_a_restriction_that_cannot_be_is_refused(
    alnco: FlaskClient, person: Person, said: dict[str, Any], answer: tuple[int, str]
) -> None:
    asked = restriction(person("l1"), **said)
    assert refused(alnco.put(f"/restrictions/{uuid4()}", json=asked)) == answer


@pytest.mark.usefixtures("imported")
def test_a_record_is_opened_in_an_emergency_and_told_of(
    client: Callable[[str], WebClient], teacher: FlaskClient, person: Person
) -> None:
    path = f"/emergencies/{uuid4()}"
    done(teacher.put(path, json=emergency(person("l3"), hours=2)))
    guard = client("learners").acting("privacy_officer")
    [one] = guard.get("/emergencies").get_json()["items"]
    assert (one["learner_id"], one["person_id"]) == (str(person("l3")), str(person("t1")))
    assert one["reason_name"] == {"cy": "dysgwr ar goll", "en": "missing learner"}
    opened_at, expires_at = (datetime.fromisoformat(one[n]) for n in ("opened_at", "expires_at"))
    assert expires_at - opened_at == timedelta(hours=2)
    assert teacher.get("/emergencies").status_code == 403


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"hours": 9}, (422, "request_invalid")),
        ({"words": "  "}, (409, "words_missing")),
        ({"reason": "curiosity"}, (422, "request_invalid")),
        ({"learner_id": str(uuid4())}, (404, "learner_unknown")),
    ],
)
def test_an_emergency_without_an_end_or_a_reason_opens_nothing(
    teacher: FlaskClient, person: Person, said: dict[str, Any], answer: tuple[int, str]
) -> None:
    asked = emergency(person("l1"), **said)
    assert refused(teacher.put(f"/emergencies/{uuid4()}", json=asked)) == answer


@pytest.mark.usefixtures("imported")
def test_a_system_that_is_no_person_has_no_emergencies(
    client: Callable[[str], WebClient], person: Person
) -> None:
    learners = client("learners")
    system = learners.bearing(learners.issuer.token("headteacher", "mis-1", learners.authority))
    answer = system.put(f"/emergencies/{uuid4()}", json=emergency(person("l1")))
    assert refused(answer) == (403, "not_allowed")


def test_what_is_not_there_is_not_found(alnco: FlaskClient, officer: FlaskClient) -> None:
    nobody = uuid4()
    assert alnco.get(f"/learners/{nobody}/relationships").status_code == 404
    assert alnco.get(f"/learners/{nobody}/professionals").status_code == 404
    assert alnco.put(f"/professionals/{nobody}/release").status_code == 404
    lifting = alnco.put(f"/restrictions/{nobody}/lifting", json={"reason": "x"})
    assert refused(lifting) == (404, "restriction_unknown")
    ended = officer.delete(f"/learners/{nobody}/caseload/{nobody}")
    assert refused(ended) == (404, "learner_unknown")


@pytest.mark.usefixtures("imported")
def test_the_whole_record_leaves_out_restrictions_and_emergencies(
    alnco: FlaskClient, person: Person
) -> None:
    done(alnco.put(f"/restrictions/{uuid4()}", json=restriction(person("l1"))))
    done(alnco.put(f"/emergencies/{uuid4()}", json=emergency(person("l1"))))
    done(alnco.put(f"/professionals/{uuid4()}", json=engagement(person("l1"))))
    record = alnco.get(f"/learners/{person('l1')}/record").get_json()
    assert {one["kind"] for one in record["streams"]} == {"learner", "professional_engagement"}


@pytest.mark.usefixtures("_an_officer")
def test_relationships_rebuilt_from_the_log_are_those_that_were_there(
    officer: FlaskClient, alnco: FlaskClient, person: Person, store: Callable[[str], Store]
) -> None:
    learner = person("l1")
    for path in (f"/professionals/{uuid4()}", f"/professionals/{uuid4()}"):
        done(alnco.put(path, json=engagement(learner)))
        done(alnco.put(f"{path}/release"))
    path = f"/restrictions/{uuid4()}"
    done(alnco.put(path, json=restriction(learner)))
    done(alnco.put(f"{path}/lifting", json={"reason": "Rhyddhawyd"}))
    done(alnco.put(f"/emergencies/{uuid4()}", json=emergency(learner)))
    done(officer.put(f"/learners/{learner}/caseload/{person('o1')}"))
    done(alnco.put(f"/learners/{learner}/account", json={"person_id": str(uuid4())}))
    written_by_tests = ("posts", "class_staff")  # see tests/relating.py
    models = (model.table for model in SERVICE.projections if model not in response.PROJECTIONS)
    tables = [table for table in models if table not in written_by_tests]
    rebuilder = Rebuilder(SERVICE, store("learners").database("owner"), lambda *_: None)
    found = rebuilder.rebuild(tables, swap=False)
    assert [table for table, comparison in found.items() if not comparison.equal] == []
    assert all(found[table].rows for table in tables if table != "rights_passed")
