"""What our connections ask of Postgres: to keep what it has answered, and to wait for an end."""

import pytest
from psycopg import Connection

from tests.stores import Store

ASKED = "SELECT name FROM pg_settings WHERE source = 'client'"
GIVES_UP_DURABILITY = {"synchronous_commit", "fsync"}


def asked(connection: Connection) -> set[str]:
    """The settings that this connection asked for itself, whatever the server's are."""
    return {name for (name,) in connection.execute(ASKED)}


@pytest.mark.parametrize("role", ["owner", "writer", "relay", "reader"])
def test_no_connection_is_answered_before_its_commit_is_on_disk(
    probe_store: Store, role: str
) -> None:
    with probe_store.database(role).connection() as pooled:
        assert asked(pooled) & GIVES_UP_DURABILITY == set()
    with probe_store.database(role).connect() as alone:
        assert asked(alone) & GIVES_UP_DURABILITY == set()


def test_no_connection_waits_for_ever_for_a_lock_or_keeps_one(probe_store: Store) -> None:
    guards = {"lock_timeout", "idle_in_transaction_session_timeout"}
    with probe_store.database().connection() as pooled:
        assert asked(pooled) >= guards
    with probe_store.database().connect() as alone:
        assert asked(alone) >= guards
