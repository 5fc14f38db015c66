from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.shared.http.conftest import Open, problem
from tests.web_client import WebClient

SUBJECT = str(uuid4())
BODY = {"names": ["Siân", "Llŷr"], "subject_id": SUBJECT}
MORE = {"names": ["Angharad"]}


def count_on(client: FlaskClient, counter_id: UUID, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"/counters/{counter_id}/counts", json=MORE, headers=named)


def test_an_answer_tells_version_and_position_and_the_etag(teacher: FlaskClient) -> None:
    counter_id = uuid4()
    answer = teacher.put(f"/counters/{counter_id}", json=BODY)
    told = answer.get_json()
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"2"')
    assert (told["id"], told["version"]) == (str(counter_id), 2)
    assert told["position"] >= 2
    assert teacher.get(f"/counters/{counter_id}").headers["ETag"] == '"2"'


def test_the_same_put_again_is_the_same_command(teacher: FlaskClient) -> None:
    path = f"/counters/{uuid4()}"
    first = teacher.put(path, json=BODY)
    spaced = f'{{"subject_id": "{SUBJECT}",\n "names": ["Si\\u00e2n", "Ll\\u0177r"]}}'
    again = teacher.put(path, data=spaced, content_type="application/json")
    assert (again.status_code, again.get_json()) == (first.status_code, first.get_json())
    assert teacher.get(path).get_json()["count"] == 2


def test_another_put_to_the_same_place_is_refused(teacher: FlaskClient) -> None:
    path = f"/counters/{uuid4()}"
    teacher.put(path, json=BODY)
    answer = teacher.put(path, json=BODY | {"names": ["Angharad"]})
    assert problem(answer) == (409, "command_id_reused", None)


def test_a_post_without_a_key_is_a_new_command_each_time(
    teacher: FlaskClient, opened: Open
) -> None:
    counter_id = opened()
    versions = [count_on(teacher, counter_id).get_json()["version"] for _ in range(2)]
    assert versions == [2, 3]


def test_a_post_with_the_same_key_is_carried_out_once(teacher: FlaskClient, opened: Open) -> None:
    counter_id, key = opened(), str(uuid4())
    answers = [count_on(teacher, counter_id, Idempotency_Key=key) for _ in range(3)]
    assert [answer.get_json()["version"] for answer in answers] == [2, 2, 2]
    assert teacher.get(f"/counters/{counter_id}").get_json()["count"] == 2


def test_a_key_stands_for_one_request(teacher: FlaskClient, opened: Open) -> None:
    one, other, key = opened(), opened(), str(uuid4())
    count_on(teacher, one, Idempotency_Key=key)
    assert problem(count_on(teacher, other, Idempotency_Key=key)) == (
        409,
        "command_id_reused",
        None,
    )


def test_a_key_is_its_senders_own(web: WebClient, opened: Open) -> None:
    counter_id, key = opened(), str(uuid4())
    versions = [
        count_on(web.acting("alnco", who), counter_id, Idempotency_Key=key).get_json()["version"]
        for who in ("one", "other")
    ]
    assert versions == [2, 3]


@pytest.mark.parametrize("key", ["", " ", "a b", "ŵ".encode().decode("latin-1"), "a" * 201])
def test_a_key_that_is_none_is_refused(teacher: FlaskClient, opened: Open, key: str) -> None:
    answer = count_on(teacher, opened(), Idempotency_Key=key)
    assert problem(answer) == (400, "idempotency_key_invalid", "Idempotency-Key")


def test_if_match_keeps_a_lost_update_from_happening(teacher: FlaskClient, opened: Open) -> None:
    counter_id = opened()
    seen = teacher.get(f"/counters/{counter_id}").headers["ETag"]
    assert count_on(teacher, counter_id, If_Match=seen).status_code == 200
    assert problem(count_on(teacher, counter_id, If_Match=seen)) == (412, "version_stale", None)


@pytest.mark.parametrize("given", ['"0"', '"2"', '"999999999"'])
def test_a_version_that_is_not_the_logs_is_stale(
    teacher: FlaskClient, opened: Open, given: str
) -> None:
    assert problem(count_on(teacher, opened(), If_Match=given)) == (412, "version_stale", None)


@pytest.mark.parametrize(
    "given", ["*", "1", '"one"', 'W/"1"', '"1", "2"', '""', '"-1"', '"9223372036854775808"']
)
def test_an_if_match_that_is_no_etag_of_ours_is_refused(
    teacher: FlaskClient, opened: Open, given: str
) -> None:
    answer = count_on(teacher, opened(), If_Match=given)
    assert problem(answer) == (400, "if_match_invalid", "If-Match")


def test_where_a_lost_update_would_harm_if_match_is_required(
    teacher: FlaskClient, opened: Open
) -> None:
    path = f"/counters/{opened()}/end"
    assert problem(teacher.put(path)) == (428, "if_match_required", None)
    assert teacher.put(path, headers={"If-Match": '"1"'}).status_code == 200


def test_a_repeat_is_answered_though_its_version_is_stale_by_now(
    teacher: FlaskClient, opened: Open
) -> None:
    path, headers = (
        f"/counters/{opened()}/end",
        {"If-Match": '"1"', "Idempotency-Key": str(uuid4())},
    )
    answers = [teacher.put(path, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_command_that_changes_nothing_has_no_position(teacher: FlaskClient, opened: Open) -> None:
    path = f"/counters/{opened()}/end"
    teacher.put(path, headers={"If-Match": '"1"'})
    told = teacher.put(path, headers={"If-Match": '"2"'}).get_json()
    assert (told["version"], told["position"]) == (2, None)


def test_a_refusal_tells_the_rules_code_and_the_field(teacher: FlaskClient, opened: Open) -> None:
    counter_id = opened()
    answer = teacher.post(f"/counters/{counter_id}/counts", json={"names": ["Siân", ""]})
    assert problem(answer) == (409, "name_missing", "names")
    teacher.put(f"/counters/{counter_id}/end", headers={"If-Match": '"1"'})
    assert problem(count_on(teacher, counter_id)) == (409, "counter_closed", None)


def test_what_does_not_exist_is_not_found(teacher: FlaskClient) -> None:
    assert problem(count_on(teacher, uuid4())) == (404, "not_found", None)
    assert problem(teacher.get(f"/counters/{uuid4()}")) == (404, "counter_unknown", None)
