"""Which keys of a key set (RFC 7517) we verify with, each by one algorithm that the key decides.

What a token's header says of its algorithm chooses nothing: it must be the one of its key.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

LEAST_RSA_BITS = 2048


def signing_keys(found: Iterable[Any]) -> dict[str, jwt.PyJWK]:
    """The keys by their ids; others, of which an issuer may have many, are passed over."""
    keys = ((key.get("kid"), _usable(key)) for key in found if isinstance(key, Mapping))
    return {key_id: key for key_id, key in keys if isinstance(key_id, str) and key is not None}


def _usable(found: Mapping[str, Any]) -> jwt.PyJWK | None:
    algorithm = _algorithm(found)
    if algorithm is None or found.get("use", "sig") != "sig":
        return None
    try:
        key = jwt.PyJWK(dict(found), algorithm=algorithm)
    except (jwt.PyJWTError, ValueError):
        return None
    weak = isinstance(key.key, RSAPublicKey) and key.key.key_size < LEAST_RSA_BITS
    return None if weak else key


def _algorithm(found: Mapping[str, Any]) -> str | None:
    algorithm = {"RSA": "RS256", "EC P-256": "ES256"}.get(
        " ".join(str(found[name]) for name in ("kty", "crv") if name in found)
    )
    return algorithm if found.get("alg", algorithm) == algorithm else None
