"""The log: load streams with their heads, append with the version expected, read in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection

from shared.modelling.message import version_of
from shared.runtime import evidence
from shared.runtime.sealing import Cause, Chains, Draft, Head, Sealed
from shared.runtime.service import Stream


class StreamNotFound(Exception):
    """A command for a stream that does not exist, and does not say whom it would be about."""


class VersionConflict(Exception):
    """Somebody else appended to the stream, or to its subject's chain, since it was read."""


def load_heads(
    connection: Connection, authority: str, streams: Sequence[Stream]
) -> tuple[list[Head], Chains]:
    """The heads of `streams`, and the chains of their subjects; raises `StreamNotFound`."""
    rows = connection.execute(
        _LOAD_HEADS,
        {
            "authority": authority,
            "kinds": [stream.kind for stream in streams],
            "ids": [stream.id for stream in streams],
            "subjects": [stream.subject for stream in streams],
            "schools": [stream.school for stream in streams],
        },
    ).fetchall()
    heads, chains = [], {}
    for stream, (version, subject, school, events, chain_hash) in zip(streams, rows, strict=True):
        if subject is None:
            raise StreamNotFound(f"{stream.kind}-{stream.id}")
        heads.append(Head(stream, version, subject, school))
        chains[subject] = (events, chain_hash or evidence.GENESIS)
    return heads, chains


def load_events(
    connection: Connection, authority: str, heads: Sequence[Head]
) -> Iterator[tuple[str, UUID, str, bytes]]:
    """(stream kind, stream id, type, body) of the events that these heads count, in order."""
    existing = [head for head in heads if head.version]
    if existing:
        yield from connection.execute(
            _LOAD_EVENTS,
            {
                "authority": authority,
                "kinds": [head.stream.kind for head in existing],
                "ids": [head.stream.id for head in existing],
                "versions": [head.version for head in existing],
            },
            binary=True,
        )


def append(connection: Connection, cause: Cause, sealed: Sealed) -> int:
    """Append in one statement and give the last position; raises `VersionConflict`.

    The heads of the streams, then of the subjects, then of the authority are locked, each kind in
    order of id: so appends never deadlock, and the number that others wait for is taken last.
    """
    streams = {(draft.head.stream.id, draft.head.stream.kind): draft for draft in sealed.drafts}
    subjects = {draft.head.subject: draft for draft in sealed.drafts}
    row = connection.execute(
        _APPEND,
        {
            **_command(cause, sealed),
            **_stream_heads([streams[key] for key in sorted(streams)]),
            **_subject_heads([subjects[key] for key in sorted(subjects)], sealed),
            **_events(sealed.drafts),
        },
    ).fetchone()
    if row is None:
        raise VersionConflict(f"{len(streams)} streams of {cause.authority}")
    return int(row[0])


def _command(cause: Cause, sealed: Sealed) -> dict[str, Any]:
    return {
        "authority": cause.authority,
        "command_id": cause.command_id,
        "digest": cause.digest,
        "actor": cause.actor,
        "correlation": cause.correlation,
        "causation": cause.causation,
        "occurred_at": cause.occurred_at,
        "software": sealed.software,
        "version": sealed.version,
    }


def _stream_heads(last: Sequence[Draft]) -> dict[str, Any]:
    return {
        "head_kinds": [draft.head.stream.kind for draft in last],
        "head_ids": [draft.head.stream.id for draft in last],
        "head_versions": [draft.version for draft in last],
        "head_expected": [draft.head.version for draft in last],
        "head_subjects": [draft.head.subject for draft in last],
        "head_schools": [draft.head.school for draft in last],
    }


def _subject_heads(last: Sequence[Draft], sealed: Sealed) -> dict[str, Any]:
    added = Counter(draft.head.subject for draft in sealed.drafts)
    known = [sealed.chains[draft.head.subject] for draft in last]
    return {
        "chain_subjects": [draft.head.subject for draft in last],
        "chain_events": [
            events + added[draft.head.subject]
            for draft, (events, _) in zip(last, known, strict=True)
        ],
        "chain_hashes": [draft.hash for draft in last],
        "chain_expected": [chain_hash for _, chain_hash in known],
    }


def _events(drafts: Sequence[Draft]) -> dict[str, Any]:
    return {
        "kinds": [draft.head.stream.kind for draft in drafts],
        "ids": [draft.head.stream.id for draft in drafts],
        "versions": [draft.version for draft in drafts],
        "event_ids": [draft.event_id for draft in drafts],
        "types": [type(draft.event).__name__ for draft in drafts],
        "schema_versions": [version_of(type(draft.event)) for draft in drafts],
        "subjects": [draft.head.subject for draft in drafts],
        "schools": [draft.head.school for draft in drafts],
        "previous_hashes": [draft.previous_hash for draft in drafts],
        "hashes": [draft.hash for draft in drafts],
        "commitments": [draft.commitment for draft in drafts],
        "bodies": [draft.body for draft in drafts],
        "salts": [draft.salt for draft in drafts],
    }


