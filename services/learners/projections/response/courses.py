"""Where was a learner on any day: at which school, in which year group, on which tier? Pure.

What was true on a past day is looked for in what is known now of the rolls and of the tiers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from services.learners.domain.response.provision_tier import Tier
from services.learners.domain.roll.year_group import YearGroup
from services.learners.projections.response.tier_changes import MadeTierChange
from services.learners.projections.roll.roll_histories import RollHistory


@dataclass(frozen=True)
class Course:
    """A learner's way over the rolls, and the changes of tier, each in the order of recording."""

    history: RollHistory
    changes: Sequence[MadeTierChange]

    @property
    def learner_id(self) -> UUID:
        """Whose course it is."""
        return self.history.learner_id

    def was_at(self, school_id: UUID, day: date) -> bool:
        """Was the learner on this school's roll on that day? Of two, on the one recorded last."""
        there = [
            stay.school_id
            for stay in self.history.stays
            if stay.since <= day and (stay.until is None or day <= stay.until)
        ]
        return bool(there) and there[-1] == school_id

    def year_on(self, day: date) -> YearGroup:
        """The year group on a day; before the first, the first that is known."""
        held = self.history.year_groups
        begun = sorted((one for one in held if one.since <= day), key=lambda one: one.since)
        return (begun[-1] if begun else held[0]).year_group

    def tier_on(self, day: date) -> tuple[Tier, str | None]:
        """The tier on a day, and which of the school's own it was."""
        holding = [
            one.reading
            for one in self.changes
            if not one.withdrawn and one.reading.effective_on <= day
        ]
        begun = sorted(holding, key=lambda one: one.effective_on)
        return (begun[-1].tier, begun[-1].own_tier) if begun else (Tier.UNIVERSAL, None)

    @property
    def tiers_recorded_on(self) -> list[date]:
        """The days of UTC on which somebody recorded a change of tier."""
        return [one.recorded_at.astimezone(UTC).date() for one in self.changes]
