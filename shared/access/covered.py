"""Whom a relationship reaches."""

from dataclasses import dataclass, field
from uuid import UUID

from shared.access.actor import Learners


@dataclass(frozen=True)
class Covered:
    """Whom a relationship reaches: learners one by one, everyone of a school, or everyone."""

    learners: Learners = field(default_factory=dict)
    schools: frozenset[UUID] = frozenset()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.everyone or self.schools or self.learners)

    def holds(self, who: UUID, school: UUID | None) -> bool:
        """Is one reached who is at this school?"""
        return self.everyone or school in self.schools or who in self.learners


NOBODY = Covered()
EVERYONE = Covered(everyone=True)
