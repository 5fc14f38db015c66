"""A small disk for a database, which can be full for a while: a tmpfs of its own, for root only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTES = 600
PIECE = bytes(1024 * 1024)


@dataclass(frozen=True)
class Disk:
    """A folder that any user can enter; `missing` is why it cannot be filled, if it cannot."""

    folder: Path
    missing: str = ""

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self) -> None:
        """Leave no byte free."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as ballast:
            for piece in (PIECE, PIECE[:4096], PIECE[:1]):
                with suppress(OSError):
                    while ballast.write(piece):
                        pass

    def free(self) -> None:
        """Take the ballast away."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk() -> Iterator[Disk]:
    """A disk of its own where we may mount one; else a folder like any other."""
    folder = Path(tempfile.mkdtemp(prefix="llwybr-faults-"))
    folder.chmod(0o711)
    missing = _mount(folder)
    try:
        yield Disk(folder, missing)
    finally:
        if not missing:
            subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607
        shutil.rmtree(folder)


def _mount(folder: Path) -> str:
    if os.geteuid() != 0:
        return "only root may mount a small disk"
    options = f"size={MEGABYTES}m,mode=711"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "llwybr-faults", folder],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return mounted.stderr.strip()
