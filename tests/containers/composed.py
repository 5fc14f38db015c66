"""The system of docker-compose.yml, started as its users start it, apart from any they have."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from deploy.compose.secrets import FOLDER, ISSUER
from deploy.native.issuer import load
from deploy.native.ports import LOOPBACK, any_free_port
from deploy.provision import SERVICES
from tests.containers.compose_file import ROOT
from tests.faults.asking import Client
from tests.faults.journal import Journal
from tests.journeys.process import wait_for

NEEDED = ("docker-compose.yml", ".dockerignore", "requirements.txt", "shared", "services", "deploy")
RUNNING = (ROOT / "docs/running.md").read_text()
REACHABLE = Path(__file__).parent / "reachable.yml"
LONGEST_SECONDS = 540


@dataclass(frozen=True)
class Composed:
    """A copy of what is needed, run as a project of its own, on ports of its own."""

    folder: Path
    settings: dict[str, str]

    def up(self, *options: str) -> None:
        """Bring up what is not, and return when all is healthy; fails where it is not."""
        self.docker_compose("up", *options, "--wait")

    def kill(self, containers: list[str]) -> None:
        """End them as a crash would."""
        self.docker_compose("kill", "--signal", "KILL", *containers)

    def bring_back(self) -> None:
        """Return once all is healthy again; on a busy machine it takes more than one `up`."""
        wait_for(
            lambda: self._run("docker", "compose", "up", "--wait").returncode == 0,
            "not healthy again",
            LONGEST_SECONDS,
        )

    def states(self) -> dict[str, dict[str, Any]]:
        """What Docker says of each container, by its name in the compose file."""
        told = self.docker_compose("ps", "--all", "--format", "json").splitlines()
        return {one["Service"]: one for one in map(json.loads, told)}

    def check(self, service: str) -> str:
        """What a check of a service's read models tells, by the command of docs/running.md."""
        documented = re.search(
            r"^docker compose run .*? check$", RUNNING, flags=re.MULTILINE | re.DOTALL
        )
        assert documented is not None
        command = documented[0].replace("\\\n", " ").replace("learners", service)
        return self.run(*shlex.split(command))

    def docker_compose(self, *arguments: str) -> str:
        """Run `docker compose`, and give what it prints; fails where it fails."""
        return self.run("docker", "compose", *arguments)

    def run(self, *command: str, **settings: str) -> str:
        """Run a command in the copy, and give what it prints; fails where it fails."""
        done = self._run(*command, **settings)
        assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def _run(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=os.environ | self.settings | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_SECONDS,
        )

    def client(self, journal: Journal) -> Client:
        """The public APIs, as people use them who ask until they know, and write it down."""
        issuer = load(ISSUER, self.folder / FOLDER / "issuer.pem")
        ports = {name: self.settings[f"LLWYBR_{name.upper()}_PORT"] for name in SERVICES}
        urls = {name: f"http://{LOOPBACK}:{port}" for name, port in ports.items()}
        return Client(urls, lambda *who, **_: issuer.mint(*who), journal)  # no clock is turned here

    def databases(self) -> dict[str, str]:
        """Each service's database, as the superuser."""
        return {
            name: make_conninfo(
                host=LOOPBACK,
                port=self.settings["LLWYBR_POSTGRES_PORT"],
                user="postgres",
                password=(self.folder / FOLDER / "secrets/postgres").read_text(),
                dbname=name,
            )
            for name in SERVICES
        }


@contextmanager
def composed_running(folder: Path) -> Iterator[Composed]:
    """The system, built and healthy; with the block it goes, its data too, its images not."""
    ports = {f"LLWYBR_{name.upper()}_PORT": str(any_free_port()) for name in SERVICES}
    ports["LLWYBR_POSTGRES_PORT"] = str(any_free_port())
    project = {"COMPOSE_PROJECT_NAME": f"llwybr-tests-{os.getpid()}"}
    composed = Composed(folder, ports | project)
    _copy(folder)
    composed.run(sys.executable, "-m", "deploy.compose.secrets")
    try:
        composed.up("--build")
        yield composed
    finally:
        composed.docker_compose("down", "--volumes", "--timeout", "5")


def _copy(folder: Path) -> None:
    for name in NEEDED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.copy(REACHABLE, folder / "docker-compose.override.yml")
