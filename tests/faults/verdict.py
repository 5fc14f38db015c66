"""Waiting until all is quiet again; and then, is everything as it must be?"""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from psycopg import Connection, OperationalError
from psycopg.conninfo import make_conninfo

from deploy.provision import SERVICES
from tests.checking.check import Fault, check
from tests.faults.harness import Harness
from tests.faults.journal import Journal
from tests.wiring import wiring

QUIET_SECONDS = 180
LOOK_AGAIN_SECONDS = 0.5
# What is so only for as long as there is something left to do; everything else is so for good.
NOT_YET = {
    *("relay", "behind", "work_waits"),
    *("notice_missing", "not_given", "email_missing", "email_unrecorded"),
}
HEADS = "SELECT authority, position FROM authority_heads"
RELAYED = "SELECT authority, position FROM relay_checkpoints"
HEARD = "SELECT authority, position FROM inbox_positions WHERE source = %s"


def verdict(harness: Harness, journal: Journal) -> list[Fault]:
    """What is wrong, now that all had the time to be done and everybody is up."""
    harness.infrastructure.wait_until_ready()
    harness.system.wait_until_ready()
    until = time.monotonic() + QUIET_SECONDS
    while not all_heard(harness) and time.monotonic() < until:
        time.sleep(LOOK_AGAIN_SECONDS)
    while True:
        faults = _checked(harness, journal)
        late = all(fault.rule in NOT_YET for fault in faults)
        if not faults or not late or time.monotonic() > until:
            return faults
        time.sleep(LOOK_AGAIN_SECONDS)


def rebuilt_otherwise(harness: Harness) -> list[str]:
    """What `operate check` says of the services whose read models are not equal to a rebuild."""
    with ThreadPoolExecutor(len(SERVICES)) as pool:
        checked = list(pool.map(lambda name: harness.system.operate(name, "check"), SERVICES))
    return [f"{one.args}: {one.stdout}{one.stderr}" for one in checked if one.returncode]


def heads(harness: Harness) -> dict[str, list[tuple[str, int]]]:
    """By service, the authorities and the last position of each one's log."""
    return {name: _positions(conninfo, HEADS) for name, conninfo in _databases(harness).items()}


def number(harness: Harness, service: str, statement: str) -> int:
    """A number that a service's database tells; 0 where it tells none."""
    with Connection.connect(_databases(harness)[service], autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return int(row[0] or 0) if row is not None else 0


def _checked(harness: Harness, journal: Journal) -> list[Fault]:
    listens_to = {name: wiring(name).SERVICE.listens_to for name in SERVICES}
    mail: Path = harness.system.mail
    history = list(journal.attempts)
    return check(_databases(harness), history, quiet=True, listens_to=listens_to, mail=mail)


def _databases(harness: Harness) -> dict[str, str]:
    return {
        name: make_conninfo(store.superuser, dbname=store.name)
        for name, store in harness.system.stores.items()
    }


def all_heard(harness: Harness) -> bool:
    """Is every relay at its head, and every inbox where the relay is?"""
    try:
        return not _behind(harness)
    except OperationalError:
        return False


def _behind(harness: Harness) -> list[str]:
    databases, known = _databases(harness), heads(harness)
    behind = [name for name in databases if _positions(databases[name], RELAYED) != known[name]]
    behind += [
        f"{name} of {source}"
        for name, conninfo in databases.items()
        for source in wiring(name).SERVICE.listens_to
        if _positions(conninfo, HEARD, source) != known[source]
    ]
    return behind


def _positions(conninfo: str, statement: str, *given: str) -> list[tuple[str, int]]:
    with Connection.connect(conninfo, autocommit=True) as connection:
        found = connection.execute(statement.encode(), given)
        return sorted((authority, position) for authority, position in found)
