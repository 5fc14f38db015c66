"""Bearer tokens of OpenID Connect issuers, verified: signature, issuer, audience, time and role."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from shared.access.doors import kind_at
from shared.access.roles import Kind, Role
from shared.runtime.key_set import KeySet
from shared.runtime.settings import Settings

MOST_BYTES = 8 * 1024
LEEWAY_SECONDS = 30
REQUIRED = ["exp", "iat", "iss", "aud", "sub"]
# No @ and no space: the subject is recorded for good, and must not be a name or an address.
SUBJECT = r"[A-Za-z0-9._:|-]{1,128}"
FAMILY_SUBJECT = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NONSENSE = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


class TokenRefused(Exception):
    """The token is not one of our issuers' for us, or says too little; `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Claims:
    """What we rely on in a token: who (an opaque id), in which authority, as what.

    `scopes` are the actions that a token of an integration was given for.
    """

    subject: str
    authority: str
    role: Role
    kind: Kind
    issuer: str
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Issuer:
    """An issuer we trust, for one door only."""

    url: str
    door: Kind
    keys: KeySet
    longest_seconds: int


class TokenVerifier:
    """Verifies access tokens for one audience, each with the keys of the issuer it names."""

    def __init__(self, doors: Mapping[str, Kind], settings: Settings) -> None:
        self._audience = settings.audience
        longest = settings.longest_token_hours * 60 * 60
        self._issuers = {
            url: Issuer(url, door, KeySet(url, https_only=settings.https_only), longest)
            for url, door in doors.items()
        }

    def verify(self, token: str) -> Claims:
        """The claims of a token; raises `TokenRefused` or `IssuerUnreachable`."""
        if len(token) > MOST_BYTES:
            raise TokenRefused("too_long")
        try:
            header, named = _unverified(token)
        except _NONSENSE as error:
            raise TokenRefused(type(error).__name__) from error
        issuer = self._issuers.get(named)
        if issuer is None:
            raise TokenRefused("issuer")
        key = issuer.keys.key(str(header.get("kid")))
        if key is None:
            raise TokenRefused("key")
        return _claims(self._decoded(token, key, issuer), issuer)

    def _decoded(self, token: str, key: jwt.PyJWK, issuer: Issuer) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[key.algorithm_name],
                audience=self._audience,
                issuer=issuer.url,
                leeway=LEEWAY_SECONDS,
                options={"require": REQUIRED},
            )
        except _NONSENSE as error:
            raise TokenRefused(type(error).__name__) from error
        return claims


def _unverified(token: str) -> tuple[dict[str, Any], str]:
    """What it says of itself, by which to find the key; nothing of it is believed."""
    told = jwt.decode_complete(token, options={"verify_signature": False})
    return told["header"], str(told["payload"].get("iss"))


def _claims(claims: Mapping[str, Any], issuer: Issuer) -> Claims:
    if int(claims["exp"]) - int(claims["iat"]) > issuer.longest_seconds:
        raise TokenRefused("lasts_too_long")
    role = _role(claims)
    kind = kind_at(issuer.door, role, machine=_is_machine(claims))
    if kind is None:
        raise TokenRefused("door")
    subject = _matching(claims, "sub", FAMILY_SUBJECT if kind is Kind.FAMILY else SUBJECT)
    authority = _matching(claims, "authority", "[0-9]{3}")
    scopes = frozenset(str(claims.get("scope", "")).split())
    return Claims(subject, authority, role, kind, issuer.url, scopes)


def _role(claims: Mapping[str, Any]) -> Role:
    try:
        return Role(str(claims.get("role", "")))
    except ValueError as error:
        raise TokenRefused("role") from error


def _matching(claims: Mapping[str, Any], name: str, pattern: str) -> str:
    value = str(claims.get(name, ""))
    if not re.fullmatch(pattern, value):
        raise TokenRefused(name)
    return value


def _is_machine(claims: Mapping[str, Any]) -> bool:
    """Did a client get it for itself? RFC 9068, and what Auth0 and Entra say instead."""
    clients = (claims.get("client_id"), claims.get("azp"))
    return (
        claims["sub"] in clients
        or claims.get("gty") == "client-credentials"
        or claims.get("idtyp") == "app"
    )
