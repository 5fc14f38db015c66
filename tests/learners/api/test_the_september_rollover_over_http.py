"""Every learner of an authority goes up a year group, once for a school year."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from services.learners.api.roll import rollovers
from services.learners.domain.roll.identity import Named, roster_id
from services.learners.domain.roll.school_days import school_year_of
from services.learners.wiring import SERVICE
from shared.runtime.carrying_on import CarryingOn
from shared.runtime.clerk import Clerk
from tests.stores import Store

TODAY = datetime.now(UTC).date()
NEXT = school_year_of(TODAY) + 1
LEAVING = {"left_on": TODAY.isoformat(), "destination": "abroad"}


def year_groups(client: FlaskClient) -> dict[str, str]:
    listed = client.get("/learners").get_json()["items"]
    return {one["learner_id"]: one["year_group"] for one in listed}


def roll_over(client: FlaskClient, **body: Any) -> Any:
    answer = client.put(f"/rollovers/{uuid4()}", json={"school_year": NEXT} | body)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


@pytest.mark.usefixtures("imported")
def test_every_learner_goes_up_once_for_a_school_year(
    officer: FlaskClient, person: Callable[[str], UUID]
) -> None:
    done = roll_over(officer)
    assert (done["steps"], done["done"], done["changed"]) == (3, 3, 3)
    assert done["effect"] == {"LearnerMovedYearGroup": 3}
    up = {str(person("l1")): "3", str(person("l2")): "4", str(person("l3")): "1"}
    assert year_groups(officer) == up
    assert roll_over(officer)["changed"] == 0
    assert year_groups(officer) == up


@pytest.mark.usefixtures("imported")
def test_the_same_rollover_asked_again_is_the_one_that_was(officer: FlaskClient) -> None:
    path, body = f"/rollovers/{uuid4()}", {"school_year": NEXT}
    first, again = officer.put(path, json=body), officer.put(path, json=body)
    assert first.get_json() == again.get_json() == officer.get(path).get_json()
    assert first.headers["Location"] == path
    other = officer.put(path, json={"school_year": NEXT - 1})
    assert (other.status_code, other.get_json()["code"]) == (409, "command_id_reused")


@pytest.mark.usefixtures("imported")
def test_who_is_kept_back_stays_with_the_reason_whatever_comes_after(
    officer: FlaskClient, person: Callable[[str], UUID]
) -> None:
    kept = {"learner_id": str(person("l2")), "reason": "Cytunwyd â'r teulu"}
    done = roll_over(officer, stay=[kept])
    assert done["effect"] == {"LearnerKeptInYearGroup": 1, "LearnerMovedYearGroup": 2}
    roll_over(officer)
    assert year_groups(officer)[str(person("l2"))] == "3"
    history = officer.get(f"/learners/{person('l2')}/roll-history").get_json()
    last = history["year_groups"][-1]
    assert (last["kept_because"], last["school_year"]) == ("Cytunwyd â'r teulu", NEXT)


@pytest.mark.usefixtures("imported")
def test_the_last_year_group_of_each_school_is_reported(
    officer: FlaskClient, authority: str
) -> None:
    reported = {one["school_id"]: one for one in roll_over(officer)["last_years"]}
    first, second = (str(roster_id(authority, Named.ORG, one)) for one in ("s1", "s2"))
    assert reported[first] == {"school_id": first, "year_group": "3", "learners": 1}
    assert reported[second] == {"school_id": second, "year_group": "R", "learners": 1}


@pytest.mark.usefixtures("imported")
def test_who_left_is_not_moved_and_not_counted(
    officer: FlaskClient, person: Callable[[str], UUID]
) -> None:
    officer.put(f"/learners/{person('l1')}/leaving", json=LEAVING)
    assert roll_over(officer)["steps"] == 2


@pytest.mark.usefixtures("imported")
def test_a_year_group_that_was_given_in_the_running_year_stands(officer: FlaskClient) -> None:
    before = year_groups(officer)
    assert roll_over(officer, school_year=NEXT - 1)["changed"] == 0
    assert year_groups(officer) == before


@pytest.mark.usefixtures("imported")
def test_a_rollover_that_takes_long_shows_its_progress_and_a_clerk_finishes_it(
    officer: FlaskClient, store: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollovers, "ANSWER_SECONDS", 0.0)
    path = f"/rollovers/{uuid4()}"
    begun = officer.put(path, json={"school_year": NEXT})
    assert begun.status_code == 202
    assert (begun.get_json()["done"], begun.get_json()["finished_at"]) == (0, None)
    another = officer.put(f"/rollovers/{uuid4()}", json={"school_year": NEXT})
    assert (another.status_code, another.get_json()["code"]) == (409, "work_under_way")
    database = store("learners").database("worker")
    clerk = Clerk(CarryingOn(SERVICE, database, "tests"), database)
    while clerk.step():
        pass
    shown = officer.get(path).get_json()
    assert (shown["done"], shown["changed"]) == (3, 3)
    assert shown["finished_at"] is not None


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"school_year": NEXT + 1}, (409, "school_year_not_near")),
        ({"stay": [{"learner_id": str(UUID(int=1)), "reason": "Oed"}]}, (404, "learner_unknown")),
        ({"stay": [{"learner_id": str(UUID(int=1)), "reason": " "}]}, (409, "reason_missing")),
    ],
)
def test_a_rollover_that_cannot_be_is_refused(
    officer: FlaskClient, said: dict[str, Any], told: tuple[int, str]
) -> None:
    answer = officer.put(f"/rollovers/{uuid4()}", json={"school_year": NEXT} | said)
    assert (answer.status_code, answer.get_json()["code"]) == told


@pytest.mark.usefixtures("imported")
def test_no_school_rolls_an_authority_over(alnco: FlaskClient, officer: FlaskClient) -> None:
    assert alnco.put(f"/rollovers/{uuid4()}", json={"school_year": NEXT}).status_code == 403
    assert officer.get(f"/rollovers/{uuid4()}").get_json()["code"] == "rollover_unknown"
