"""Headers, keys and versions that are not what they should be, over the wire."""

from uuid import uuid4

import pytest

from tests.hostile.conftest import problem
from tests.hostile.web_process import JSON, WebProcess
from tests.hostile.wire import exchange, request

pytestmark = pytest.mark.usefixtures("_unmoved")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Header": "a" * 1_000_000},
        {f"X-Header-{number}": "a" for number in range(1_000)},
    ],
    ids=["header", "headers"],
)
def test_a_megabyte_of_headers_is_too_large(
    assessments: WebProcess, headers: dict[str, str]
) -> None:
    """The server answers this itself, before there is a request: it is no problem+json."""
    answer = exchange(assessments.port, request("GET", "/instruments", headers))
    assert (answer.status, answer.closes) == (431, True)


@pytest.mark.parametrize("key", ["", "a b", "a" * 201, "\xe9"])
def test_an_idempotency_key_that_is_none_is_refused(assessments: WebProcess, key: str) -> None:
    path = f"/assessment-results/{uuid4()}/corrections/{uuid4()}"
    answer = assessments.put(path, b'{"reason": "a slip"}', Idempotency_Key=key, If_Match='"1"')
    assert problem(answer) == (400, "idempotency_key_invalid", "Idempotency-Key")


@pytest.mark.parametrize("version", ["*", "1", 'W/"1"', '"1", "2"', '"-1"', '"1e400"', ""])
def test_an_if_match_that_is_no_etag_of_ours_is_refused(
    assessments: WebProcess, version: str
) -> None:
    path = f"/assessment-results/{uuid4()}/corrections/{uuid4()}"
    answer = assessments.put(path, b'{"reason": "a slip"}', If_Match=version)
    assert problem(answer) == (400, "if_match_invalid", "If-Match")


def test_where_a_lost_update_would_harm_if_match_is_required(assessments: WebProcess) -> None:
    path = f"/assessment-results/{uuid4()}/corrections/{uuid4()}"
    answer = assessments.put(path, b'{"reason": "a slip"}')
    assert problem(answer) == (428, "if_match_required", None)


def test_a_role_that_may_not_is_refused_before_its_body_is_awaited(
    assessments: WebProcess,
) -> None:
    head = assessments.bearer("parent") | JSON | {"Content-Length": "10000000"}
    answer = exchange(assessments.port, request("PUT", f"/assessment-results/{uuid4()}", head))
    assert problem(answer) == (403, "not_allowed", None)
