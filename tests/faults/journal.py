"""What clients asked and were told, written down by many threads: in a file, and at hand."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from tests.checking import history
from tests.checking.history import Attempt, Fate


@dataclass
class Journal:
    """The history of one run."""

    path: Path
    attempts: list[Attempt] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def write(self, attempt: Attempt) -> None:
        """Add an attempt."""
        with self._lock:
            history.append_to(self.path, attempt)
            self.attempts.append(attempt)

    def known(self) -> set[str]:
        """The commands of which the outcome is known."""
        return {one.command for one in list(self.attempts) if one.fate is not Fate.UNKNOWN}

    def acknowledged(self) -> int:
        """How many commands were answered with a position."""
        told = (one for one in list(self.attempts) if one.fate is Fate.OK)
        return len({one.command for one in told if one.position is not None})

    def codes(self, since: int = 0) -> Counter[str]:
        """What the attempts from this one on were told, by the code of the problem."""
        return Counter(str(one.code) for one in self.attempts[since:] if one.code is not None)

    def unknown(self) -> int:
        """How many attempts were left without an answer, or with 503."""
        return sum(one.fate is Fate.UNKNOWN for one in list(self.attempts))
