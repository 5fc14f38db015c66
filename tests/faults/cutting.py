"""Cutting a process off from its database, as when its machine stops and the server notices."""

import psutil
from psycopg import Connection

from deploy.native.postgres import Superuser


def cut_off(superuser: Superuser, pid: int) -> int:
    """End every session that a process has; gives how many there were."""
    try:
        sockets = psutil.Process(pid).net_connections("tcp")
    except psutil.NoSuchProcess:
        return 0
    ports = [one.laddr.port for one in sockets]
    with Connection.connect(superuser.with_password(), autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE client_port = ANY(%s)",
            (ports,),
        )
        return ended.rowcount


def backends(superuser: Superuser, database: str) -> list[int]:
    """The server processes that serve a database."""
    with Connection.connect(superuser.with_password(), autocommit=True) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s ORDER BY pid", (database,)
        )
        return [pid for (pid,) in found]
