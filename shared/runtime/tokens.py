"""Bearer tokens of an OpenID Connect issuer, verified: signature, issuer, audience and time."""

import re
from dataclasses import dataclass
from http.client import HTTPException
from threading import Lock
from urllib.request import urlopen

import jwt
import orjson

from shared.access.roles import Role

ALGORITHMS = ["RS256"]
LEEWAY_SECONDS = 30
TIMEOUT_SECONDS = 3


class TokenRefused(Exception):
    """The token is not one of our issuer's for us, or says too little."""


class IssuerUnreachable(Exception):
    """The issuer's keys cannot be had right now, so nobody can be told from anybody."""


@dataclass(frozen=True)
class Claims:
    """What we rely on in a token: who (an opaque id), in which authority, as what."""

    subject: str
    authority: str
    role: Role
    scopes: frozenset[str] = frozenset()


class TokenVerifier:
    """Verifies access tokens of one issuer for one audience."""

    def __init__(self, issuer: str, audience: str) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys: jwt.PyJWKClient | None = None
        self._lock = Lock()

    def verify(self, token: str) -> Claims:
        """The claims of a token; raises `TokenRefused` or `IssuerUnreachable`."""
        try:
            claims = jwt.decode(
                token,
                self._signing_key(token),
                algorithms=ALGORITHMS,
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise TokenRefused(type(error).__name__) from error
        return _claims(claims)

    def _signing_key(self, token: str) -> jwt.PyJWK:
        try:
            return self._key_set().get_signing_key_from_jwt(token)
        except _AWAY as error:
            raise IssuerUnreachable(self._issuer) from error

    def _key_set(self) -> jwt.PyJWKClient:
        with self._lock:
            if self._keys is None:
                place = f"{self._issuer}/.well-known/openid-configuration"
                with urlopen(place, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - a setting
                    uri = orjson.loads(answer.read())["jwks_uri"]
                self._keys = jwt.PyJWKClient(uri, timeout=TIMEOUT_SECONDS)
            return self._keys


_AWAY = (
    jwt.PyJWKClientConnectionError,
    jwt.PyJWKSetError,
    HTTPException,
    OSError,
    LookupError,  # it answers, but with something else than its keys
    TypeError,
    ValueError,
)


def _claims(claims: dict[str, object]) -> Claims:
    subject, authority = str(claims["sub"]), str(claims.get("authority", ""))
    if not re.fullmatch(r"[0-9]{3}", authority):
        raise TokenRefused("authority")
    scopes = frozenset(str(claims.get("scope", "")).split())
    try:
        return Claims(subject, authority, Role(str(claims.get("role", ""))), scopes)
    except ValueError as error:
        raise TokenRefused("role") from error
