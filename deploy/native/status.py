"""Tells what runs, where, and with how much memory."""

import psutil

from deploy.native import places, processes, state
from deploy.native.supervision import RUNNING, Standing, Supervisor


def status() -> bool:
    """Print it; true when all runs."""
    known = state.read()
    if known is None or not Supervisor(known.socket).answers():
        left = len(processes.ours())
        print("Down." if not left else f"The supervisor is gone, {left} processes are left.")
        return False
    standings = Supervisor(known.socket).standings()
    for one in standings:
        print(_line(one, known))
    print(f"\nMemory in all: {_megabytes(processes.ours())} MB. Logs: {places.LOGS}")
    addresses(known)
    return all(one.state == RUNNING for one in standings)


def _line(one: Standing, known: state.State) -> str:
    return f"{one.name:24} {one.state:9} port {known.ports[one.name]:<6} {one.told}"


def addresses(known: state.State) -> None:
    """Print where to look."""
    for name, url in known.urls.items():
        print(f"{name:14} {url}/docs")
    print(f"{'e-mail':14} {places.MAIL}")


def _megabytes(those: list[psutil.Process]) -> int:
    return sum(_bytes(one) for one in with_children(those)) // 1_000_000


def with_children(those: list[psutil.Process]) -> set[psutil.Process]:
    """Those processes and all below them: Postgres's own wipe their environment."""
    return {member for one in those for member in (one, *one.children(recursive=True))}


def _bytes(process: psutil.Process) -> int:
    """Its memory, what it shares with others counted in parts where the system tells."""
    try:
        memory = process.memory_full_info()
        return int(getattr(memory, "pss", memory.rss))
    except psutil.Error:
        return 0
