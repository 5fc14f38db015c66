"""Every cell of the matrix: who asks what about whom, and what the oracle says must come back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import PUPILS, Asker
from tests.matrix.questions import ABOUT_A_LEARNER
from tests.matrix.ways import Told, Way
from tests.matrix.world import World

NOBODY = "nobody"
A_FEW = ("own", "elsewhere", "barred", "abroad", NOBODY)
FORBIDDEN: Told = (403, "not_allowed")
Looks = dict[str, set[UUID]]
"""Whose records were seen, by rule."""


@dataclass(frozen=True)
class Expected:
    """What must come back.

    `told` is the status and the code of a problem; None where the answer must be the one that is
    given about a learner who does not exist. `ids` are all that a list may show.
    """

    told: Told | None
    holds: tuple[str, frozenset[UUID]] | None = None
    lists: str | None = None
    ids: frozenset[UUID] = frozenset()
    looks: Looks = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One request of one asker, and what must come of it."""

    asker: Asker
    operation: str
    about: str
    request: Request
    expected: Expected

    @property
    def is_read(self) -> bool:
        """Does it only look?"""
        return self.request.method == "GET"


def about_learners(world: World, asker: Asker) -> Iterator[Cell]:
    """Every operation about a learner, of each learner of both authorities, and of nobody.

    Who may do it for no learner at all is asked about a few: one of each kind of place.
    """
    everybody = (*(pupil.name for pupil in PUPILS), NOBODY)
    for operation, way in ABOUT_A_LEARNER.items():
        for name in everybody if oracle.is_admitted(asker.name, operation) else A_FEW:
            about = world.about(asker, name)
            expected = _expected(world, asker, operation, way, name)
            yield Cell(asker, operation, name, way.request(operation, about), expected)


def _expected(world: World, asker: Asker, operation: str, way: Way, name: str) -> Expected:
    if not oracle.is_admitted(asker.name, operation):
        return Expected(FORBIDDEN)
    by = _rule(asker.name, operation, name)
    if by is None:
        return Expected(None)
    about = world.about(asker, name)
    holds = None if way.holds is None else (way.holds[0], frozenset({about[way.holds[1]]}))
    seen = about["recipient" if "/recipients" in operation else "learner"]
    return Expected(way.told, holds, looks={oracle.recorded_as(by): {seen}})


def _rule(asker: str, operation: str, name: str) -> str | None:
    """By which relationship; where it is about a parent, it is about nobody's record."""
    if "/recipients" not in operation:
        return oracle.rule(asker, operation, name)
    stands = oracle.STANDS[asker]
    return next((by for by in oracle.MAY[operation] if name in stands.get(by, ())), None)
