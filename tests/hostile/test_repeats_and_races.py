"""The same thing said again, otherwise, too late, or by fifty at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from tests.hostile.conftest import problem
from tests.hostile.test_bodies_that_mean_harm import place, result
from tests.hostile.web_process import JSON, WebProcess
from tests.hostile.wire import exchange, request

AT_ONCE = 50


def effects(assessments: WebProcess) -> int:
    """How many events the authority's log holds."""
    with assessments.store.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM events WHERE authority = %s", (assessments.authority,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_fifty_identical_requests_at_once_have_one_effect_and_one_answer(
    assessments: WebProcess, learner_id: str
) -> None:
    body = json.dumps(result(learner_id)).encode()
    sent = request("PUT", place(), assessments.bearer() | JSON, body)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: exchange(assessments.port, sent), range(AT_ONCE)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body for answer in answers}) == 1
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    assert effects(assessments) == 1


def test_a_command_id_cannot_be_used_for_something_else(
    assessments: WebProcess, learner_id: str
) -> None:
    path = place()
    assert assessments.put(path, json.dumps(result(learner_id)).encode()).status == 201
    before = assessments.state()
    answer = assessments.put(path, json.dumps(result(learner_id, form="2025")).encode())
    assert problem(answer) == (409, "command_id_reused", None)
    assert assessments.state() == before


def test_a_correction_of_what_was_corrected_meanwhile_is_refused(
    assessments: WebProcess, learner_id: str
) -> None:
    path = place()
    assessments.put(path, json.dumps(result(learner_id)).encode())
    seen = assessments.get(path).headers["ETag"]
    slips = [json.dumps({"reason": "a slip", "form": form}).encode() for form in ("a", "b")]
    corrections = [f"{path}/corrections/{uuid4()}" for _ in slips]
    assert assessments.put(corrections[0], slips[0], If_Match=seen).status == 201
    before = assessments.state()
    answer = assessments.put(corrections[1], slips[1], If_Match=seen)
    assert problem(answer) == (412, "version_stale", None)
    assert assessments.state() == before
