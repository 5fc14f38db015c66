"""From decided events to sealed drafts: encoded, committed to, and chained."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from shared.contracts import codec
from shared.modelling.message import version_of
from shared.runtime import evidence
from shared.runtime.service import Stream


@dataclass(frozen=True)
class Cause:
    """Who asked for a command, as what, and because of what.

    `digest` is a hash of what was asked: a repeat with the same command id must carry the same.
    `expected_version`, where given, is the version of the stream the asker has seen.
    """

    authority: str
    actor: str
    command_id: UUID
    digest: bytes
    correlation: UUID
    occurred_at: datetime
    causation: UUID | None = None
    expected_version: int | None = None


@dataclass(frozen=True)
class Head:
    """A stream as the log has it: version 0 where it does not exist yet."""

    stream: Stream
    version: int
    subject: UUID
    school: UUID | None


@dataclass(frozen=True)
class Draft:
    """An event about to be appended, with all of its envelope that the writer knows."""

    head: Head
    version: int
    ordinal: int
    event_id: UUID
    event: Any
    body: bytes
    salt: bytes
    commitment: bytes
    previous_hash: bytes
    hash: bytes


Chains = dict[UUID, tuple[int, bytes]]  # per subject: how many events, and the last one's hash


@dataclass(frozen=True)
class Sealed:
    """What an append is made of: the events, the chains they extend, and the version reported."""

    drafts: Sequence[Draft]
    chains: Chains
    software: str
    version: int


def seal(
    cause: Cause, chains: Chains, decided: Iterable[tuple[Head, Sequence[Any]]], software: str
) -> list[Draft]:
    """Seal decided events: encode, commit, and chain each upon its subject's last."""
    drafts: list[Draft] = []
    last = {subject: chain_hash for subject, (_, chain_hash) in chains.items()}
    for head, events in decided:
        for version, event in enumerate(events, head.version + 1):
            draft = _sealed(
                cause, (head, version, len(drafts)), event, (last[head.subject], software)
            )
            last[head.subject] = draft.hash
            drafts.append(draft)
    return drafts


def _sealed(
    cause: Cause, place: tuple[Head, int, int], event: Any, upon: tuple[bytes, str]
) -> Draft:
    (head, version, ordinal), (previous, software) = place, upon
    body, salt = codec.encode(event), secrets.token_bytes(evidence.SALT_BYTES)
    payload_commitment = evidence.commitment(body, salt)
    event_id = uuid5(cause.command_id, f"{cause.authority}/{ordinal}")
    envelope = {
        "authority": cause.authority,
        "stream": f"{head.stream.kind}-{head.stream.id}",
        "version": version,
        "event_id": str(event_id),
        "type": type(event).__name__,
        "schema_version": version_of(type(event)),
        "subject": str(head.subject),
        "school": str(head.school) if head.school else None,
        "occurred_at": codec.to_plain(cause.occurred_at),
        "actor": cause.actor,
        "command_id": str(cause.command_id),
        "ordinal": ordinal,
        "correlation": str(cause.correlation),
        "causation": str(cause.causation) if cause.causation else None,
        "software_version": software,
        "commitment": payload_commitment.hex(),
    }
    sealed = evidence.link(previous, envelope)
    return Draft(
        head, version, ordinal, event_id, event, body, salt, payload_commitment, previous, sealed
    )
