"""A process that ends when the one that started it ends, however that ends.

Run as a program it starts a command and holds it until its own standard input closes, which the
system does for a caller that is killed. `leashed` is the caller's side.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from deploy.native.unprivileged import Identity

GRACE_SECONDS = 10


@contextmanager
def leashed(
    command: Sequence[str | Path],
    log: Path,
    *,
    stop: signal.Signals,
    identity: Identity | None = None,
    remove: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command for as long as the block, as `identity`; then remove a directory, if any.

    The value is the holder: it ends when the command does, with the same return code.
    """
    holder = [sys.executable, "-m", "deploy.native.leash", "--stop", stop.name]
    if identity is not None:
        holder += ["--user", str(identity.uid), "--group", str(identity.gid)]
    if remove is not None:
        holder += ["--remove", str(remove)]
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*holder, "--", *map(str, command)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    with process:
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def main() -> int:
    """Hold the command of the arguments."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stop", required=True)
    parser.add_argument("--user", type=int)
    parser.add_argument("--group", type=int)
    parser.add_argument("--remove", type=Path)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    groups: list[int] | None = None if arguments.user is None else []
    child = subprocess.Popen(
        arguments.command,
        stdin=subprocess.DEVNULL,
        user=arguments.user,
        group=arguments.group,
        extra_groups=groups,
    )
    threading.Thread(
        target=_stop_at_end_of_input, args=(child, signal.Signals[arguments.stop]), daemon=True
    ).start()
    signal.signal(signal.SIGTERM, _let_go)
    try:
        return child.wait()
    finally:
        _stop(child, signal.Signals[arguments.stop])
        if arguments.remove is not None:
            shutil.rmtree(arguments.remove, ignore_errors=True)


def _let_go(_number: int, _frame: FrameType | None) -> None:
    sys.stdin.close()
    raise SystemExit(1)


def _stop_at_end_of_input(child: subprocess.Popen[bytes], stop: signal.Signals) -> None:
    sys.stdin.read()
    _stop(child, stop)


def _stop(child: subprocess.Popen[bytes], stop: signal.Signals) -> None:
    child.send_signal(stop)
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    sys.exit(main())
