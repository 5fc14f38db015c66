"""The secrets of docker-compose.yml, made once: `python -m deploy.compose.secrets`.

A random password for Postgres's superuser and for each role, and for Kafka's users; a key of the
development issuer with what it publishes; and, for the demo, where all is. No secret that is there
is changed, so it may be run before every start.
"""

import json
import os
import secrets
from pathlib import Path

from deploy.native.issuer import load
from deploy.native.kafka_users import ARGUMENTS, FIRST_USERS, format_arguments, secret_of
from deploy.provision import ROLES, SERVICES

FOLDER = Path(".llwybr/compose")
ISSUER = "http://issuer:8000"
FIRST_PORT = 8001


def make_secrets(folder: Path) -> None:
    """Write what is missing.

    The folder is closed to everybody else on this machine. The files in it can be read by anyone
    who is handed one: a container's user is, and is nobody on this machine.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passwords = folder / "secrets"
    passwords.mkdir(exist_ok=True)
    roles = (f"{service}_{kind}" for service in SERVICES for kind in ROLES)
    users = (f"{service}_kafka" for service in SERVICES)
    first = {user: passwords / secret_of(user) for user in FIRST_USERS}
    for path in (*(passwords / name for name in ("postgres", *roles, *users)), *first.values()):
        _write_once(path, secrets.token_urlsafe(32))
    known = {user: path.read_text() for user, path in first.items()}
    _write_once(passwords / ARGUMENTS, format_arguments(known))
    load(ISSUER, folder / "issuer.pem").publish(folder / "issuer")


def _write_once(path: Path, text: str) -> None:
    if path.exists():
        return
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text)
    unfinished.chmod(0o444)
    unfinished.rename(path)


def tell(folder: Path) -> None:
    """Write where the demo finds the services and the key; ports as in the compose file."""
    ports = {
        service: os.environ.get(f"LLWYBR_{service.upper()}_PORT", str(port))
        for port, service in enumerate(SERVICES, FIRST_PORT)
    }
    told = {
        "urls": {service: f"http://127.0.0.1:{port}" for service, port in ports.items()},
        "issuer": {"url": ISSUER, "key_file": str(folder / "issuer.pem")},
        "mail": None,
    }
    (folder / "state.json").write_text(json.dumps(told, indent=2) + "\n")


def main() -> None:
    """The command."""
    make_secrets(FOLDER)
    tell(FOLDER)


if __name__ == "__main__":
    main()
