"""What is known of a learner's discussion at triage: what was said, corrected, moved and done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.learners.domain.response.triage_messages import (
    DiscussedAtTriage,
    Event,
    NextStep,
    NextStepCompleted,
    NextStepMoved,
    TriageDecision,
    TriageDiscussionCorrected,
)
from shared.modelling.decider import CommandRefused


@dataclass(frozen=True)
class Discussion:
    """A correction changes what was decided and why; the step agreed first is the one there is."""

    discussed: DiscussedAtTriage
    corrections: tuple[TriageDiscussionCorrected, ...] = ()
    moves: tuple[NextStepMoved, ...] = ()
    completed: NextStepCompleted | None = None

    @property
    def stands(self) -> tuple[TriageDecision, str]:
        """What was decided, and why."""
        said = self.corrections[-1] if self.corrections else self.discussed
        return said.decision, said.reason

    @property
    def next_step(self) -> NextStep | None:
        """What was agreed to do, as it was agreed."""
        agreed = (self.discussed.next_step, *(each.next_step for each in self.corrections))
        return next((each for each in agreed if each is not None), None)

    @property
    def due(self) -> tuple[UUID, date] | None:
        """Whose the step is now, and by when."""
        agreed = self.moves[-1] if self.moves else self.next_step
        return None if agreed is None else (agreed.owner_id, agreed.due_on)


def on_record_already(known: Event, said: Event, code: str, field: str) -> list[Event]:
    """Said again, it changes nothing; under the same id, nothing else can be said."""
    if known != said:
        raise CommandRefused(code, field)
    return []
