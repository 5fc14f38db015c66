"""The keys of one OpenID Connect issuer: discovered, kept, and fetched anew in good time."""

import http.client
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

import jwt
import orjson
import structlog

from shared.runtime.fetching import FetchFailed, fetch
from shared.runtime.signing_keys import signing_keys

FRESH_SECONDS = 300.0
COOL_DOWN_SECONDS = 30.0  # an unknown key id, or an issuer that is away, is asked after this often
FIRST_COOL_DOWN_SECONDS = 2.0  # while no key was ever had
AWAY = (FetchFailed, OSError, http.client.HTTPException, LookupError, TypeError, ValueError)


class IssuerUnreachable(Exception):
    """The issuer's keys were never had, so nobody can be told from anybody."""


class KeySet:
    """The signing keys of an issuer, by their ids; safe for many threads.

    Keys once had are kept while the issuer is away. `clock` gives seconds that never go back.
    """

    def __init__(
        self, issuer: str, *, https_only: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._issuer = issuer
        self._https_only = https_only
        self._clock = clock
        self._lock = Lock()
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched_at = self._tried_at = float("-inf")

    def key(self, key_id: str) -> jwt.PyJWK | None:
        """The key of this id, or None; raises `IssuerUnreachable` where none was ever had."""
        if key_id not in self._keys:
            with self._lock:
                self._refresh(wanted=key_id)
        elif self._stale() and self._lock.acquire(blocking=False):
            try:  # whoever comes first asks, and the others go on with what is known
                self._refresh()
            finally:
                self._lock.release()
        if not self._keys:
            raise IssuerUnreachable(self._issuer)
        return self._keys.get(key_id)

    def _stale(self) -> bool:
        return self._clock() - self._fetched_at >= FRESH_SECONDS

    def _refresh(self, wanted: str | None = None) -> None:
        """Ask the issuer, unless somebody just did, or found what is wanted meanwhile."""
        cool_down = COOL_DOWN_SECONDS if self._keys else FIRST_COOL_DOWN_SECONDS
        if wanted in self._keys or self._clock() - self._tried_at < cool_down:
            return
        self._tried_at = self._clock()
        try:
            self._keys = self._fetch()
        except AWAY as error:
            structlog.get_logger().warning(
                "issuer_unreachable", issuer=self._issuer, error=type(error).__name__
            )
        else:
            self._fetched_at = self._clock()

    def _fetch(self) -> dict[str, jwt.PyJWK]:
        place = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        found = self._ask(place)
        if found["issuer"] != self._issuer:
            raise FetchFailed("the discovery document is of another issuer")
        keys = signing_keys(self._ask(found["jwks_uri"])["keys"])
        if not keys:
            raise FetchFailed("no key that we verify with")
        return keys

    def _ask(self, url: str) -> Any:
        return orjson.loads(fetch(url, https_only=self._https_only))
