"""Development issuers of access tokens, one for staff and systems and one for families.

Each has a key of its own, and two pages that make it known. The pages are served as files; tokens
are made by whoever may read the keys. It is for a developer's machine and nothing else.
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
from shared.access.doors import ROLES
from shared.access.duties import SYSTEM_ACTIONS
from shared.access.roles import Kind, Role

AUDIENCE = "llwybr"
AUTHORITY = "665"
LASTS_SECONDS = 12 * 60 * 60
ALGORITHM = "RS256"
FAMILY = "family"  # where the second issuer is, below the first


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
        """An access token for twelve hours. Raises `Trouble` in production."""
        refuse_in_production()
        now = int(time.time())
        body = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": subject,
            "authority": authority,
            "role": role,
            "iat": now,
            "exp": now + LASTS_SECONDS,
        }
        if role == Role.INTEGRATION:
            body |= {"client_id": subject, "scope": " ".join(sorted(SYSTEM_ACTIONS))}
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


@dataclass(frozen=True)
class Issuers:
    """Both, of which each makes the tokens that are its own to make."""

    staff: Issuer
    family: Issuer

    def mint(self, role: str, subject: str, authority: str = AUTHORITY, **claims: Any) -> str:
        """An access token by the issuer of this role; see `Issuer.mint`."""
        issuer = self.family if role in ROLES[Kind.FAMILY] else self.staff
        return issuer.mint(role, subject, authority, **claims)

    def publish(self, folder: Path) -> None:
        """Write the pages of both."""
        self.staff.publish(folder)
        self.family.publish(folder / FAMILY)


def family_url(url: str) -> str:
    """The address of the issuer of families beside the one of staff at this address."""
    return f"{url}/{FAMILY}"


def load(url: str, key_file: Path) -> Issuers:
    """Both issuers, with the keys in this file and one beside it; made where there are none."""
    refuse_in_production()
    family_file = key_file.with_stem(f"{key_file.stem}-{FAMILY}")
    return Issuers(
        Issuer(url, _key(key_file)),
        Issuer(family_url(url), _key(family_file)),
    )


def _key(key_file: Path) -> rsa.RSAPrivateKey:
    if not key_file.exists():
        _make_key(key_file)
    key = load_pem_private_key(key_file.read_bytes(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _make_key(key_file: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    unfinished = key_file.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(pem)
    unfinished.replace(key_file)


def refuse_in_production() -> None:
    """Raises `Trouble` where that is what this environment calls itself."""
    if os.environ.get("LLWYBR_ENVIRONMENT") == "production":
        raise Trouble("The development issuer does not work where LLWYBR_ENVIRONMENT=production.")
