"""Numbered SQL, applied once each and in order: the log's own first, then the folders' in turn."""

from pathlib import Path

from psycopg import Connection

OWN = Path(__file__).parent / "migrations"


def migrate(connection: Connection, *folders: Path) -> list[str]:
    """Apply what is not yet applied, each in a transaction; gives the names applied.

    Runs as the owner. Two at once are safe: the second waits, and finds nothing to do.
    """
    applied = []
    for name, path in _known(*folders).items():
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('llwybr migrations'))")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS schema_migrations ("
                " name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
            )
            if name in _done(connection):
                continue
            connection.execute(path.read_bytes())
            connection.execute("INSERT INTO schema_migrations (name) VALUES (%s)", (name,))
            applied.append(name)
    return applied


def pending(connection: Connection, *folders: Path) -> list[str]:
    """The migrations that this code needs and this database has not had."""
    row = connection.execute("SELECT to_regclass('schema_migrations')").fetchone()
    done = _done(connection) if row is not None and row[0] is not None else set()
    return [name for name in _known(*folders) if name not in done]


def _known(*folders: Path) -> dict[str, Path]:
    """By a name that tells whose they are: `runtime/0001_…`, then each folder's."""
    return {
        f"{path.parent.parent.name}/{path.stem}": path
        for part in (OWN, *folders)
        for path in sorted(part.glob("*.sql"))
    }


def _done(connection: Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM schema_migrations")}
