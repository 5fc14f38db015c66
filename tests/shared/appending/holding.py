"""Holding one row of a table, existing or not, so that whoever would write it waits."""

from psycopg import Connection

from shared.runtime.service import Stream

HOLD = {
    "stream_heads": (
        "INSERT INTO stream_heads VALUES (%(authority)s, 'counter', %(id)s, 1, 0, %(subject)s)"
        " ON CONFLICT (authority, stream_id, stream_kind) DO UPDATE SET version = 0"
    ),
    "subject_heads": (
        "INSERT INTO subject_heads VALUES (%(authority)s, %(subject)s, 1, '', '')"
        " ON CONFLICT (authority, subject) DO UPDATE SET events = 0"
    ),
    "tallies": (
        "INSERT INTO tallies VALUES (%(authority)s, %(id)s, %(subject)s, 1, '', '', NULL, '[]')"
        " ON CONFLICT (authority, counter_id) DO UPDATE SET count = 0"
    ),
    "totals": (
        "INSERT INTO totals VALUES (%(authority)s, %(subject)s, 1)"
        " ON CONFLICT (authority, subject_id) DO UPDATE SET total = 0"
    ),
}


def hold(connection: Connection, table: str, authority: str, stream: Stream) -> None:
    """Write the row in this connection's open transaction."""
    named = {"authority": authority, "id": stream.id, "subject": stream.subject}
    connection.execute(HOLD[table].encode(), named)
