"""Tokens that somebody made up, stole or kept too long, sent to a service that runs."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shared.access.roles import Kind
from tests.hostile.conftest import problem
from tests.hostile.web_process import WebProcess
from tests.hostile.wire import exchange, request
from tests.issuing import A_PARENT, A_PERSON, KEY_ID, Issuer, new_key

CANARY = "canary-7f3a"
FAR = 4_000_000_000
Make = Callable[[Issuer, str], str]

pytestmark = pytest.mark.usefixtures("_unmoved")


def claims_of(issuer: Issuer, authority: str) -> dict[str, Any]:
    token = issuer.token("alnco", CANARY, authority)
    found: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return found


def saying(**claims: Any) -> Make:
    """A token that is well but for these claims."""
    return lambda issuer, authority: issuer.token("alnco", CANARY, authority, **claims)


def with_the_public_key_as_a_secret(issuer: Issuer, authority: str) -> str:
    """What a verifier that heeds the header's `alg` takes for good."""
    pem = issuer.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": KEY_ID}
    parts = (header, claims_of(issuer, authority))
    said = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(
        said.encode(), pem
    )
    return f"{said}.{encoded(signature)}"


def encoded(what: bytes) -> str:
    return base64.urlsafe_b64encode(what).decode().rstrip("=")


def signed(issuer: Issuer, authority: str, key: Any, algorithm: str, **header: Any) -> str:
    headers = {"kid": KEY_ID} | header
    return jwt.encode(claims_of(issuer, authority), key, algorithm, headers=headers)


HARMFUL: dict[str, tuple[Make, str]] = {
    "garbage": (lambda *_: CANARY, "DecodeError"),
    "unsigned": (lambda i, a: signed(i, a, "", "none"), "InvalidAlgorithmError"),
    "HS256": (with_the_public_key_as_a_secret, "InvalidAlgorithmError"),
    "another algorithm": (lambda i, a: signed(i, a, i.key, "RS512"), "InvalidAlgorithmError"),
    "another key": (lambda i, a: signed(i, a, new_key(), "RS256"), "InvalidSignatureError"),
    "an unknown key": (lambda i, a: signed(i, a, i.key, "RS256", kid=CANARY), "key"),
    "a key it brings along": (
        lambda i, a: signed(i, a, new_key(), "RS256", jku=f"https://{CANARY}.test"),
        "InvalidSignatureError",
    ),
    "the other issuer's key": (
        lambda i, a: signed(i, a, i.family.key, "RS256"),
        "InvalidSignatureError",
    ),
    "another issuer": (saying(iss=f"https://{CANARY}.test"), "issuer"),
    "another audience": (saying(aud="somebody-else"), "InvalidAudienceError"),
    "expired": (saying(iat=1_000_000_000, exp=1_000_003_600), "ExpiredSignatureError"),
    "not yet": (saying(nbf=FAR), "ImmatureSignatureError"),
    "of the future": (saying(iat=FAR, exp=FAR + 3600), "ImmatureSignatureError"),
    "for years": (saying(exp=FAR), "lasts_too_long"),
    "without an end": (saying(exp=None), "MissingRequiredClaimError"),
    "no authority": (lambda i, _: i.token("alnco", CANARY, CANARY), "authority"),
    "an e-mail address": (saying(sub=f"{CANARY}@ysgol.example"), "sub"),
    "no role": (lambda i, a: i.token(CANARY, CANARY, a), "role"),
    "a client as staff": (saying(azp=CANARY), "door"),
    "staff by the family door": (lambda i, a: i.token("alnco", A_PARENT, a, Kind.FAMILY), "door"),
    "a parent by the staff door": (lambda i, a: i.token("parent", None, a, Kind.STAFF), "door"),
    "deep": (lambda *_: f"{encoded(b'[' * 6_000)}.e30.", "DecodeError"),
    "long": (lambda *_: CANARY * 1_000, "too_long"),
    "very long": (lambda *_: CANARY * 5_000, "too_long"),
}


@pytest.mark.parametrize("harmful", HARMFUL)
def test_a_harmful_token_is_refused_and_the_log_tells_why_and_not_whose(
    assessments: WebProcess, harmful: str
) -> None:
    make, reason = HARMFUL[harmful]
    token = make(assessments.issuer, assessments.authority)
    before = len(assessments.logged("token_refused"))
    answer = sent(assessments, token)
    assert problem(answer) == (401, "token_refused", None)
    assert [line["reason"] for line in assessments.logged("token_refused")[before:]] == [reason]
    assert CANARY not in assessments.log.read_text()


def test_a_megabyte_of_token_is_refused_before_it_is_read(assessments: WebProcess) -> None:
    before = len(assessments.logged("head_refused"))
    answer = sent(assessments, CANARY * 100_000)
    assert (answer.status, answer.closes) == (401, True)
    assert [line["status"] for line in assessments.logged("head_refused")[before:]] == [401]
    assert CANARY not in assessments.log.read_text()


def test_a_token_is_good_until_its_end_and_no_longer(assessments: WebProcess) -> None:
    now = int(time.time())
    for exp, status in ((now + 3600, 200), (now - 3600, 401)):
        token = saying(exp=exp, iat=now - 7200, sub=A_PERSON)(
            assessments.issuer, assessments.authority
        )
        assert sent(assessments, token).status == status


def sent(web: WebProcess, token: str) -> Any:
    return exchange(web.port, request("GET", "/instruments", {"Authorization": f"Bearer {token}"}))
