"""What a client asked and was told: written down as it happens, so that a killed one left it too.

Of a request still under way nobody knows whether it takes effect. So write it down as `UNKNOWN`
before it is sent where the client may be killed, and again with its fate: both are attempts of one
command.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID


class Fate(StrEnum):
    """How a request ended: answered 2xx; with a 4xx problem; not at all, 5xx or 503."""

    OK = "ok"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Attempt:
    """One HTTP request, as the client saw it.

    `command` is the same for every attempt of one command. `begun_at` and `ended_at` are of one
    monotonic clock. `stream_id`, `version` and `position` are the answer's; `position` is None
    where nothing changed. `effect` is the type of the event that the command records, and `thing`
    a text in the payload of that event and of no other; None where it may be several or none.

    Of long work the answer tells no position: `stream_id` is its id, `steps` are all that it has,
    `done` how many of them were carried out by then, and `finished` that nothing was left to do.
    """

    command: str
    service: str
    authority: str
    begun_at: float
    ended_at: float
    fate: Fate
    stream_id: UUID | None
    version: int | None
    position: int | None
    code: str | None = None
    effect: str | None = None
    thing: str | None = None
    steps: int | None = None
    done: int | None = None
    finished: bool = False


def append_to(path: Path, attempt: Attempt) -> None:
    """Add an attempt, as one line; it is there once this returns, whatever becomes of us."""
    with path.open("a", encoding="utf-8") as history:
        history.write(json.dumps(asdict(attempt), default=str) + "\n")


def read(path: Path) -> list[Attempt]:
    """The attempts, in the order in which they were written down; a torn last line is none."""
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
    return [_attempt(json.loads(line)) for line in whole.splitlines()]


def _attempt(known: dict[str, object]) -> Attempt:
    stream_id = known["stream_id"]
    return Attempt(
        **known
        | {  # type: ignore[arg-type]
            "fate": Fate(str(known["fate"])),
            "stream_id": None if stream_id is None else UUID(str(stream_id)),
        }
    )
