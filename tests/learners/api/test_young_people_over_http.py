"""A learner who is over compulsory school age: account, rights, capacity, representatives."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.learners.api.relationships import done, finding, refused, ties
from tests.learners.api.test_roster_imports_over_http import put
from tests.learners.roster_zips import changed

Person = Callable[[str], UUID]
BORN_2007 = changed("demographics.csv", "l1,,,2019-03-01", "l1,,,2007-03-01")


@pytest.fixture
def place(officer: FlaskClient, person: Person) -> str:
    """The path of a learner who turned 16 long ago."""
    done(put(officer, BORN_2007))
    return f"/learners/{person('l1')}"


def standing(alnco: FlaskClient, person: Person) -> dict[str, object]:
    found: dict[str, object] = ties(alnco, person("l1"))["young_person"]
    return found


@pytest.mark.usefixtures("place")
def test_an_import_passes_the_rights_of_whoever_is_over_school_age_and_of_nobody_else(
    alnco: FlaskClient, person: Person
) -> None:
    assert standing(alnco, person)["passed_on"] == "2023-07-01"
    assert ties(alnco, person("l2"))["young_person"]["passed_on"] is None


def test_rights_pass_once_however_often_it_is_said(
    alnco: FlaskClient, officer: FlaskClient, place: str
) -> None:
    assert done(alnco.put(f"{place}/rights"))["version"] == 1
    done(put(officer, BORN_2007))
    assert done(alnco.put(f"{place}/rights"))["version"] == 1


@pytest.mark.usefixtures("imported")
def test_a_childs_rights_do_not_pass(alnco: FlaskClient, person: Person) -> None:
    place = f"/learners/{person('l1')}"
    assert refused(alnco.put(f"{place}/rights")) == (409, "rights_not_due")
    found = alnco.put(f"{place}/capacity-findings/{uuid4()}", json=finding())
    assert refused(found) == (409, "rights_not_passed")


def test_an_account_is_opened_moved_and_closed(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    first, second = str(uuid4()), str(uuid4())
    for account in (first, second, first, None):
        done(alnco.put(f"{place}/account", json={"person_id": account}))
        assert standing(alnco, person)["account_person_id"] == account


def test_a_parent_is_not_taken_for_the_young_person(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    answer = alnco.put(f"{place}/account", json={"person_id": str(person("p1"))})
    assert refused(answer) == (409, "account_is_a_parents")
    assert standing(alnco, person)["account_person_id"] is None


def test_a_young_person_is_represented_while_they_lack_capacity(
    alnco: FlaskClient, person: Person, place: str
) -> None:
    deputy, named = str(uuid4()), {"standing": "deputy"}
    path = f"{place}/representatives/{deputy}"
    assert refused(alnco.put(path, json=named)) == (409, "capacity_not_lacking")
    done(alnco.put(f"{place}/capacity-findings/{uuid4()}", json=finding()))
    done(alnco.put(path, json=named))
    [one] = ties(alnco, person("l1"))["young_person"]["representatives"]
    assert (one["person_id"], one["standing_name"]["cy"]) == (deputy, "dirprwy")
    done(alnco.delete(path))
    assert standing(alnco, person)["representatives"] == []
    done(alnco.put(path, json=named))
    done(alnco.put(f"{place}/capacity-findings/{uuid4()}", json=finding("has_capacity")))
    assert standing(alnco, person)["representatives"] == []
    assert standing(alnco, person)["capacity"] == "has_capacity"


def test_nobody_unknown_has_an_account(alnco: FlaskClient) -> None:
    answer = alnco.put(f"/learners/{uuid4()}/account", json={"person_id": None})
    assert refused(answer) == (404, "learner_unknown")
