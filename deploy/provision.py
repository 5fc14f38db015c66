"""Databases, roles and tables of the four services, made or brought up to date.

Run with a superuser's connection, before the services start and with every new version. Each
service has its own database and five roles of its own: owner (tables), writer (web), worker
(consumer, courier and clerk), relay, and reader. None of them is a superuser or passes by row-level
security, and none but the owner may change what is recorded.
"""

import importlib
import os
from pathlib import Path

from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo

from shared.relationships import RELATIONSHIPS
from shared.runtime.migrations import migrate
from shared.runtime.wall import raise_wall

SERVICES = ("learners", "assessments", "targets", "notifications")
ROLES = ("owner", "writer", "worker", "relay", "reader")
ROLE_OF = {
    "web": "writer",
    "relay": "relay",
    "consumer": "worker",
    "courier": "worker",
    "clerk": "worker",
}
_LOG = ("events", "payloads", "commands", "inbox", "reads")
_HEADS = ("authority_heads", "stream_heads", "subject_heads", "inbox_heads", "inbox_positions")


def provision(superuser: str, secrets: Path) -> None:
    """Make what is missing; `secrets` holds one file per role with its password."""
    for service in SERVICES:
        wiring = importlib.import_module(f"services.{service}.wiring")
        for name in provision_service(
            superuser, secrets, service, *wiring.SERVICE.migration_folders
        ):
            print(f"{service}: {name}")


def provision_service(superuser: str, secrets: Path, service: str, *migrations: Path) -> list[str]:
    """The same for one service; gives the names of the migrations applied."""
    with Connection.connect(superuser, autocommit=True) as connection:
        _make_roles(connection, service, secrets)
        _make_database(connection, service)
    with Connection.connect(make_conninfo(superuser, dbname=service)) as connection:
        _grant(connection, service)
    password = (secrets / f"{service}_owner").read_text().strip()
    owner = make_conninfo(superuser, dbname=service, user=f"{service}_owner", password=password)
    with Connection.connect(owner, autocommit=True) as connection:
        applied = migrate(connection, *migrations)
        with connection.transaction():
            _confine(connection, service)
        raise_wall(connection, RELATIONSHIPS.places)
    return applied


def _make_roles(connection: Connection, service: str, secrets: Path) -> None:
    for kind in ROLES:
        role = f"{service}_{kind}"
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        verb = sql.SQL("ALTER" if known else "CREATE")
        password = (secrets / role).read_text().strip()
        connection.execute(
            sql.SQL(
                "{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}"
            ).format(verb, sql.Identifier(role), sql.Literal(password))
        )


def _make_database(connection: Connection, service: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (service,)).fetchone():
        return
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
            sql.Identifier(service), sql.Identifier(f"{service}_owner")
        )
    )


def _grant(connection: Connection, service: str) -> None:
    """Writer and worker may change read models; default privileges reach rebuilt tables too."""
    names = {kind: sql.Identifier(f"{service}_{kind}") for kind in ROLES}
    names["database"] = sql.Identifier(service)
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {writer}, {worker}, {relay}, {reader}",
        "GRANT USAGE ON SCHEMA public TO {writer}, {worker}, {relay}, {reader}",
        "ALTER SCHEMA public OWNER TO {owner}",
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT SELECT ON TABLES TO {relay}, {reader}"
        ),
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {writer}, {worker}"
        ),
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT USAGE ON SEQUENCES TO {writer}, {worker}"
        ),
    ):
        connection.execute(sql.SQL(statement).format(**names))


def _confine(connection: Connection, service: str) -> None:
    """What is recorded may be added to and read; the relay may move its own mark only.

    The worker is younger than some tables: default privileges did not reach those.
    """
    names = {kind: sql.Identifier(f"{service}_{kind}") for kind in ROLES}
    connection.execute(
        sql.SQL(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {worker};"
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {worker}"
        ).format(**names)
    )
    for table in _LOG:
        connection.execute(
            sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {writer}, {worker}").format(
                sql.Identifier(table), **names
            )
        )
    for table in _HEADS:
        connection.execute(
            sql.SQL("REVOKE DELETE, TRUNCATE ON {} FROM {writer}, {worker}").format(
                sql.Identifier(table), **names
            )
        )
    for statement in (
        (
            "REVOKE INSERT, UPDATE, DELETE ON relay_checkpoints, schema_migrations"
            " FROM {writer}, {worker}"
        ),
        "GRANT INSERT, UPDATE ON relay_checkpoints TO {relay}",
    ):
        connection.execute(sql.SQL(statement).format(**names))


def main() -> None:
    """The command: LLWYBR_SUPERUSER, LLWYBR_SUPERUSER_PASSWORD_FILE, LLWYBR_SECRETS."""
    password_file = os.environ.get("LLWYBR_SUPERUSER_PASSWORD_FILE")
    password = Path(password_file).read_text().strip() if password_file else None
    superuser = make_conninfo(os.environ["LLWYBR_SUPERUSER"], password=password)
    provision(superuser, Path(os.environ["LLWYBR_SECRETS"]))


if __name__ == "__main__":
    main()
