"""Clocks that can be turned: the wall clock of a process started so, its monotonic one never."""

from dataclasses import dataclass
from pathlib import Path

LIBRARIES = (
    Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
    Path("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
)
MISSING = "libfaketime (the Debian package faketime) is not installed"


@dataclass(frozen=True)
class Clock:
    """One clock; processes started with its settings go by it."""

    file: Path

    @property
    def settings(self) -> dict[str, str]:
        """What makes a process go by this clock; nothing, where there is no libfaketime."""
        found = library()
        if found is None:
            return {}
        self.turn(0)
        return {
            "LD_PRELOAD": str(found),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DISABLE_SHM": "1",  # so that a killed process leaves nothing behind
        }

    def turn(self, seconds: int) -> None:
        """So many seconds ahead of the others, from within a second on."""
        unfinished = self.file.with_suffix(".unfinished")
        unfinished.write_text(f"{seconds:+}\n")
        unfinished.chmod(0o644)
        unfinished.replace(self.file)


def library() -> Path | None:
    """Where libfaketime is."""
    return next((path for path in LIBRARIES if path.exists()), None)
