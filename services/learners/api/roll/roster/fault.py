"""What is wrong with a roster, and where."""

from dataclasses import dataclass, field

LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. `line` counts as a text editor does; the header is line 1."""

    file: str
    line: int | None
    field: str | None
    code: str
    reason: str


@dataclass
class Faults:
    """All that is wrong: the first thousand in full, the rest as a number."""

    listed: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, fault: Fault) -> None:
        """Take down one more."""
        self.total += 1
        if len(self.listed) < LISTED:
            self.listed.append(fault)

    def put_first(self, fault: Fault) -> None:
        """Take down why nothing more was read: it is listed however many there are."""
        self.total += 1
        self.listed = [fault, *self.listed][:LISTED]
