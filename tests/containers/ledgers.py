"""Do the logs of all services, and what each heard of the others, fit together? Read from outside.

Each check gives what is wrong, in words. It takes the superuser's connection string by service.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from psycopg import connect

from deploy.provision import SERVICES
from tests.wiring import wiring

Databases = Mapping[str, str]

HEADS = "SELECT authority, position FROM authority_heads"
RELAYED = "SELECT authority, position FROM relay_checkpoints"
HEARD = "SELECT authority, position FROM inbox_positions WHERE source = %s"
OWED = """
SELECT 'notice', notice_id FROM notices WHERE state <> 'given'
UNION ALL SELECT 'e-mail', notice_id FROM deliveries WHERE email IN ('due', 'delayed', 'refused')
"""
HALTED = "SELECT authority, subject, reason FROM halted_subjects"
GAPS = """
SELECT h.authority, h.position, count(e.position), min(e.position), max(e.position)
FROM authority_heads h LEFT JOIN events e USING (authority)
GROUP BY h.authority, h.position
HAVING count(e.position) <> h.position OR min(e.position) <> 1 OR max(e.position) <> h.position
"""
ENVELOPE = (
    "authority, position, event_id, stream_kind, stream_id, version, subject, school,"
    " occurred_at, recorded_at, actor, correlation, hash"
)
SAID = f"SELECT {ENVELOPE} FROM events ORDER BY authority, position"  # noqa: S608 - no input
TAKEN_IN = f"SELECT {ENVELOPE} FROM inbox WHERE source = %s ORDER BY authority, position"  # noqa: S608


def unfinished(databases: Databases) -> Iterator[str]:
    """What is still on its way: not published, not taken in, not given."""
    heads = {name: _rows(databases, name, HEADS) for name in SERVICES}
    for name in SERVICES:
        if _rows(databases, name, RELAYED) != heads[name]:
            yield f"{name} has not published all"
    for listener, source in heard():
        if _rows(databases, listener, HEARD, source) != heads[source]:
            yield f"{listener} has not taken in all of {source}"
    for owed in _rows(databases, "notifications", OWED):
        yield f"owed: {owed}"


def gaps(databases: Databases) -> list[str]:
    """The logs whose positions are not 1, 2, 3 and so on, up to the head's."""
    return [f"{name}: {log}" for name in SERVICES for log in _rows(databases, name, GAPS)]


def unlike_its_source(databases: Databases, listener: str, source: str) -> set[Any]:
    """The envelopes that only the source's log has, or only the listener's inbox."""
    said = _rows(databases, source, SAID)
    taken_in = _rows(databases, listener, TAKEN_IN, source)
    assert said, f"{source} said nothing"
    return set(said) ^ set(taken_in)


def halted(databases: Databases) -> list[str]:
    """Whose messages wait because a handler failed."""
    return [f"{name}: {row}" for name in SERVICES for row in _rows(databases, name, HALTED)]


def heard() -> list[tuple[str, str]]:
    """Who listens to whom."""
    return [(name, source) for name in SERVICES for source in wiring(name).SERVICE.listens_to]


def _rows(databases: Databases, name: str, query: Any, *values: str) -> list[tuple[Any, ...]]:
    with connect(databases[name]) as connection:
        return connection.execute(query, values).fetchall()
