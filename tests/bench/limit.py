"""Plain psycopg: the least that anybody must do to store the same event."""

from collections.abc import Callable
from uuid import uuid4

from psycopg import Connection

from tests.bench.bed import WHEN
from tests.bench.diary import TEXT

CREATE = """
CREATE TABLE IF NOT EXISTS bare (
  authority text NOT NULL, position bigint GENERATED ALWAYS AS IDENTITY, stream_kind text NOT NULL,
  stream_id uuid NOT NULL, version integer NOT NULL, event_id uuid NOT NULL, type text NOT NULL,
  subject uuid NOT NULL, occurred_at timestamptz NOT NULL, actor text NOT NULL,
  command_id uuid NOT NULL, body bytea NOT NULL,
  PRIMARY KEY (authority, position), UNIQUE (authority, stream_id, stream_kind, version)
)
"""
INSERT = """
INSERT INTO bare (authority, stream_kind, stream_id, version, event_id, type, subject, occurred_at,
                  actor, command_id, body)
VALUES ('665', 'diary', %s, 1, %s, 'Noted', %s, %s, 'a-person', %s, %s)
"""
BODY = TEXT.encode().ljust(480)


def plain_insert(connection: Connection) -> Callable[[], object]:
    """One INSERT of one event into one table, committed; two indexes and nothing more."""
    connection.execute(CREATE)

    def insert() -> object:
        return connection.execute(INSERT, (uuid4(), uuid4(), uuid4(), WHEN, uuid4(), BODY))

    return insert
