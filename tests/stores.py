"""Databases of services on the tests' Postgres, provisioned as in production."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from deploy.provision import ROLES, provision_service
from shared.runtime.database import Database

SUPERUSER = "superuser"


@dataclass(frozen=True)
class Store:
    """One service's database, reached as its owner, writer, relay, reader, or the superuser."""

    name: str
    superuser: str
    passwords: Path
    opened: dict[tuple[str, int], Database] = field(default_factory=dict)

    def conninfo(self, role: str) -> str:
        """The connection string of a role, without its password."""
        known = conninfo_to_dict(self.superuser)
        del known["password"]
        return make_conninfo("", **known | {"dbname": self.name, "user": f"{self.name}_{role}"})

    def password_file(self, role: str) -> Path:
        """The file with a role's password."""
        return self.passwords / f"{self.name}_{role}"

    def database(self, role: str = "writer", size: int = 4) -> Database:
        """The pool of a role, as its processes use it; closed with the tests."""
        if (role, size) not in self.opened:
            self.opened[role, size] = Database(self.conninfo(role), self.password_file(role), size)
        return self.opened[role, size]

    @contextmanager
    def connect(self, role: str = SUPERUSER) -> Iterator[Connection]:
        """A connection of its own, in autocommit."""
        conninfo = make_conninfo(self.superuser, dbname=self.name)
        if role != SUPERUSER:
            password = self.password_file(role).read_text()
            conninfo = make_conninfo(self.conninfo(role), password=password)
        with Connection.connect(conninfo, autocommit=True) as connection:
            yield connection

    def close(self) -> None:
        """Close the pools."""
        for database in self.opened.values():
            database.close()


@dataclass(frozen=True)
class Stores:
    """All databases that tests have asked for, on one Postgres."""

    superuser: str
    passwords: Path
    known: dict[str, Store] = field(default_factory=dict)

    def get(self, name: str, *migrations: Path) -> Store:
        """The database of this name, provisioned on first use and shared by the tests."""
        if name not in self.known:
            for role in ROLES:
                (self.passwords / f"{name}_{role}").write_text(secrets.token_urlsafe())
            provision_service(self.superuser, self.passwords, name, *migrations)
            self.known[name] = Store(name, self.superuser, self.passwords)
        return self.known[name]

    def drop(self, store: Store) -> None:
        """Remove a database that one test had for itself."""
        store.close()
        del self.known[store.name]
        with Connection.connect(self.superuser, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(store.name))
            )

    def close(self) -> None:
        """Close every pool."""
        for store in self.known.values():
            store.close()
