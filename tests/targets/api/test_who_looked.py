"""Who looked at a learner's record in one service, told to those who may ask."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from shared.contracts.learners import LearnerEnrolled, LearnerPlacedInClass, ParentLinked
from tests.hearing import Ear
from tests.relating import CLASS, SCHOOL, person
from tests.web_client import WebClient

PARENT, CHILD = UUID(int=711), UUID(int=712)


@pytest.fixture
def targets(client: Callable[[str], WebClient], hear: Callable[[str], Ear]) -> WebClient:
    """A learner in a class, of whom one person is a parent."""
    hear("targets")(LearnerEnrolled(learner_id=CHILD, school_id=SCHOOL))
    hear("targets")(LearnerPlacedInClass(learner_id=CHILD, class_id=CLASS))
    hear("targets")(ParentLinked(learner_id=CHILD, parent_id=PARENT))
    return client("targets")


def test_a_parent_reads_who_looked_by_which_rule_and_what_for(targets: WebClient) -> None:
    leader = targets.acting("alnco")
    record = leader.get(f"/learners/{CHILD}/record", headers={"X-Request-Id": "request-7"})
    assert record.status_code == 200
    found = targets.acting("parent", str(PARENT)).get(f"/learners/{CHILD}/looks").get_json()
    look = found["items"][-1]
    assert look["read_at"]
    assert {name: value for name, value in look.items() if name != "read_at"} == {
        "actor": str(person("a-alnco")),
        "action": "read_record",
        "rule": "leads_school",
        "purpose": "holding_to_account",
        "request_id": "request-7",
    }


def test_a_look_at_the_looks_is_one(targets: WebClient) -> None:
    parent = targets.acting("parent", str(PARENT))
    parent.get(f"/learners/{CHILD}/looks")
    [newest, *_] = parent.get(f"/learners/{CHILD}/looks").get_json()["items"]
    assert (newest["actor"], newest["rule"]) == (str(PARENT), "parent")


def test_looks_are_given_newest_first_a_page_at_a_time_and_of_one_person(
    targets: WebClient,
) -> None:
    leader, parent = targets.acting("alnco"), targets.acting("parent", str(PARENT))
    for number in range(3):
        path, name = f"/learners/{CHILD}/record", f"request-{number}"
        leader.get(path, headers={"X-Request-Id": name})
    seen: list[str] = []
    asked = {"limit": 2, "actor": str(person("a-alnco"))}
    while True:
        page = parent.get(f"/learners/{CHILD}/looks", query_string=asked).get_json()
        seen += [look["request_id"] for look in page["items"]]
        if page["next"] is None:
            break
        asked["cursor"] = page["next"]
    numbered = [name for name in dict.fromkeys(seen) if name.startswith("request-")]
    assert numbered == ["request-2", "request-1", "request-0"]


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 19, "٣"])
def test_a_cursor_that_was_never_given_out_is_refused(targets: WebClient, cursor: str) -> None:
    parent = targets.acting("parent", str(PARENT))
    answer = parent.get(f"/learners/{CHILD}/looks", query_string={"cursor": cursor})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "cursor_invalid")


def test_who_looked_at_another_child_is_as_if_there_were_none(targets: WebClient) -> None:
    other = uuid4()
    targets.relations.place(other)
    parent = targets.acting("parent", str(PARENT))
    answers = [parent.get(f"/learners/{one}/looks") for one in (other, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    known, unknown = (answer.get_json() | {"request_id": ""} for answer in answers)
    assert known == unknown


def test_a_teacher_is_not_told_who_looked(targets: WebClient) -> None:
    assert targets.acting("class_teacher").get(f"/learners/{CHILD}/looks").status_code == 403
