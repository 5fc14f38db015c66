"""A development issuer of access tokens: a key of its own, and two pages that make it known.

The pages are served as files; tokens are made by whoever may read the key. It is for a developer's
machine and nothing else.
"""

import base64
import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import rfc8785
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from deploy.native.trouble import Trouble

AUDIENCE = "llwybr"
AUTHORITY = "665"
SCOPES_OF_A_SYSTEM = "roster recipients"
LASTS_SECONDS = 12 * 60 * 60
ALGORITHM = "RS256"


@dataclass(frozen=True)
class Issuer:
    """Makes tokens in the name of `url`, signed with its key."""

    url: str
    key: rsa.RSAPrivateKey

    @property
    def public_key(self) -> dict[str, Any]:
        """The public half, as services fetch it; its id is its RFC 7638 thumbprint."""
        public: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(
            self.key.public_key(), as_dict=True
        )
        members = {name: public[name] for name in ("e", "kty", "n")}
        digest = hashlib.sha256(rfc8785.dumps(members)).digest()
        kid = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return members | {"kid": kid, "use": "sig", "alg": ALGORITHM}

    def mint(self, role: str, subject: str, authority: str = AUTHORITY, **claims: Any) -> str:
        """An access token for twelve hours; a system's has every scope. Refused in production."""
        _refuse_in_production()
        now = int(time.time())
        body = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": subject,
            "authority": authority,
            "role": role,
            "iat": now,
            "exp": now + LASTS_SECONDS,
            **({"scope": SCOPES_OF_A_SYSTEM} if role == "integration" else {}),
        }
        headers = {"kid": self.public_key["kid"]}
        return jwt.encode(body | claims, self.key, algorithm=ALGORITHM, headers=headers)

    def publish(self, folder: Path) -> None:
        """Write the pages that services ask for."""
        known = folder / ".well-known"
        known.mkdir(parents=True, exist_ok=True)
        configuration = {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/jwks.json",
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
        }
        (known / "openid-configuration").write_text(json.dumps(configuration))
        (folder / "jwks.json").write_text(json.dumps({"keys": [self.public_key]}))


def load(url: str, key_file: Path) -> Issuer:
    """The issuer whose key is in this file; the key is made where there is none."""
    _refuse_in_production()
    if not key_file.exists():
        _make_key(key_file)
    key = load_pem_private_key(key_file.read_bytes(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return Issuer(url, key)


def _make_key(key_file: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    unfinished = key_file.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(pem)
    unfinished.replace(key_file)


def _refuse_in_production() -> None:
    if os.environ.get("LLWYBR_ENVIRONMENT") == "production":
        raise Trouble("The development issuer does not work where LLWYBR_ENVIRONMENT=production.")
