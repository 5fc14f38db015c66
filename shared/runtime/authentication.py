"""Who sends the current request: told by its token, and within the rate that each may send at."""

import structlog
from flask import g, request

from shared.access.roles import Kind
from shared.runtime.database import Database
from shared.runtime.http import Caller, clock
from shared.runtime.problems import Problem
from shared.runtime.rate_limit import RateLimit
from shared.runtime.settings import Settings
from shared.runtime.tokens import Claims, TokenRefused, TokenVerifier

NOBODYS = ""  # the authority that is counted in, where nobody was told from anybody


class Authentication:
    """The doors of one web process."""

    def __init__(self, settings: Settings, database: Database) -> None:
        doors = {settings.need("issuer"): Kind.STAFF}
        if settings.family_issuer:
            doors[settings.family_issuer] = Kind.FAMILY
        self._verifier = TokenVerifier(doors, settings)
        self._accepted = RateLimit(database, settings.requests_per_minute)
        self._refused = RateLimit(database, settings.refusals_per_minute)

    def caller(self) -> Caller:
        """Whoever sends it; raises `TokenRefused`, `IssuerUnreachable` or `Problem` 429."""
        try:
            claims = self._verifier.verify(_bearer())
        except TokenRefused as refusal:
            # The reason is for us: whoever tries tokens must not learn how far one got.
            structlog.get_logger().info(
                "token_refused", reason=refusal.reason, request_id=g.request_id
            )
            _within(self._refused, NOBODYS, f"address {request.remote_addr}")
            raise
        _within(self._accepted, claims.authority, f"{claims.issuer} {claims.subject}")
        return _caller(claims)


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenRefused("missing")
    return token


def _within(rate: RateLimit, authority: str, sender: str) -> None:
    seconds = rate.use(authority, sender)
    if seconds is not None:
        raise Problem(
            429,
            "rate_limited",
            "Wait as long as Retry-After says, in seconds.",
            headers={"Retry-After": str(seconds)},
        )


def _caller(claims: Claims) -> Caller:
    return Caller(
        actor=claims.subject,
        authority=claims.authority,
        now=clock(),
        kind=claims.kind,
        scopes=claims.scopes,
    )
