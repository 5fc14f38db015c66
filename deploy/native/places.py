"""Where the launcher keeps things: `.llwybr` in the project, one folder for each purpose."""

import hashlib
import os
import tempfile
from pathlib import Path

from deploy.native.trouble import Trouble
from deploy.native.unprivileged import anyone_can_enter, identity_for_postgres

PROJECT = Path(__file__).parents[2]
HOME = PROJECT / ".llwybr"
STATE = HOME / "state.json"
LOCK = HOME / "lock"
LOGS = HOME / "logs"
SECRETS = HOME / "secrets"
SUPERUSER_PASSWORD = SECRETS / "superuser"
ISSUER_KEY = SECRETS / "issuer.pem"
ISSUER_PAGES = HOME / "issuer"
KAFKA = HOME / "kafka"
MAIL = HOME / "mail"
METRICS = HOME / "metrics"
SUPERVISOR = HOME / "supervisord.conf"

SYSTEM_STATE = Path("/var/lib/llwybr")


def postgres_home() -> Path:
    """Where Postgres is: in the project, or in the system where its user cannot enter that."""
    if identity_for_postgres() is None or anyone_can_enter(PROJECT):
        return HOME / "postgres"
    return SYSTEM_STATE / _short_name()


def supervisor_socket() -> Path:
    """A path short enough for a socket, in a folder that nobody else can enter."""
    folder = Path(tempfile.gettempdir()) / f"llwybr-{_short_name()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owned = folder.stat(follow_symlinks=False)
    if owned.st_uid != os.geteuid() or owned.st_mode & 0o077:
        raise Trouble(f"{folder} is not ours alone. Remove it, or set TMPDIR to another folder.")
    return folder / "supervisor.sock"


def _short_name() -> str:
    return hashlib.sha256(str(PROJECT).encode()).hexdigest()[:12]
