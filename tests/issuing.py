"""An OpenID Connect issuer on the loopback: as much of one as verifying access tokens needs."""

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

AUDIENCE = "llwybr"
KEY_ID = "tests"
A_PERSON = str(uuid5(NAMESPACE_OID, "a-person"))


@dataclass(frozen=True)
class Issuer:
    """Mints access tokens, and publishes the key that they verify with at `url`."""

    url: str
    key: rsa.RSAPrivateKey

    def token(
        self,
        role: str,
        subject: str = A_PERSON,
        authority: str = "665",
        **claims: Any,
    ) -> str:
        """A token of `subject` in a role of an authority, valid for an hour.

        `claims` are added or replaced; one that is None is left out.
        """
        now = int(time.time())
        said = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + 3600,
            "role": role,
            "authority": authority,
            "scope": "roster recipients" if role == "integration" else None,
        } | claims
        kept = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(kept, self.key, "RS256", headers={"kid": KEY_ID})


@contextmanager
def issuer_running() -> Iterator[Issuer]:
    """An issuer with a new key, for as long as the block."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    url = f"http://127.0.0.1:{server.server_port}"
    server.RequestHandlerClass = _serving(_documents(url, key))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield Issuer(url, key)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _documents(url: str, key: rsa.RSAPrivateKey) -> dict[str, bytes]:
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    keys = [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]
    return {
        "/.well-known/openid-configuration": json.dumps(
            {"issuer": url, "jwks_uri": f"{url}/jwks.json"}
        ).encode(),
        "/jwks.json": json.dumps({"keys": keys}).encode(),
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
