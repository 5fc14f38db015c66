"""An issuer's keys: which are used, how often they are asked for, and what while it is away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from shared.runtime.key_set import (
    COOL_DOWN_SECONDS,
    FIRST_COOL_DOWN_SECONDS,
    FRESH_SECONDS,
    IssuerUnreachable,
    KeySet,
)
from shared.runtime.signing_keys import signing_keys
from tests.shared.http.publishing import Publishing, publishing, says

ONE_FETCH = ["/.well-known/openid-configuration", "/keys"]


def rsa_key(key_id: str, bits: int = 2048, **members: Any) -> dict[str, Any]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key()
    return RSAAlgorithm.to_jwk(key, as_dict=True) | {"kid": key_id} | members


def ec_key(key_id: str, curve: ec.EllipticCurve) -> dict[str, Any]:
    key = ec.generate_private_key(curve).public_key()
    return ECAlgorithm.to_jwk(key, as_dict=True) | {"kid": key_id}


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pages() -> Iterator[Publishing]:
    with publishing() as running:
        yield running


@pytest.fixture
def keys(pages: Publishing, clock: Clock) -> KeySet:
    """Those of an issuer with one key, `old`, which has been asked for once."""
    pages.answer = pages.keys(rsa_key("old"))
    keys = KeySet(pages.url, https_only=False, clock=clock)
    assert keys.key("old") is not None
    assert pages.asked == ONE_FETCH
    return keys


def test_keys_are_asked_for_once_and_again_when_they_are_no_longer_fresh(
    keys: KeySet, pages: Publishing, clock: Clock
) -> None:
    clock.now = FRESH_SECONDS - 1
    assert keys.key("old") is not None
    assert pages.asked == ONE_FETCH
    clock.now = FRESH_SECONDS
    assert keys.key("old") is not None
    assert pages.asked == ONE_FETCH * 2


def test_a_key_that_is_withdrawn_is_no_longer_accepted(
    keys: KeySet, pages: Publishing, clock: Clock
) -> None:
    pages.answer = pages.keys(rsa_key("new"))
    clock.now = FRESH_SECONDS
    assert keys.key("old") is None


def test_a_new_key_is_found_once_the_cool_down_is_over(
    keys: KeySet, pages: Publishing, clock: Clock
) -> None:
    pages.answer = pages.keys(rsa_key("new"))
    clock.now = COOL_DOWN_SECONDS
    assert keys.key("new") is not None


def test_whoever_makes_up_key_ids_does_not_make_us_ask_for_each(
    keys: KeySet, pages: Publishing, clock: Clock
) -> None:
    assert [keys.key(f"made-up-{number}") for number in range(50)] == [None] * 50
    assert pages.asked == ONE_FETCH
    clock.now = COOL_DOWN_SECONDS
    assert [keys.key(f"made-up-{number}") for number in range(50)] == [None] * 50
    assert pages.asked == ONE_FETCH * 2


def test_known_keys_are_kept_while_the_issuer_is_away(
    keys: KeySet, pages: Publishing, clock: Clock
) -> None:
    pages.answer = says(500, b"")
    clock.now = FRESH_SECONDS * 100
    assert keys.key("old") is not None
    assert keys.key("unknown") is None
    assert len(pages.asked) == len(ONE_FETCH) + 1


def test_an_issuer_that_comes_back_is_asked_again(pages: Publishing, clock: Clock) -> None:
    keys = KeySet(pages.url, https_only=False, clock=clock)
    for _ in range(50):
        with pytest.raises(IssuerUnreachable):
            keys.key("old")
    assert len(pages.asked) == 1
    pages.answer = pages.keys(rsa_key("old"))
    clock.now = FIRST_COOL_DOWN_SECONDS
    assert keys.key("old") is not None


def test_in_production_an_issuer_is_not_asked_without_tls(pages: Publishing) -> None:
    pages.answer = pages.keys(rsa_key("old"))
    with pytest.raises(IssuerUnreachable):
        KeySet(pages.url, https_only=True).key("old")
    assert pages.asked == []


def test_a_key_decides_its_algorithm_and_others_are_passed_over() -> None:
    used = signing_keys(
        [
            rsa_key("rsa"),
            rsa_key("rsa-said", alg="RS256", use="sig"),
            ec_key("ec", ec.SECP256R1()),
            rsa_key("short", bits=1024),
            rsa_key("for-encryption", use="enc"),
            rsa_key("otherwise", alg="RS512"),
            rsa_key("broken", n="!"),
            ec_key("other-curve", ec.SECP384R1()),
            {"kty": "oct", "k": "c2VjcmV0", "kid": "shared", "alg": "HS256"},
            {"kty": ["RSA"], "kid": "strange"},
            {**rsa_key("nameless"), "kid": None},
        ]
    )
    chosen = {key_id: key.algorithm_name for key_id, key in used.items()}
    assert chosen == {"rsa": "RS256", "rsa-said": "RS256", "ec": "ES256"}
