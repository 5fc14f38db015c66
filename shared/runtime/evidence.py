"""What makes a log provable: a salted commitment to each payload, and a chain per subject.

The commitment has one leaf per field, salted apart, so that a field can be withheld (its leaf
given instead) or the payload erased (its salt with it) and every hash still verifies.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import orjson

from shared.contracts.codec import canonical

GENESIS = bytes(32)
SALT_BYTES = 32


def commitment(body: bytes, salt: bytes) -> bytes:
    """SHA-256 over the leaves of a canonical JSON object's fields, in order of their names."""
    fields = orjson.loads(body)
    leaves = (field_leaf(name, fields[name], salt) for name in sorted(fields))
    return hashlib.sha256(b"\x01" + b"".join(leaves)).digest()


def field_leaf(name: str, value: Any, salt: bytes) -> bytes:
    """The leaf of one field; its salt, HMAC-SHA-256(salt, name), reveals nothing of the others."""
    field_salt = hmac.digest(salt, name.encode(), "sha256")
    return hashlib.sha256(b"\x00" + field_salt + canonical({name: value})).digest()


def link(previous: bytes, envelope: Mapping[str, Any]) -> bytes:
    """The hash of an envelope upon the one before it: SHA-256(tag, previous, canonical JSON)."""
    content = canonical(dict(envelope))
    return hashlib.sha256(b"llwybr-envelope-1\n" + previous + content).digest()
