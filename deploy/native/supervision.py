"""The supervisor: starts each process, and starts it again when it ends by itself."""

import os
import socket
import subprocess
import sys
import xmlrpc.client
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supervisor.xmlrpc import SupervisorTransport

from deploy.native import places
from deploy.native.processes import mark
from deploy.native.programs import INFRASTRUCTURE, PROCESSES
from deploy.native.waiting import wait_until

SOCKET = "LLWYBR_SUPERVISOR_SOCKET"
RUNNING = "RUNNING"
START_SECONDS = 15.0
HEAD = """\
[supervisord]
nodaemon = true
silent = true
logfile = {logs}/supervisord.log
logfile_maxbytes = 1MB
logfile_backups = 1
pidfile = {home}/supervisord.pid
{user}
[unix_http_server]
file = %(ENV_{socket})s
chmod = 0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
PROGRAM = """
[program:{name}]
command = "{python}" -m deploy.native.launch {name}
autostart = false
autorestart = true
startsecs = 1
startretries = 20
stopsignal = {signal}
stopwaitsecs = 20
killasgroup = true
redirect_stderr = true
stdout_logfile = {logs}/{name}.log
stdout_logfile_maxbytes = 5MB
stdout_logfile_backups = 1
"""
GROUP = """
[group:{name}]
programs = {programs}
priority = {priority}
"""


@dataclass(frozen=True)
class Standing:
    """How a process stands: RUNNING, BACKOFF, FATAL …; its process id, 0 where it has none."""

    name: str
    state: str
    pid: int
    told: str


def configuration() -> str:
    """The supervisor's file. Groups stop in reverse order: the services before what they use."""
    values = {
        "home": _escaped(places.HOME),
        "logs": _escaped(places.LOGS),
        "python": _escaped(Path(sys.executable)),
        "socket": SOCKET,
        "user": "user = root\n" if os.geteuid() == 0 else "",
    }
    programs = (
        PROGRAM.format(name=name, signal="INT" if name == "postgres" else "TERM", **values)
        for name in (*INFRASTRUCTURE, *PROCESSES)
    )
    groups = (
        GROUP.format(name=name, programs=",".join(names), priority=priority)
        for priority, (name, names) in enumerate(
            (("infrastructure", INFRASTRUCTURE), ("services", PROCESSES)), start=1
        )
    )
    return "".join((HEAD.format(**values), *programs, *groups))


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


class Supervisor:
    """The supervisor that listens on a socket, if one does."""

    def __init__(self, at: Path) -> None:
        self._at = at
        transport = SupervisorTransport(None, None, f"unix://{at}")
        self._server: Any = xmlrpc.client.ServerProxy("http://127.0.0.1", transport).supervisor

    def answers(self) -> bool:
        """Is there one?"""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self._at))
            except OSError:
                return False
            return True

    def launch(self) -> None:
        """Start one, apart from this terminal, and wait until it answers. Raises `NotReady`."""
        places.SUPERVISOR.write_text(configuration())
        self._at.unlink(missing_ok=True)
        with (places.LOGS / "supervisord.out").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "supervisor.supervisord", "-c", places.SUPERVISOR],
                cwd=places.PROJECT,
                env=os.environ | mark() | {SOCKET: str(self._at)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        what = f"The supervisor (see {places.LOGS}/supervisord.out)"
        wait_until(self.answers, what, START_SECONDS, lambda: process.poll() is None)

    def start(self, group: str) -> None:
        """Start what does not run of a group."""
        wait = False
        self._server.startProcessGroup(group, wait)

    def pid(self) -> int:
        """The supervisor's own process id."""
        return int(self._server.getPID())

    def standings(self) -> list[Standing]:
        """How each process stands."""
        return [
            Standing(one["name"], one["statename"], one["pid"], one["description"])
            for one in self._server.getAllProcessInfo()
        ]

    def standing(self, name: str) -> Standing:
        """How one process stands."""
        return next(one for one in self.standings() if one.name == name)

    def still_tries(self, name: str) -> Callable[[], bool]:
        """A question: has it not given up on this process?"""
        return lambda: self.standing(name).state not in ("FATAL", "STOPPED")
