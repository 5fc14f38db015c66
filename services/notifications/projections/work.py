"""What does the courier owe to whom, right now? Asked across authorities, by no person.

A notice is owed to every parent who was linked to the learner when the thing happened; and while
nobody has it yet, to every parent linked since. One of an emergency is owed to those who guard
privacy. Recipients become known in any order, so a notice waits until there is somebody to give it
to.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from services.notifications.domain.language import Language
from services.notifications.domain.notice_messages import Addressee
from services.notifications.domain.owed import OwedEmail, OwedNotice


def claim(connection: Connection) -> bool:
    """Be the one courier of this database, for as long as this connection lasts; tells whether."""
    row = connection.execute("SELECT pg_try_advisory_lock(hashtext('llwybr courier'))").fetchone()
    assert row is not None
    return bool(row[0])


def owed_notices(connection: Connection, limit: int) -> list[OwedNotice]:
    """The notices that can be given now, or turn out to be given to everyone, oldest first."""
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(_OWED_NOTICES, {"limit": limit}).fetchall()
    return [_owed_notice(row) for row in rows]


def _owed_notice(row: dict[str, Any]) -> OwedNotice:
    each = zip(row["recipient_ids"], row["languages"], row["by_email"], strict=True)
    return OwedNotice(
        authority=row["authority"],
        notice_id=row["notice_id"],
        correlation=row["correlation"],
        causation=row["causation"],
        version=row["version"],
        addressees=tuple(
            Addressee(recipient_id=recipient_id, language=Language(language), by_email=by_email)
            for recipient_id, language, by_email in each
        ),
        to_all=row["to_all"],
    )


def notices_lacked(
    connection: Connection, authority: str, learner_id: UUID, parent_id: UUID, since: datetime
) -> list[UUID]:
    """The notices of what happened to a learner since then that this parent has no copy of."""
    known = {"authority": authority, "learner": learner_id, "parent": parent_id, "since": since}
    return [notice_id for (notice_id,) in connection.execute(_NOTICES_LACKED, known)]


def owed_emails(connection: Connection, at: datetime, limit: int) -> list[OwedEmail]:
    """The e-mails to send at this instant: new ones, repeats, and those with another address."""
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(_OWED_EMAILS, {"at": at, "limit": limit}).fetchall()
    return [OwedEmail(**{**row, "language": Language(row["language"])}) for row in rows]


# Of what is a family's, every parent but those kept from the record, and none any more once the
# rights are the young person's; of an emergency, those who guard privacy.
_TOLD = """
      SELECT l.parent_id AS person_id, l.linked_at AS since
      FROM parents_of_learner l
      WHERE l.authority = {notice}.authority AND l.learner_id = {notice}.learner_id
        AND {notice}.about <> 'emergency_access_opened'
        AND NOT EXISTS (
          SELECT FROM ties t
          WHERE t.authority = l.authority AND t.learner_id = l.learner_id
            AND (t.kind = 'rights_passed' OR t.kind = 'barred' AND t.person_id = l.parent_id))
      UNION ALL
      SELECT DISTINCT o.person_id, '-infinity'::timestamptz
      FROM posts o
      WHERE o.authority = {notice}.authority AND o.post = 'privacy_officer'
        AND {notice}.about = 'emergency_access_opened'
"""

# Each is found from the few rows that are open, in order, and everything else looked up for those:
# so the courier is quick even where Postgres has no statistics yet, as in an authority's first
# minutes, when it would otherwise join the wrong way round.
_OWED_NOTICES = """
WITH owed AS MATERIALIZED (
  SELECT n.authority, n.notice_id, n.raised_at, parents.recipient_ids, parents.languages,
         parents.by_email, parents.known = parents.linked AS to_all
  FROM notices n
  CROSS JOIN LATERAL (
    SELECT count(*) AS linked, count(r.recipient_id) AS known, count(d.notice_id) AS given,
           coalesce(array_agg(r.recipient_id) FILTER (WHERE lacks), '{}') AS recipient_ids,
           coalesce(array_agg(r.language) FILTER (WHERE lacks), '{}') AS languages,
           coalesce(array_agg(r.wants_email AND r.email IS NOT NULL) FILTER (WHERE lacks), '{}')
             AS by_email
    FROM ({told}) AS p
    LEFT JOIN recipients r ON r.authority = n.authority AND r.recipient_id = p.person_id
    LEFT JOIN deliveries d ON d.authority = n.authority AND d.notice_id = n.notice_id
                          AND d.recipient_id = p.person_id
    CROSS JOIN LATERAL (
      SELECT r.recipient_id IS NOT NULL AND d.notice_id IS NULL AS lacks
    ) AS copy
    WHERE (p.since <= n.happened_at OR n.state = 'waiting')
  ) AS parents
  WHERE n.state <> 'given'
    AND (parents.recipient_ids <> '{}'
         OR (n.state = 'partly_given' AND parents.given = parents.linked))
  ORDER BY n.raised_at LIMIT %(limit)s
)
SELECT owed.authority, owed.notice_id, trail.correlation, trail.causation, h.version,
       owed.recipient_ids, owed.languages, owed.by_email, owed.to_all
FROM owed
JOIN stream_heads h ON h.authority = owed.authority AND h.stream_id = owed.notice_id
                   AND h.stream_kind = 'notice'
CROSS JOIN LATERAL (
  SELECT e.correlation, e.event_id AS causation FROM events e
  WHERE e.authority = owed.authority AND e.stream_kind = 'notice' AND e.stream_id = owed.notice_id
  ORDER BY e.version LIMIT 1
) AS trail
ORDER BY owed.raised_at
""".replace("{told}", _TOLD.format(notice="n"))

_NOTICES_LACKED = """
SELECT n.notice_id FROM notices n
WHERE n.authority = %(authority)s AND n.learner_id = %(learner)s AND n.happened_at >= %(since)s
  AND NOT EXISTS (
    SELECT FROM deliveries d WHERE d.authority = n.authority AND d.notice_id = n.notice_id
                               AND d.recipient_id = %(parent)s)
ORDER BY n.notice_id
"""

_OWED_EMAILS = """
WITH owed AS MATERIALIZED (
  SELECT d.authority, d.notice_id, d.given_at, d.recipient_id, d.language,
         r.email AS address, r.address_number
  FROM deliveries d
  CROSS JOIN LATERAL (
    SELECT * FROM recipients r
    WHERE r.authority = d.authority AND r.recipient_id = d.recipient_id LIMIT 1
  ) AS r
  CROSS JOIN LATERAL (
    SELECT FROM ({told}) AS p WHERE p.person_id = d.recipient_id LIMIT 1
  ) AS still_told
  WHERE d.email IN ('due', 'delayed', 'refused') AND r.wants_email AND r.email IS NOT NULL
    AND (d.email = 'due' OR d.email_retry_at <= %(at)s
         OR d.email_address_number <> r.address_number)
  ORDER BY d.given_at LIMIT %(limit)s
)
SELECT owed.authority, owed.notice_id, trail.correlation, trail.causation,
       owed.recipient_id, owed.language, owed.address, owed.address_number
FROM owed
CROSS JOIN LATERAL (
  SELECT e.correlation, e.event_id AS causation FROM events e
  WHERE e.authority = owed.authority AND e.stream_kind = 'notice' AND e.stream_id = owed.notice_id
  ORDER BY e.version LIMIT 1
) AS trail
ORDER BY owed.given_at
""".replace("{told}", _TOLD.format(notice="d"))
