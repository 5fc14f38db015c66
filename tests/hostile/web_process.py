"""One service's web process, from outside: its port, its worker, its log and its database."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
from psycopg import sql

from tests.hostile.wire import Answer, exchange, request
from tests.issuing import A_PERSON, Issuer
from tests.journeys.system import System
from tests.relating import Relations
from tests.stores import Store

# Every row of this authority but looks and rates, which a refused request may add to.
TABLES = """
SELECT table_name FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'authority'
  AND table_name NOT IN ('reads', 'request_rates')
ORDER BY table_name
"""
ROWS = """
SELECT coalesce(jsonb_agg(row ORDER BY row), '[]')
FROM (SELECT to_jsonb(t) FROM {} t WHERE authority = %s) AS rows (row)
"""
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class WebProcess:
    """A gunicorn of ours, as people of one authority use it."""

    port: int
    arbiter: psutil.Process
    log: Path
    store: Store
    issuer: Issuer
    authority: str

    @property
    def worker(self) -> psutil.Process:
        """The process that answers: gunicorn's child."""
        (worker,) = self.arbiter.children()
        return worker

    @property
    def memory(self) -> int:
        """Bytes of memory that the worker holds."""
        return int(self.worker.memory_info().rss)

    def bearer(self, role: str = "class_teacher", **claims: Any) -> dict[str, str]:
        """The header of a token in a role of this authority, of one who holds the post for it."""
        authority = claims.get("authority") or self.authority
        Relations(self.store, authority).post_of(UUID(A_PERSON), role)
        token = self.issuer.token(role, **{"authority": self.authority} | claims)
        return {"Authorization": f"Bearer {token}"}

    def get(self, path: str, role: str = "class_teacher", **headers: str) -> Answer:
        """A good request's answer."""
        return exchange(self.port, request("GET", path, self.bearer(role) | _named(headers)))

    def put(self, path: str, body: bytes, role: str = "class_teacher", **headers: str) -> Answer:
        """The answer to a PUT of bytes that call themselves JSON."""
        sent = self.bearer(role) | JSON | _named(headers)
        return exchange(self.port, request("PUT", path, sent, body))

    def state(self) -> dict[str, Any]:
        """Every row of the authority, log and read models alike."""
        with self.store.connect() as connection:
            tables = [name for (name,) in connection.execute(TABLES).fetchall()]
            found = {}
            for name in tables:
                statement = sql.SQL(ROWS).format(sql.Identifier(name))
                found[name] = connection.execute(statement, (self.authority,)).fetchone()
        return found

    def requests_logged(self) -> list[dict[str, Any]]:
        """What the process says of each request it answered."""
        return self.logged("request")

    def logged(self, event: str) -> list[dict[str, Any]]:
        """Each line that it wrote of such an event."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if line[:1] == "{"]
        return [line for line in lines if line["event"] == event]


def web_process(system: System, name: str, issuer: Issuer, authority: str) -> WebProcess:
    """The web process of a service that runs in `system`."""
    process = f"{name}-web"
    return WebProcess(
        port=system.ports[process],
        arbiter=psutil.Process(system.processes[process].pid),
        log=system.home / f"{process}.log",
        store=system.stores[name],
        issuer=issuer,
        authority=authority,
    )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
