"""Commitments and hashes, computed from their description and not by our code.

A fault of the runtime's own hashing cannot hide here: nothing is trusted but SHA-256.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

NOTHING_BEFORE = bytes(32)


def canonical(value: object) -> bytes:
    """RFC 8785 for what our messages hold: no fractions, field names in ASCII."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf(name: str, value: object, event_salt: bytes) -> bytes:
    """The leaf of a field that is shown, with the salt that reveals only this field."""
    salt = hmac.new(event_salt, name.encode(), "sha256").digest()
    return hashlib.sha256(b"\x00" + salt + canonical({name: value})).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The commitment, from the leaves in order of the fields' names."""
    return hashlib.sha256(b"\x01" + b"".join(leaves)).digest()


def committed(body: bytes, salt: bytes) -> bytes | None:
    """The commitment to a payload; None where it is no JSON any more."""
    try:
        fields = json.loads(body)
    except ValueError:
        return None
    return root(leaf(name, fields[name], salt) for name in sorted(fields))


def hash_of(row: Any, before: bytes) -> bytes:
    """The hash of an event's envelope upon the hash before it."""
    content = b"llwybr-envelope-1\n" + before + canonical(_envelope(row))
    return hashlib.sha256(content).digest()


def _envelope(row: Any) -> dict[str, object]:
    """What a hash is taken of: every column but position, recorded_at and the hashes."""
    return {
        "authority": row.authority,
        "stream": f"{row.stream_kind}-{row.stream_id}",
        "version": row.version,
        "event_id": str(row.event_id),
        "type": row.type,
        "schema_version": row.schema_version,
        "subject": str(row.subject),
        "school": _text(row.school),
        "occurred_at": _instant(row.occurred_at),
        "actor": row.actor,
        "command_id": str(row.command_id),
        "ordinal": row.ordinal,
        "correlation": str(row.correlation),
        "causation": _text(row.causation),
        "software_version": row.software_version,
        "commitment": row.commitment.hex(),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _instant(when: datetime) -> str:
    return when.isoformat().replace("+00:00", "Z")
