"""A second verifier of the log, written from the description and not from our code.

It reads rows as they are stored and trusts nothing but SHA-256: a fault of the runtime's own
hashing cannot hide in it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import namedtuple_row

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


def envelope(row: Any) -> dict[str, object]:
    """What a hash is taken of: every column but position, recorded_at and the hashes."""

    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return {
        "authority": row.authority,
        "stream": f"{row.stream_kind}-{row.stream_id}",
        "version": row.version,
        "event_id": str(row.event_id),
        "type": row.type,
        "schema_version": row.schema_version,
        "subject": str(row.subject),
        "school": text(row.school),
        "occurred_at": instant(row.occurred_at),
        "actor": row.actor,
        "command_id": str(row.command_id),
        "ordinal": row.ordinal,
        "correlation": str(row.correlation),
        "causation": text(row.causation),
        "software_version": row.software_version,
        "commitment": row.commitment.hex(),
    }


def instant(when: datetime) -> str:
    return when.isoformat().replace("+00:00", "Z")


@dataclass(frozen=True)
class Verified:
    """What is wrong with a log; nothing, if it is as it was written."""

    events: int
    faults: list[str]


def verify(connection: Connection, authority: str) -> Verified:
    """Verify an authority's log: each row, each chain, each head, and that none is missing."""
    cursor = connection.cursor(row_factory=namedtuple_row)
    rows: list[Any] = cursor.execute(
        "SELECT e.*, p.body, p.salt FROM events e LEFT JOIN payloads p USING (authority, position)"
        " WHERE authority = %s ORDER BY position",
        (authority,),
    ).fetchall()
    chains: dict[UUID, tuple[int, bytes]] = {}
    versions: dict[tuple[str, UUID], int] = {}
    faults = [f"position {row.position}" for at, row in enumerate(rows, 1) if row.position != at]
    for row in rows:
        count, before = chains.get(row.subject, (0, NOTHING_BEFORE))
        stream = (row.stream_kind, row.stream_id)
        versions[stream] = versions.get(stream, 0) + 1
        content = b"llwybr-envelope-1\n" + before + canonical(envelope(row))
        chains[row.subject] = (count + 1, hashlib.sha256(content).digest())
        for part, found in {
            "previous_hash": row.previous_hash == before,
            "hash": row.hash == chains[row.subject][1],
            "version": row.version == versions[stream],
            "payload": row.body is None or row.commitment == committed(row.body, row.salt),
        }.items():
            if not found:
                faults.append(f"{part} of {row.position}")
    return Verified(len(rows), faults + _heads(connection, authority, len(rows), chains, versions))


def _heads(
    connection: Connection,
    authority: str,
    position: int,
    chains: dict[UUID, tuple[int, bytes]],
    versions: dict[tuple[str, UUID], int],
) -> list[str]:
    def rows(columns: str, table: str) -> list[tuple[Any, ...]]:
        query = f"SELECT {columns} FROM {table} WHERE authority = %s"  # noqa: S608 - our own
        return connection.execute(query.encode(), (authority,)).fetchall()

    heads = {subject: rest for subject, *rest in rows("subject, events, hash", "subject_heads")}
    streams = {(kind, one): version for kind, one, version in
               rows("stream_kind, stream_id, version", "stream_heads")}  # fmt: skip
    expected = {subject: list(chain) for subject, chain in chains.items()}
    return [
        *(["subject heads"] if heads != expected else []),
        *(["stream heads"] if streams != versions else []),
        *(
            ["head"]
            if rows("position", "authority_heads") != [(position,)] * bool(position)
            else []
        ),
    ]
