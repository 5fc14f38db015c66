"""The one way into the log: events, heads and read models, written upon what was read."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from psycopg.errors import SerializationFailure, UniqueViolation

from shared.modelling.message import version_of
from shared.runtime import rows
from shared.runtime.binary import column
from shared.runtime.conflicts import VersionConflict
from shared.runtime.projection import Projection
from shared.runtime.rows import Changes
from shared.runtime.sealing import Cause, Draft, Sealed
from shared.runtime.statement import Statement, Within


def append(within: Within, cause: Cause, sealed: Sealed, changes: Sequence[Changes] = ()) -> int:
    """Append, and write the read models, in one statement; gives the last position.

    Raises `VersionConflict`, and then nothing is written. The heads of the streams, then of the
    subjects, then of the authority are locked, each kind in order of id, and then the rows: so
    appends never deadlock, and the number that others wait for is taken late.
    """
    streams = {(draft.head.stream.id, draft.head.stream.kind): draft for draft in sealed.drafts}
    subjects = {draft.head.subject: draft for draft in sealed.drafts}
    values = {
        **_command(cause, sealed),
        **_stream_heads([streams[key] for key in sorted(streams)]),
        **_subject_heads([subjects[key] for key in sorted(subjects)], sealed),
        **_events(sealed.drafts),
    }
    for place, one in enumerate(changes):
        values |= rows.parameters(one, f"c{place}_")
        values[f"c{place}_rows"] = len(one)
    statement = _append(tuple(one.model for one in changes))
    try:
        row = statement.run(within, values).fetchone()
    except (SerializationFailure, UniqueViolation) as lost:
        raise VersionConflict(f"{len(streams)} streams of {cause.authority}") from lost
    assert row is not None
    return int(row[0])


@cache
def _append(models: tuple[Projection, ...]) -> Statement:
    merges = [
        f", model_{place} AS ({rows.merge(model, f'c{place}_', condition='head')} RETURNING 1)"
        for place, model in enumerate(models)
    ]
    written = [
        f" AND (SELECT count(*) FROM model_{place}) = %(c{place}_rows)s"  # noqa: S608 - a number
        for place in range(len(models))
    ]
    return Statement(_APPEND.format(merges="".join(merges), written="".join(written)))


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
        "head_kinds": column("text", [draft.head.stream.kind for draft in last]),
        "head_ids": column("uuid", [draft.head.stream.id for draft in last]),
        "head_versions": column("integer", [draft.version for draft in last]),
        "head_expected": column("integer", [draft.head.version for draft in last]),
        "head_subjects": column("uuid", [draft.head.subject for draft in last]),
        "head_schools": column("uuid", [draft.head.school for draft in last]),
    }


def _subject_heads(last: Sequence[Draft], sealed: Sealed) -> dict[str, Any]:
    added = Counter(draft.head.subject for draft in sealed.drafts)
    known = [sealed.chains[draft.head.subject] for draft in last]
    return {
        "chain_subjects": column("uuid", [draft.head.subject for draft in last]),
        "chain_events": column(
            "bigint",
            [
                events + added[draft.head.subject]
                for draft, (events, _) in zip(last, known, strict=True)
            ],
        ),
        "chain_hashes": column("bytea", [draft.hash for draft in last]),
        "chain_expected": column("bytea", [chain_hash for _, chain_hash in known]),
    }


def _events(drafts: Sequence[Draft]) -> dict[str, Any]:
    return {
        "kinds": column("text", [draft.head.stream.kind for draft in drafts]),
        "ids": column("uuid", [draft.head.stream.id for draft in drafts]),
        "versions": column("integer", [draft.version for draft in drafts]),
        "event_ids": column("uuid", [draft.event_id for draft in drafts]),
        "types": column("text", [type(draft.event).__name__ for draft in drafts]),
        "schema_versions": column("smallint", [version_of(type(draft.event)) for draft in drafts]),
        "subjects": column("uuid", [draft.head.subject for draft in drafts]),
        "schools": column("uuid", [draft.head.school for draft in drafts]),
        "previous_hashes": column("bytea", [draft.previous_hash for draft in drafts]),
        "hashes": column("bytea", [draft.hash for draft in drafts]),
        "commitments": column("bytea", [draft.commitment for draft in drafts]),
        "bodies": column("bytea", [draft.body for draft in drafts]),
        "salts": column("bytea", [draft.salt for draft in drafts]),
    }


_APPEND = """
WITH streams AS (
  INSERT INTO stream_heads AS h
         (authority, stream_kind, stream_id, version, appended_to, subject, school)
  SELECT %(authority)s, t.*
  FROM unnest(%(head_kinds)b::text[], %(head_ids)b::uuid[], %(head_versions)b::int[],
              %(head_expected)b::int[], %(head_subjects)b::uuid[], %(head_schools)b::uuid[])
       AS t (kind, id, version, expected, subject, school)
  ON CONFLICT (authority, stream_id, stream_kind)
  DO UPDATE SET version = excluded.version, appended_to = excluded.appended_to,
                school = excluded.school
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
){merges}
SELECT CASE WHEN head.position IS NOT NULL{written} THEN head.position ELSE lost_race() END
FROM (SELECT (SELECT position FROM head) AS position) AS head
"""
