"""What is still on its way in a system that runs, read from outside."""

from collections.abc import Iterator, Mapping
from typing import Any

from psycopg import connect

from deploy.provision import SERVICES
from tests.wiring import wiring

HEADS = "SELECT authority, position FROM authority_heads"
RELAYED = "SELECT authority, position FROM relay_checkpoints"
HEARD = "SELECT authority, position FROM inbox_positions WHERE source = %s"
OWED = """
SELECT 'notice', notice_id FROM notices AS n WHERE state <> 'given' AND EXISTS (
  SELECT FROM parents_of_learner AS p
  WHERE p.authority = n.authority AND p.learner_id = n.learner_id
)
UNION ALL SELECT 'e-mail', notice_id FROM deliveries WHERE email IN ('due', 'delayed', 'refused')
"""


def unfinished(databases: Mapping[str, str]) -> Iterator[str]:
    """What is not published, not taken in, or not given; by the superuser's connection strings.

    A notice about a learner of whom no parent is known waits for one, and is owed to nobody yet.
    """
    heads = {name: _rows(databases[name], HEADS) for name in SERVICES}
    for name in SERVICES:
        if _rows(databases[name], RELAYED) != heads[name]:
            yield f"{name} has not published all"
        for source in wiring(name).SERVICE.listens_to:
            if _rows(databases[name], HEARD, source) != heads[source]:
                yield f"{name} has not taken in all of {source}"
    for owed in _rows(databases["notifications"], OWED):
        yield f"owed: {owed}"


def _rows(conninfo: str, query: Any, *values: str) -> list[tuple[Any, ...]]:
    with connect(conninfo) as connection:
        return sorted(connection.execute(query, values).fetchall())
