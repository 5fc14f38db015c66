"""Connections to a service's own database, as one of its roles."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from psycopg import Connection
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

from shared.runtime.wall import Schools, confine

POOL_TIMEOUT_SECONDS = 2.0
RESTED_SECONDS = 1.0
GUARDS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=10s -c timezone=UTC"
# What a pool is asked goes by an index and is planned once. Planned for each value anew, it takes
# three times as long; and a plan made while a table is nearly empty must not go through all of it.
BY_INDEX = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off"


class Database:
    """A pool of connections, opened on first use in each process: pools do not survive a fork."""

    def __init__(self, conninfo: str, password_file: Path | None, size: int = 8) -> None:
        self._conninfo = conninfo
        self._password_file = password_file
        self._size = size
        self._lock = threading.Lock()
        self._owner = 0
        self._pool: ConnectionPool | None = None
        self._used_at: WeakKeyDictionary[Connection, float] = WeakKeyDictionary()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection on which each statement is a transaction of its own.

        Raises `psycopg_pool.PoolTimeout` where no connection comes free in two seconds.
        """
        with self._opened().connection() as connection:
            yield connection
            self._used_at[connection] = time.monotonic()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, rolled back on any exception."""
        with self.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def confined(self, authority: str, schools: Schools) -> Iterator[Connection]:
        """The same, in which the web's roles see the rows of one authority and these schools.

        It is a pipeline, for fewer round trips than a bare transaction: how many rows a statement
        wrote, and that it failed, shows when an answer is fetched or the block ends.
        """
        with self.connection() as connection, connection.pipeline():
            connection.execute("BEGIN")
            confine(connection, authority, schools)
            yield connection
            connection.execute("COMMIT")  # not reached by what fails: that the pool rolls back

    def connect(self) -> Connection:
        """A connection of its own, in autocommit, for a long copy or a session lock."""
        return Connection.connect(self.conninfo(), autocommit=True)

    def conninfo(self) -> str:
        """The connection string, with the password read anew, so it may be rotated."""
        secret = self._password_file.read_text().strip() if self._password_file else None
        return make_conninfo(self._conninfo, password=secret, options=GUARDS)

    def _pooled(self) -> str:
        return make_conninfo(self.conninfo(), options=f"{GUARDS} {BY_INDEX}")

    def close(self) -> None:
        """Close the pool of this process."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _opened(self) -> ConnectionPool:
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                self._owner = os.getpid()
                self._pool = ConnectionPool(
                    self._pooled,
                    kwargs={"autocommit": True},
                    min_size=1,
                    max_size=self._size,
                    timeout=POOL_TIMEOUT_SECONDS,
                    open=True,
                    check=self._check_idle,
                )
            return self._pool

    def _check_idle(self, connection: Connection) -> None:
        """Ask a connection that has rested whether it lives; one just used is taken at its word."""
        if time.monotonic() - self._used_at.get(connection, 0.0) > RESTED_SECONDS:
            ConnectionPool.check_connection(connection)
