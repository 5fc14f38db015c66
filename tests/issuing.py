"""OpenID Connect issuers on the loopback: as much of two as verifying access tokens needs."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from shared.access.duties import SYSTEM_ACTIONS
from shared.access.roles import Kind, Role
from shared.runtime.settings import Settings
from tests.stores import Store

AUDIENCE = "llwybr"
KEY_ID = "tests"
A_PERSON = str(uuid5(NAMESPACE_OID, "a-person"))
A_PARENT = "00000000-0000-4000-8000-00000000aaaa"
MANY = 1_000_000  # requests a minute: few testers stand for many people
EVERYTHING = " ".join(sorted(SYSTEM_ACTIONS))


@dataclass(frozen=True)
class Door:
    """One issuer: its address, and the key that it signs with."""

    url: str
    key: rsa.RSAPrivateKey


@dataclass(frozen=True)
class Issuer:
    """Mints access tokens of staff, and by a second issuer of `family`; each publishes its key."""

    url: str
    key: rsa.RSAPrivateKey
    family: Door

    def token(
        self,
        role: str,
        subject: str | None = None,
        authority: str = "665",
        by: Kind | None = None,
        **claims: Any,
    ) -> str:
        """A token of `subject` in a role of an authority, valid for an hour.

        It is `by` the issuer that is right for the role, unless told otherwise. `claims` are added
        or replaced; one that is None is left out.
        """
        parent = role in (Role.PARENT, Role.YOUNG_PERSON)
        family = parent if by is None else by is Kind.FAMILY
        door = self.family if family else Door(self.url, self.key)
        now = int(time.time())
        said = {
            "iss": door.url,
            "aud": AUDIENCE,
            "sub": subject or (A_PARENT if parent else A_PERSON),
            "iat": now,
            "exp": now + 3600,
            "role": role,
            "authority": authority,
        }
        if role == Role.INTEGRATION:
            said |= {"client_id": said["sub"], "scope": EVERYTHING}
        kept = {name: value for name, value in (said | claims).items() if value is not None}
        return jwt.encode(kept, door.key, "RS256", headers={"kid": KEY_ID})

    def settings(self, store: Store, **others: Any) -> Settings:
        """Of a web process on this database, which accepts these tokens and any number of them."""
        given: dict[str, Any] = {
            "database": store.conninfo("writer"),
            "database_password_file": store.password_file("writer"),
            "issuer": self.url,
            "family_issuer": self.family.url,
            "requests_per_minute": MANY,
            "refusals_per_minute": MANY,
            "environment": "test",
        }
        return Settings(**given | others)


@contextmanager
def issuer_running() -> Iterator[Issuer]:
    """Both issuers with new keys, for as long as the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    url = f"http://127.0.0.1:{server.server_port}"
    issuer = Issuer(url, new_key(), Door(f"{url}/family", new_key()))
    server.RequestHandlerClass = _serving(
        documents(url, issuer.key, "") | documents(issuer.family.url, issuer.family.key, "/family")
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def new_key() -> rsa.RSAPrivateKey:
    """A key that nobody else has."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def documents(url: str, key: rsa.RSAPrivateKey, path: str) -> dict[str, bytes]:
    """What an issuer publishes, by the path below its server."""
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    keys = [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]
    return {
        f"{path}/.well-known/openid-configuration": json.dumps(
            {"issuer": url, "jwks_uri": f"{url}/jwks.json"}
        ).encode(),
        f"{path}/jwks.json": json.dumps({"keys": keys}).encode(),
    }


def _serving(documents: dict[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = documents.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing on standard error."""

    return Handler
