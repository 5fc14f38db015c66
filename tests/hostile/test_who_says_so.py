"""Tokens, keys and versions that are not what they should be, over the wire."""

from typing import Any
from uuid import uuid4

import jwt
import pytest

from tests.hostile.conftest import problem
from tests.hostile.web_process import JSON, WebProcess
from tests.hostile.wire import exchange, request
from tests.issuing import KEY_ID

pytestmark = pytest.mark.usefixtures("_unmoved")


def told(assessments: WebProcess, authorization: str) -> tuple[int, str, str | None]:
    sent = request("GET", "/instruments", {"Authorization": authorization})
    return problem(exchange(assessments.port, sent))


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "somebody-else"},
        {"exp": 1_000_000_000},
        {"nbf": 4_000_000_000},
        {"iat": 4_000_000_000},
        {"iss": "https://issuer.test"},
        {"authority": "6655"},
        {"role": "superuser"},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_here_and_now_is_refused(
    assessments: WebProcess, claims: dict[str, Any]
) -> None:
    said = {"role": "alnco", "authority": assessments.authority} | claims
    token = assessments.issuer.token(**said)
    assert told(assessments, f"Bearer {token}") == (401, "token_refused", None)


def test_an_unsigned_token_is_refused(assessments: WebProcess) -> None:
    signed = assessments.issuer.token("alnco", authority=assessments.authority)
    claims = jwt.decode(signed, options={"verify_signature": False})
    unsigned = jwt.encode(claims, "", "none", headers={"kid": KEY_ID})
    assert told(assessments, f"Bearer {unsigned}") == (401, "token_refused", None)


def test_a_long_token_is_refused_for_what_it_is(assessments: WebProcess) -> None:
    assert told(assessments, f"Bearer {'a' * 8_000}") == (401, "token_refused", None)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {'a' * 1_000_000}"},
        {"X-Header": "a" * 1_000_000},
        {f"X-Header-{number}": "a" for number in range(1_000)},
    ],
    ids=["token", "header", "headers"],
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
