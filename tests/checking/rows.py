"""What the databases hold, as it is stored; nothing here knows what it ought to be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import Connection
from psycopg.rows import namedtuple_row

Row = Any

EVENTS: LiteralString = (
    "SELECT e.*, p.body, p.salt FROM events e LEFT JOIN payloads p USING (authority, position)"
    " WHERE authority = ANY(%s) ORDER BY position"
)
LOG = ("events", "commands", "authority_heads", "stream_heads", "subject_heads")
EXCHANGE = (
    "relay_checkpoints",
    "inbox",
    "inbox_heads",
    "inbox_positions",
    "halted_subjects",
)
WORK = ("long_work", "long_work_steps")
MODELS = (
    *("chronology", "places_at_school", "parents_of_learner", "notices", "deliveries"),
    *("heard_concerns", "reviewed_targets"),
)
TABLES = (*LOG, *EXCHANGE, *WORK, *MODELS)


@dataclass(frozen=True)
class Records:
    """One service's rows of one authority, all of one instant."""

    service: str
    authority: str
    tables: Mapping[str, list[Row]]

    def __getitem__(self, table: str) -> list[Row]:
        """The rows of a table; none where the service has no such table."""
        return self.tables.get(table, [])

    @property
    def waiting_from(self) -> dict[Any, int]:
        """The subjects whose messages wait, and from which arrival on."""
        return {row.subject: row.arrival for row in self["halted_subjects"]}

    @property
    def heard(self) -> list[Row]:
        """The messages that have been handled, in the order in which they came."""
        waiting = self.waiting_from
        return [row for row in self["inbox"] if row.arrival < waiting.get(row.subject, 2**63)]


def read(
    connection: Connection,
    service: str,
    authorities: Sequence[str],
    tables: Iterable[str] = TABLES,
) -> dict[str, Records]:
    """The rows of these authorities, by authority."""
    found: dict[str, dict[str, list[Row]]] = {one: {} for one in authorities}
    for table in tables:
        if not _exists(connection, table):
            continue
        for one in authorities:
            found[one][table] = []
        for row in _rows(connection, table, authorities):
            found[row.authority][table].append(row)
    return {one: Records(service, one, of) for one, of in found.items()}


def read_logs(connection: Connection, authorities: Sequence[str]) -> dict[str, list[Row]]:
    """The logs of these authorities as they are now."""
    return {
        one: records["events"]
        for one, records in read(connection, "", authorities, ["events"]).items()
    }


def _exists(connection: Connection, table: str) -> bool:
    return connection.execute("SELECT to_regclass(%s)", (table,)).fetchone() != (None,)


def _rows(connection: Connection, table: str, authorities: Sequence[str]) -> list[Row]:
    order = " ORDER BY arrival" if table == "inbox" else ""
    query = f"SELECT * FROM {table} WHERE authority = ANY(%s){order}"  # noqa: S608 - our own names
    cursor = connection.cursor(row_factory=namedtuple_row)
    asked = EVENTS if table == "events" else query
    return cursor.execute(asked.encode(), (list(authorities),)).fetchall()
