"""A copy of the tree, a bug planted in it, and the tests that must notice run on it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.bug import Bug, OutOfDate
from tests.mutants.verdict import Fate, Verdict, judged

ROOT = Path(__file__).parents[2]
LIMIT_SECONDS = 400


@contextmanager
def copied_tree() -> Iterator[Path]:
    """The tree as it is now, committed or not, in a folder of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    with TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder)
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, tree / name)
        (tree / ".venv").symlink_to(ROOT / ".venv")
        yield tree


def tried(bug: Bug, tree: Path) -> Verdict:
    """Plant the bug, run its tests, and take it out again."""
    try:
        planted = bug.planted(tree)
    except OutOfDate as error:
        return Verdict(Fate.OUT_OF_DATE, str(error))
    right = {path: path.read_text() for path in planted}
    try:
        for path, text in planted.items():
            path.write_text(text)
        return run(bug.tests, tree)
    finally:
        for path, text in right.items():
            path.write_text(text)


def run(tests: Sequence[str], tree: Path) -> Verdict:
    """Run tests in a tree until the first fails, or the time is over."""
    began, report = time.monotonic(), tree / "report.xml"
    report.unlink(missing_ok=True)
    given = ["-x", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *tests]
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *given],
        cwd=tree,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},  # a bug must not outlive its trial
        stdout=(tree / "pytest.log").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        verdict = judged(process.wait(LIMIT_SECONDS), report)
    except subprocess.TimeoutExpired:
        verdict = Verdict(Fate.HUNG, f"for {LIMIT_SECONDS} s")
    finally:
        _end(process)
    return replace(verdict, seconds=time.monotonic() - began)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever is left of it ends; the databases it holds on a leash end with it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
