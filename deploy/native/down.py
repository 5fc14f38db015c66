"""Stops what this installation started, and nothing else."""

import shutil

import psutil

from deploy.native import places, processes, state
from deploy.native.supervision import Supervisor

PATIENCE_SECONDS = 60.0


def down() -> int:
    """Stop all of it; gives how many processes there were."""
    found = len(processes.ours())
    known = state.read()
    if known is not None and Supervisor(known.socket).answers():
        supervisor = psutil.Process(Supervisor(known.socket).pid())
        supervisor.terminate()
        psutil.wait_procs([supervisor], timeout=PATIENCE_SECONDS)
    while left := processes.ours():
        processes.end(left)
    return found


def clean() -> None:
    """Stop all of it, and remove its data, keys, passwords and logs."""
    down()
    shutil.rmtree(places.postgres_home(), ignore_errors=True)
    shutil.rmtree(places.supervisor_socket().parent, ignore_errors=True)
    shutil.rmtree(places.HOME, ignore_errors=True)
