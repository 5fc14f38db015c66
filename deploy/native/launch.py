"""Becomes one process of the installation: `python -m deploy.native.launch targets-relay`.

The supervisor calls this for each process it starts, so a process that is started again is
prepared again: a clean folder for metrics, no lock of a Postgres that is gone.
"""

import os
import shutil
import sys
from pathlib import Path

import psutil

from deploy.native import places, processes, state
from deploy.native.kafka import Broker
from deploy.native.postgres import Cluster, prepare
from deploy.native.programs import INFRASTRUCTURE, Program, helper_program, service_program
from deploy.native.trouble import Trouble


def main() -> None:
    """Become the process that is named."""
    name = sys.argv[1]
    known = state.read()
    if known is None:
        raise Trouble(f"{places.STATE} is missing: make up")
    program = _program(name, known)
    folder = program.settings.get("PROMETHEUS_MULTIPROC_DIR")
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)
    environment = state.environment_without_ours() | processes.mark() | dict(program.settings)
    os.execve(program.command[0], program.command, environment)  # noqa: S606 - the whole purpose


def _program(name: str, known: state.State) -> Program:
    if name == "postgres":
        return _postgres(known)
    if name == "kafka":
        return Program(tuple(broker(known).command()))
    if name in INFRASTRUCTURE:
        return helper_program(name, known)
    return service_program(name, known)


def broker(known: state.State) -> Broker:
    """The installation's Kafka."""
    ports = known.ports
    return Broker(places.KAFKA, ports["kafka"], ports["kafka-controller"])


def _postgres(known: state.State) -> Program:
    cluster = prepare(places.postgres_home(), places.SUPERUSER_PASSWORD)
    _unlock(cluster)
    who = cluster.identity
    if who is not None:
        os.chdir(cluster.data)
        os.setgroups([])
        os.setgid(who.gid)
        os.setuid(who.uid)
    return Program(tuple(cluster.command(known.ports["postgres"])))


def _unlock(cluster: Cluster) -> None:
    """Drop the lock of a Postgres that was killed, where another process has its number now."""
    lock = cluster.data / "postmaster.pid"
    try:
        number = int(lock.read_text().split("\n", 1)[0])
        command = psutil.Process(number).cmdline()
    except (OSError, ValueError, psutil.Error):
        return
    if str(cluster.data) not in command:
        lock.unlink()


if __name__ == "__main__":
    main()
