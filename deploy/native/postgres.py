"""A real PostgreSQL 18 without installing one: its programs come in a wheel."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from deploy.native.leash import leashed
from deploy.native.ports import LOOPBACK, any_free_port
from deploy.native.postgres_programs import programs
from deploy.native.trouble import Trouble
from deploy.native.unprivileged import Identity, anyone_can_enter, identity_for_postgres
from deploy.native.waiting import wait_until

SUPERUSER = "postgres"
READY_SECONDS = 60.0
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a project's path may be too long for one
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",  # several systems at once, each with pools of its own
}


class PostgresFailed(Trouble):
    """PostgreSQL could not be prepared or did not start; the message says why."""


@dataclass(frozen=True)
class Superuser:
    """How to connect as superuser: a connection string, and the file with the password."""

    conninfo: str
    password_file: Path

    def with_password(self) -> str:
        """The connection string with the password in it."""
        password = self.password_file.read_text().strip()
        return psycopg.conninfo.make_conninfo(self.conninfo, password=password)


@dataclass(frozen=True)
class Cluster:
    """A data directory, and what runs it as whom."""

    data: Path
    programs: Path
    identity: Identity | None

    def command(self, port: int, *, durable: bool = True) -> list[str]:
        """The command that serves this data directory on a port of the loopback."""
        settings = SETTINGS | {"port": str(port)} | ({} if durable else FORGETFUL)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]


def superuser(port: int, password_file: Path) -> Superuser:
    """The superuser of the cluster on this port."""
    return Superuser(f"host={LOOPBACK} port={port} user={SUPERUSER} dbname=postgres", password_file)


def prepare(home: Path, password_file: Path) -> Cluster:
    """The cluster in `home`, made where there is none; its superuser gets the file's password.

    Raises `PostgresFailed`. What an interrupted attempt left is made anew.
    """
    home.mkdir(parents=True, exist_ok=True)
    identity = identity_for_postgres()
    cluster = Cluster(home / "data", programs(identity, home), identity)
    if not (cluster.data / "PG_VERSION").exists() or (home / "unfinished").exists():
        _initialise(cluster, home, password_file)
    return cluster


def _initialise(cluster: Cluster, home: Path, password_file: Path) -> None:
    (home / "unfinished").touch()
    shutil.rmtree(cluster.data, ignore_errors=True)
    cluster.data.mkdir(mode=0o700)
    given = home / "password"
    given.touch(mode=0o600)
    given.write_text(password_file.read_text())
    if cluster.identity is not None:
        for path in (cluster.data, given):
            os.chown(path, cluster.identity.uid, cluster.identity.gid)
    try:
        _initdb(cluster, given)
    finally:
        given.unlink()
    (home / "unfinished").unlink()


def _initdb(cluster: Cluster, given: Path) -> None:
    who = cluster.identity
    made = subprocess.run(
        [
            cluster.programs / "initdb",
            *("--pgdata", cluster.data, "--username", SUPERUSER, "--pwfile", given),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=cluster.data,
        user=None if who is None else who.uid,
        group=None if who is None else who.gid,
        extra_groups=None if who is None else [],
    )
    if made.returncode:
        raise PostgresFailed(made.stderr.strip())


def answers(who: Superuser) -> bool:
    """Does it take connections?"""
    try:
        psycopg.connect(who.with_password(), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def postgres_running(directory: Path, *, durable: bool = False) -> Iterator[Superuser]:
    """A PostgreSQL of its own on a free port, for tests; it ends with the block or our process.

    Unless `durable`, it skips every fsync. The directory keeps its data where the user that runs
    Postgres can reach it; elsewhere the data is put into a temporary folder and removed.
    """
    directory.mkdir(parents=True, exist_ok=True)
    password_file = directory / "superuser"
    if not password_file.exists():
        write_secret(password_file)
    elsewhere = _elsewhere(directory)
    cluster = prepare(elsewhere or directory, password_file)
    port, log = any_free_port(), directory / "postgres.log"
    command = cluster.command(port, durable=durable)
    who = superuser(port, password_file)
    with leashed(
        command, log, stop=signal.SIGINT, identity=cluster.identity, remove=elsewhere
    ) as process:
        wait_until(
            lambda: answers(who),
            f"PostgreSQL (see {log})",
            READY_SECONDS,
            lambda: process.poll() is None,
        )
        yield who


def write_secret(path: Path) -> None:
    """Write a new random password that only we can read."""
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(24))


def _elsewhere(directory: Path) -> Path | None:
    if identity_for_postgres() is None or anyone_can_enter(directory):
        return None
    folder = Path(tempfile.mkdtemp(prefix="llwybr-postgres-"))
    folder.chmod(0o711)
    return folder
