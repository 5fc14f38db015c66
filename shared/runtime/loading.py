"""All that a decision needs of the log, read in one statement and as of one instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shared.runtime import evidence
from shared.runtime.binary import column
from shared.runtime.projection import Projection
from shared.runtime.sealing import Cause, Chains, Head
from shared.runtime.service import Stream
from shared.runtime.statement import Statement, Within


class StreamNotFound(Exception):
    """A command for a stream that does not exist, and does not say whom it would be about."""


@dataclass(frozen=True)
class Earlier:
    """What a command with this id led to before, and the digest of what was asked."""

    digest: bytes
    version: int
    position: int | None


@dataclass(frozen=True)
class Loaded:
    """Streams as the log has them: heads, chains, and per head the (type, body) of its events."""

    earlier: Earlier | None
    heads: Sequence[Head]
    chains: Chains
    events: Sequence[Sequence[tuple[str, bytes]]]


def load(within: Within, cause: Cause, streams: Sequence[Stream], places: Projection) -> Loaded:
    """All that a decision needs, as of one instant; raises `StreamNotFound`.

    Where the command was carried out before, that is all it tells. What is decided bears the school
    where its subject is now by `places`, whichever school opened the stream.
    """
    values = {
        "authority": cause.authority,
        "command_id": cause.command_id,
        "kinds": column("text", [stream.kind for stream in streams]),
        "ids": column("uuid", [stream.id for stream in streams]),
        "subjects": column("uuid", [stream.subject for stream in streams]),
        "schools": column("uuid", [stream.school for stream in streams]),
    }
    found = _load(places).run(within, values).fetchall()
    digest, version, position = found[0][:3]
    if digest is not None:
        return Loaded(Earlier(digest, version, position), [], {}, [])
    heads, chains, events = [], {}, []
    for stream, (_, _, _, subject, school, at, count, chain, types, bodies) in zip(
        streams, found, strict=True
    ):
        if subject is None:
            raise StreamNotFound(f"{stream.kind}-{stream.id}")
        heads.append(Head(stream, at or 0, subject, school))
        chains[subject] = (count or 0, chain or evidence.GENESIS)
        events.append(list(zip(types or (), bodies or (), strict=True)))
    return Loaded(None, heads, chains, events)


@cache
def _load(places: Projection) -> Statement:
    (subject,) = places.key
    return Statement(_LOAD.format(places=places.table, subject=subject))


# LIMIT 1 in a LATERAL leaves no choice but to go by the index, whatever the tables' statistics say.
_LOAD = """
SELECT c.digest, c.version, c.position,
       coalesce(h.subject, w.subject), coalesce(p.school_id, h.school, w.school), h.version,
       s.events, s.hash, e.types, e.bodies
FROM unnest(%(kinds)b::text[], %(ids)b::uuid[], %(subjects)b::uuid[], %(schools)b::uuid[])
     WITH ORDINALITY AS w (kind, id, subject, school, place)
LEFT JOIN LATERAL (
  SELECT digest, version, position FROM commands
  WHERE authority = %(authority)s AND command_id = %(command_id)s LIMIT 1
) AS c ON true
LEFT JOIN LATERAL (
  SELECT version, subject, school FROM stream_heads
  WHERE authority = %(authority)s AND stream_id = w.id AND stream_kind = w.kind LIMIT 1
) AS h ON true
LEFT JOIN LATERAL (
  SELECT school_id FROM {places}
  WHERE authority = %(authority)s AND {subject} = coalesce(h.subject, w.subject) LIMIT 1
) AS p ON true
LEFT JOIN LATERAL (
  SELECT events, hash FROM subject_heads
  WHERE authority = %(authority)s AND subject = coalesce(h.subject, w.subject) LIMIT 1
) AS s ON true
LEFT JOIN LATERAL (
  SELECT array_agg(e.type ORDER BY e.version) AS types,
         array_agg(p.body ORDER BY e.version) AS bodies
  FROM events e
  CROSS JOIN LATERAL (
    SELECT body FROM payloads
    WHERE authority = %(authority)s AND position = e.position LIMIT 1
  ) AS p
  WHERE e.authority = %(authority)s AND e.stream_id = w.id AND e.stream_kind = w.kind
    AND e.version <= h.version
) AS e ON h.version IS NOT NULL
ORDER BY w.place
"""
