"""Runs Llwybr on this machine without Docker: `python -m deploy.native up`, `down` and the rest."""

import argparse
import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import NAMESPACE_URL, uuid5

from deploy.native import issuer, places, state
from deploy.native.down import clean, down
from deploy.native.programs import service_settings
from deploy.native.status import addresses, status
from deploy.native.trouble import Trouble
from deploy.native.up import up
from deploy.provision import SERVICES
from shared.access.doors import ROLES
from shared.access.roles import Kind, Role


def _up(_: argparse.Namespace) -> int:
    with _alone():
        addresses(up())
    return 0


def _down(_: argparse.Namespace) -> int:
    with _alone():
        print(f"Stopped {down()} processes.")
    return 0


def _clean(_: argparse.Namespace) -> int:
    with _alone():
        clean()
    return 0


def _status(_: argparse.Namespace) -> int:
    return 0 if status() else 1


def _logs(_: argparse.Namespace) -> int:
    files = sorted(places.LOGS.glob("*.log"))
    if not files:
        raise Trouble("There are no logs yet: make up")
    os.execvp("tail", ["tail", "-n", "20", "-F", *map(str, files)])  # noqa: S606, S607


def _demo(_: argparse.Namespace) -> int:
    return _up_and_run("deploy.demo")


def _year(_: argparse.Namespace) -> int:
    return _up_and_run("deploy.year")


def _up_and_run(module: str) -> int:
    with _alone():
        up()
    settings = {"LLWYBR_STATE": str(places.STATE)}
    told = [sys.executable, "-m", module]
    return subprocess.run(
        told, cwd=places.PROJECT, env=os.environ | settings, check=False
    ).returncode


def _token(asked: argparse.Namespace) -> int:
    known = _known()
    made = issuer.load(known.issuer, places.ISSUER_KEY)
    print(made.mint(asked.role, asked.subject or _somebody(asked.role), asked.authority))
    return 0


def _somebody(role: str) -> str:
    """A stand-in; families come in under ids and under nothing else."""
    return str(uuid5(NAMESPACE_URL, role)) if role in ROLES[Kind.FAMILY] else f"demo-{role}"


def _operate(asked: argparse.Namespace) -> int:
    settings = service_settings(asked.service, "owner", _known())
    module = f"services.{asked.service}.operate"
    return subprocess.run(
        [sys.executable, "-m", module, *asked.operation],
        cwd=places.PROJECT,
        env=state.environment_without_ours() | settings,
        check=False,
    ).returncode


def _known() -> state.State:
    known = state.read()
    if known is None:
        raise Trouble("Nothing was started here yet: make up")
    return known


@contextmanager
def _alone() -> Iterator[None]:
    places.HOME.mkdir(exist_ok=True)
    with places.LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble("Another up, down or clean is at work here. Wait for it.") from None
        yield


COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "up": (_up, "bring the system up, with the data it had"),
    "down": (_down, "stop all that was started here, and nothing else"),
    "status": (_status, "tell what runs"),
    "logs": (_logs, "follow the logs"),
    "demo": (_demo, "bring the system up and run the demo"),
    "year": (_year, "bring the system up, and tell it the year of one school"),
    "clean": (_clean, "stop, and remove all data"),
    "token": (_token, "print an access token of the development issuer"),
    "operate": (_operate, "run an operation on a service: operate learners check"),
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy.native", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (run, meaning) in COMMANDS.items():
        command = commands.add_parser(name, help=meaning)
        command.set_defaults(run=run)
        if name == "token":
            command.add_argument("role", choices=[role.value for role in Role])
            command.add_argument("--subject", help="who, as an id; else somebody made up")
            command.add_argument("--authority", default=issuer.AUTHORITY)
        elif name == "operate":
            command.add_argument("service", choices=SERVICES)
            command.add_argument("operation", nargs=argparse.REMAINDER)
    return parser.parse_args()


def main() -> int:
    """Run the command; gives its exit code."""
    asked = _arguments()
    try:
        code: int = asked.run(asked)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"The disk is full: {error.filename or places.HOME}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
