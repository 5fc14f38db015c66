from dataclasses import replace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient

from shared.runtime.settings import Settings
from shared.runtime.web import create_app
from tests.issuing import KEY_ID, Issuer
from tests.shared.http.conftest import Open, problem
from tests.shared.probe_api import blueprints
from tests.shared.probe_service import PROBE
from tests.web_client import WebClient

REFUSED = (401, "token_refused", None)


def told(client: FlaskClient, **headers: str) -> tuple[int, str, str | None]:
    """What is answered to a request that is well but for who sends it."""
    answer = client.get("/counters", headers=headers)
    if answer.status_code == 401:
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    return problem(answer)


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer", "Bearer ", "Token abc"])
def test_without_a_bearer_token_nobody_is_let_in(web: WebClient, header: str) -> None:
    assert told(web.app.test_client()) == REFUSED
    assert told(web.app.test_client(), Authorization=header) == REFUSED


@pytest.mark.parametrize("token", ["garbage", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30.", "ŵ.ŷ.â"])
def test_a_token_that_is_none_is_refused(web: WebClient, token: str) -> None:
    assert told(web.app.test_client(), Authorization=f"Bearer {token}") == REFUSED


CLAIMS: list[dict[str, Any]] = [
    {"exp": 1_000_000_000},
    {"exp": None},
    {"iat": None},
    {"nbf": 4_000_000_000},
    {"iat": 4_000_000_000},
    {"aud": "somebody-else"},
    {"aud": ["somebody-else"]},
    {"aud": None},
    {"iss": "https://issuer.test"},
    {"iss": None},
    {"sub": None},
    {"sub": 7},
    {"role": "superuser"},
    {"role": None},
    {"role": ["alnco"]},
    {"authority": None},
    {"authority": "6655"},
    {"authority": "66"},
    {"authority": "665\n"},
    {"authority": "٦٦٥"},
    {"authority": ["665", "666"]},
]


@pytest.mark.parametrize("claims", CLAIMS, ids=str)
def test_a_token_that_is_not_for_here_and_now_is_refused(
    web: WebClient, issuer: Issuer, claims: dict[str, Any]
) -> None:
    said = {"role": "alnco", "authority": web.authority} | claims
    assert told(web.bearing(issuer.token(**said))) == REFUSED


def forged(issuer: Issuer, key: Any, algorithm: str | None, **header: str) -> str:
    """A token of the right claims, signed otherwise."""
    claims = jwt.decode(issuer.token("alnco"), options={"verify_signature": False})
    return jwt.encode(claims, key, algorithm, headers={"kid": KEY_ID, **header})


def test_an_unsigned_token_is_refused(web: WebClient, issuer: Issuer) -> None:
    assert told(web.bearing(forged(issuer, None, None))) == REFUSED


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(
    web: WebClient, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = issuer.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    monkeypatch.setattr(jwt.algorithms.HMACAlgorithm, "prepare_key", lambda _, key: key)
    token = forged(issuer, public, "HS256")
    monkeypatch.undo()
    assert told(web.bearing(token)) == REFUSED


@pytest.mark.parametrize("key_id", [KEY_ID, "another", ""])
def test_a_token_of_another_key_is_refused(web: WebClient, issuer: Issuer, key_id: str) -> None:
    another = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert told(web.bearing(forged(issuer, another, "RS256", kid=key_id))) == REFUSED


@pytest.mark.parametrize("algorithm", ["RS512", "PS256"])
def test_only_the_agreed_algorithm_is_accepted(
    web: WebClient, issuer: Issuer, algorithm: str
) -> None:
    assert told(web.bearing(forged(issuer, issuer.key, algorithm))) == REFUSED


@pytest.mark.parametrize(
    ("role", "status"),
    [("alnco", 200), ("headteacher", 200)],
)
def test_a_role_that_may_is_let_in(web: WebClient, role: str, status: int) -> None:
    assert web.acting(role).get("/counters").status_code == status


@pytest.mark.parametrize(
    "role", ["parent", "teaching_assistant", "class_teacher", "la_officer", "integration"]
)
def test_a_role_that_may_not_is_told_so_before_its_request_is_read(
    web: WebClient, role: str
) -> None:
    client = web.acting(role)
    assert told(client) == (403, "not_allowed", None)
    answer = client.post(f"/faults/{'0' * 8}-0000-0000-0000-{'0' * 12}", data=b"{")
    assert problem(answer) == (403, "not_allowed", None)


def test_another_authority_sees_nothing(web: WebClient, opened: Open) -> None:
    counter_id = opened("Siân")
    stranger = replace(web, authority="000").acting("alnco")
    assert problem(stranger.get(f"/counters/{counter_id}")) == (404, "counter_unknown", None)
    assert stranger.get("/counters").get_json()["items"] == []
    answer = stranger.post(f"/counters/{counter_id}/counts", json={"names": ["Llŷr"]})
    assert problem(answer) == (404, "not_found", None)


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/openapi.json", "/docs"])
def test_what_tells_nothing_of_anybody_needs_no_token(web: WebClient, path: str) -> None:
    assert web.app.test_client().get(path).status_code == 200


def test_where_the_issuer_is_away_nobody_is_told_from_anybody(issuer: Issuer) -> None:
    nowhere = "http://127.0.0.1:1"
    settings = Settings(database="dbname=nowhere", issuer=nowhere, environment="test")
    client = create_app(PROBE, blueprints, settings).test_client()
    token = issuer.token("alnco", iss=nowhere)
    answer = client.get("/counters", headers={"Authorization": f"Bearer {token}"})
    assert problem(answer) == (503, "issuer_unreachable", None)
    assert answer.headers["Retry-After"] == "2"