_LOAD_HEADS = """
SELECT coalesce(h.version, 0), coalesce(h.subject, w.subject), coalesce(h.school, w.school),
       coalesce(s.events, 0), s.hash
FROM unnest(%(kinds)s::text[], %(ids)s::uuid[], %(subjects)s::uuid[], %(schools)s::uuid[])
     WITH ORDINALITY AS w (kind, id, subject, school, place)
LEFT JOIN stream_heads h
  ON h.authority = %(authority)s AND h.stream_id = w.id AND h.stream_kind = w.kind
LEFT JOIN subject_heads s
  ON s.authority = %(authority)s AND s.subject = coalesce(h.subject, w.subject)
ORDER BY w.place
"""

_LOAD_EVENTS = """
SELECT e.stream_kind, e.stream_id, e.type, p.body
FROM unnest(%(kinds)s::text[], %(ids)s::uuid[], %(versions)s::int[]) AS w (kind, id, version)
JOIN events e ON e.authority = %(authority)s AND e.stream_id = w.id AND e.stream_kind = w.kind
             AND e.version <= w.version
JOIN payloads p ON p.authority = e.authority AND p.position = e.position
ORDER BY e.position
"""

_APPEND = """
WITH streams AS (
  INSERT INTO stream_heads AS h
         (authority, stream_kind, stream_id, version, appended_to, subject, school)
  SELECT %(authority)s, t.*
  FROM unnest(%(head_kinds)b::text[], %(head_ids)b::uuid[], %(head_versions)b::int[],
              %(head_expected)b::int[], %(head_subjects)b::uuid[], %(head_schools)b::uuid[])
       AS t (kind, id, version, expected, subject, school)
  ON CONFLICT (authority, stream_id, stream_kind)
  DO UPDATE SET version = excluded.version, appended_to = excluded.appended_to
  WHERE h.version = excluded.appended_to
  RETURNING 1
), subjects AS (
  INSERT INTO subject_heads AS h (authority, subject, events, hash, appended_to)
  SELECT %(authority)s, t.*
  FROM unnest(%(chain_subjects)b::uuid[], %(chain_events)b::bigint[], %(chain_hashes)b::bytea[],
              %(chain_expected)b::bytea[]) AS t (subject, events, hash, expected)
  WHERE (SELECT count(*) FROM streams) = cardinality(%(head_ids)b::uuid[])
  ON CONFLICT (authority, subject)
  DO UPDATE SET events = excluded.events, hash = excluded.hash, appended_to = excluded.appended_to
  WHERE h.hash = excluded.appended_to
  RETURNING 1
), head AS (
  INSERT INTO authority_heads AS h (authority, position, recorded_at)
  SELECT %(authority)s, cardinality(%(ids)b::uuid[]), clock_timestamp()
  WHERE (SELECT count(*) FROM subjects) = cardinality(%(chain_subjects)b::uuid[])
  ON CONFLICT (authority)
  DO UPDATE SET position = h.position + excluded.position,
                recorded_at = greatest(h.recorded_at, clock_timestamp())
  RETURNING position - cardinality(%(ids)b::uuid[]) AS base, position, recorded_at
), drafts AS (
  SELECT * FROM unnest(
    %(kinds)b::text[], %(ids)b::uuid[], %(versions)b::int[], %(event_ids)b::uuid[],
    %(types)b::text[], %(schema_versions)b::smallint[], %(subjects)b::uuid[], %(schools)b::uuid[],
    %(previous_hashes)b::bytea[], %(hashes)b::bytea[], %(commitments)b::bytea[],
    %(bodies)b::bytea[], %(salts)b::bytea[])
  WITH ORDINALITY AS d (kind, id, version, event_id, type, schema_version, subject, school,
                        previous_hash, hash, commitment, body, salt, place)
), appended AS (
  INSERT INTO events
  SELECT %(authority)s, head.base + d.place, d.kind, d.id, d.version, d.event_id, d.type,
         d.schema_version, d.subject, d.school, %(occurred_at)s, head.recorded_at, %(actor)s,
         %(command_id)s, d.place - 1, %(correlation)s, %(causation)s, %(software)s,
         d.previous_hash, d.hash, d.commitment
  FROM drafts d, head
), sealed AS (
  INSERT INTO payloads
  SELECT %(authority)s, head.base + d.place, d.body, d.salt FROM drafts d, head
), commanded AS (
  INSERT INTO commands (authority, command_id, digest, version, position)
  SELECT %(authority)s, %(command_id)s, %(digest)s, %(version)s, head.position
  FROM head
)
SELECT position FROM head
"""
