"""What the checker found, with the shortest story that shows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.checking.history import Attempt

TOLD = 5  # of each rule; a log that is wrong throughout would be told row by row


@dataclass(frozen=True)
class Fault:
    """`rule` is its short name, `what` a sentence, `story` the attempts and rows that show it."""

    rule: str
    what: str
    story: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([f"{self.rule}: {self.what}", *(f"    {line}" for line in self.story)])


def tell(faults: Sequence[Fault]) -> str:
    """The faults for a person to read; of many that break one rule, the first few."""
    told: Counter[str] = Counter()
    lines = []
    for fault in faults:
        told[fault.rule] += 1
        if told[fault.rule] <= TOLD:
            lines.append(str(fault))
    lines += [f"{rule}: {of - TOLD} more" for rule, of in told.items() if of > TOLD]
    return "\n".join(lines) or "no fault"


def of_attempt(attempt: Attempt) -> str:
    """An attempt as a line of a story."""
    answer = {
        "code": attempt.code,
        "id": attempt.stream_id,
        "version": attempt.version,
        "position": attempt.position,
    }
    said = "".join(f" {name} {value}" for name, value in answer.items() if value is not None)
    when = f"{attempt.begun_at:.3f} to {attempt.ended_at:.3f}"
    place = f"{attempt.authority} {attempt.service}"
    return f"asked {place} {attempt.command}, {when}: {attempt.fate}{said}"


def of_event(service: str, row: Any) -> str:
    """An event as a line of a story."""
    return (
        f"log of {row.authority} {service} {row.position}: {row.type} {row.event_id} of"
        f" {row.stream_kind}-{row.stream_id} version {row.version}, by {row.actor},"
        f" command {row.command_id} ordinal {row.ordinal}, because of {row.causation}"
    )


def of_heard(service: str, row: Any) -> str:
    """A message in an inbox as a line of a story."""
    return (
        f"inbox of {row.authority} {service} {row.arrival}: {row.source} {row.position}"
        f" {row.type} {row.event_id} of {row.stream_kind}-{row.stream_id} version {row.version}"
    )


def of_row(service: str, table: str, row: Any) -> str:
    """Any other row as a line of a story."""
    values = " ".join(f"{name}={_text(value)}" for name, value in row._asdict().items())
    return f"{table} of {service}: {values}"


def _text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
