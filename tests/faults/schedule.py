"""What goes wrong, when, to whom: nothing but a seed decides."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from deploy.native.programs import CLERK, COURIER
from deploy.provision import SERVICES

DAY = 24 * 60 * 60
ALL_OF_A_RUN = 0.9  # of its time: the last mishaps still meet people at work


class Kind(StrEnum):
    """Kinds of mishaps."""

    KILL = "kill"
    KILL_WORKER = "kill worker"
    KILL_BACKEND = "kill backend"
    DIE = "die at crossing"
    WIPE_TOPICS = "wipe topics"
    WIPE_BROKER = "wipe broker"
    DOUBLE = "double"
    TURN_CLOCK = "turn clock"
    FILL_DISK = "fill disk"


@dataclass(frozen=True)
class Mishap:
    """`at` seconds from the start; `much` is a crossing, seconds of a clock, or a choice."""

    at: float
    kind: Kind
    whom: str = ""
    much: int = 0
    lasts: float = 0.0

    def __str__(self) -> str:
        parts = (f"{self.at:6.1f} s  {self.kind} {self.whom}".rstrip(), _signed(self.much))
        return " ".join(part for part in parts if part) + (
            f" for {self.lasts:.1f} s" if self.lasts else ""
        )


WEBS = tuple(f"{service}-web" for service in SERVICES)
LOOPS = (
    *(f"{service}-{what}" for service in SERVICES for what in ("relay", "consumer")),
    COURIER,
    CLERK,
)
Kinds = Sequence[tuple[Kind, Sequence[str]]]
EVERYBODY: Kinds = (
    (Kind.KILL, (*LOOPS, "kafka", "postgres")),
    (Kind.KILL_WORKER, WEBS),
    (Kind.KILL, WEBS[:1]),
    (Kind.KILL_BACKEND, SERVICES[:1]),
)
CLOCKED = (*LOOPS, *WEBS, "postgres")
CLOCKS: Kinds = ((Kind.TURN_CLOCK, CLOCKED),)
ANYTHING: Kinds = (
    (Kind.KILL, (*LOOPS, *WEBS, "kafka", "postgres")),
    (Kind.KILL_WORKER, WEBS),
    (Kind.KILL_BACKEND, SERVICES),
    (Kind.DIE, (*LOOPS, *WEBS)),
    (Kind.WIPE_TOPICS, ("",)),
    (Kind.WIPE_BROKER, ("",)),
    (Kind.DOUBLE, LOOPS),
    (Kind.TURN_CLOCK, CLOCKED),
    (Kind.FILL_DISK, ("",)),
)
_LASTS = {Kind.DOUBLE: (4.0, 12.0), Kind.TURN_CLOCK: (3.0, 10.0), Kind.FILL_DISK: (2.0, 6.0)}
_MUCH = {Kind.KILL_BACKEND: (0, 99), Kind.DIE: (1, 60), Kind.TURN_CLOCK: (-DAY, DAY)}


def each_once(seed: int, seconds: float, kinds: Kinds) -> list[Mishap]:
    """Everything that may go wrong, once, in any order."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    every = [(kind, whom) for kind, whose in kinds for whom in whose]
    chance.shuffle(every)
    return _spread([_mishap(chance, *one) for one in every], seconds)


def some(seed: int, seconds: float, kinds: Kinds, count: int) -> list[Mishap]:
    """So many mishaps; each kind is as likely as any other."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    every = [chance.choice(kinds) for _ in range(count)]
    chosen = [_mishap(chance, kind, chance.choice(whose)) for kind, whose in every]
    return _spread(chosen, seconds, [chance.random() for _ in chosen])


def _mishap(chance: random.Random, kind: Kind, whom: str) -> Mishap:
    much, lasts = _MUCH.get(kind, (0, 0)), _LASTS.get(kind, (0.0, 0.0))
    return Mishap(0.0, kind, whom, chance.randint(*much), chance.uniform(*lasts))


def _spread(
    mishaps: Sequence[Mishap], seconds: float, places: Sequence[float] = ()
) -> list[Mishap]:
    """Over the time of a run: evenly, or at these parts of it."""
    places = sorted(places) or [number / len(mishaps) for number in range(len(mishaps))]
    return [
        Mishap(place * seconds * ALL_OF_A_RUN, one.kind, one.whom, one.much, one.lasts)
        for place, one in zip(places, mishaps, strict=True)
    ]


def _signed(much: int) -> str:
    return f"({much:+})" if much else ""
