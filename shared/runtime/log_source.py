"""The log that read models are folded from: page by page to catch up, or whole, part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from shared.contracts import codec, topics
from shared.contracts.codec import Undecodable
from shared.modelling.recorded import Recorded
from shared.runtime.handling import readable_fact
from shared.runtime.log_reader import inbox_page, log_page, own_fact
from shared.runtime.service import Service


@dataclass(frozen=True)
class Part:
    """Of an authority's log up to a place: the subjects whose number leaves this remainder."""

    authority: str
    upto: int
    remainder: int
    parts: int


@dataclass(frozen=True)
class Source:
    """The log that models are folded from: the service's own, or its inbox."""

    service: Service
    own: bool

    def heads(self, connection: Connection) -> dict[str, int]:
        """How far each authority's log goes."""
        query = "SELECT authority, position FROM authority_heads"
        inbox = "SELECT authority, arrival FROM inbox_heads"
        return dict(connection.execute(query if self.own else inbox).fetchall())

    def pages(
        self, connection: Connection, authority: str, after: int, limit: int
    ) -> Iterator[tuple[int, list[Recorded]]]:
        """Pages of facts after a place in the log, each with the place it reaches."""
        while page := self._page(connection, authority, after, limit):
            after = page[-1][0]
            yield after, [fact for _, fact in page if fact is not None and fact.event is not None]

    def _page(
        self, connection: Connection, authority: str, after: int, limit: int
    ) -> list[tuple[int, Recorded | None]]:
        if self.own:
            log = log_page(connection, self.service.name, authority, after, limit)
            return [(stored.position, own_fact(self.service, stored)) for stored in log]
        heard = inbox_page(connection, authority, after, limit)
        return [(arrival, readable_fact(envelope)) for arrival, envelope in heard]

    def facts(self, connection: Connection, part: Part, size: int) -> Iterator[Recorded | None]:
        """The facts of a part, in order, so many at once; None where there is nothing to fold."""
        read = self._own_fact if self.own else self._heard_fact
        with connection.cursor(binary=True) as cursor:
            for row in cursor.stream(_OWN if self.own else _HEARD, vars(part), size=size):
                yield read(part.authority, row)

    def _own_fact(self, authority: str, row: Sequence[Any]) -> Recorded | None:
        *envelope, kind, body = row
        if body is None:
            return None
        event: Any = codec.decode(self.service.event_class[kind], body)
        return _recorded(authority, self.service.name, envelope, event)

    def _heard_fact(self, authority: str, row: Sequence[Any]) -> Recorded | None:
        source, *envelope, kind, body = row
        message = topics.message_class(source, kind)
        if message is None or body is None:
            return None
        try:
            return _recorded(authority, source, envelope, codec.decode_tolerant(message, body))
        except Undecodable:
            return None  # it is in the dead letters


def _recorded(authority: str, source: str, envelope: Sequence[Any], event: Any) -> Recorded:
    kind, stream_id, version, event_id, subject, school, occurred, recorded, actor, at = envelope
    return Recorded(
        authority=authority,
        source=source,
        stream_kind=kind,
        stream_id=stream_id,
        version=version,
        event_id=event_id,
        subject=subject,
        school=school,
        occurred_at=occurred,
        actor=actor,
        event=event,
        position=at,
        recorded_at=recorded,
    )


_ENVELOPE = (
    "{0}.stream_kind, {0}.stream_id, {0}.version, {0}.event_id, {0}.subject, {0}.school,"
    " {0}.occurred_at, {0}.recorded_at, {0}.actor, {0}.position, {0}.type"
)
_OF_PART = "abs(mod(uuid_hash({0}.subject), %(parts)s::int)) = %(remainder)s"
_OWN = f"""
SELECT {_ENVELOPE.format("e")}, p.body
FROM events e
LEFT JOIN LATERAL (
  SELECT body FROM payloads WHERE authority = e.authority AND position = e.position LIMIT 1
) AS p ON true
WHERE e.authority = %(authority)s AND e.position <= %(upto)s AND {_OF_PART.format("e")}
ORDER BY e.position
"""  # noqa: S608 - of our own words only
_HEARD = f"""
SELECT i.source, {_ENVELOPE.format("i")}, i.body
FROM inbox i LEFT JOIN halted_subjects h USING (authority, subject)
WHERE i.authority = %(authority)s AND i.arrival <= %(upto)s AND {_OF_PART.format("i")}
  AND (h.arrival IS NULL OR i.arrival < h.arrival)
ORDER BY i.arrival
"""  # noqa: S608 - of our own words only
