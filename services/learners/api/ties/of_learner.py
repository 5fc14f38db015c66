"""Commands on a stream that bears its learner's own id."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.runtime.execute import Outcome
from shared.runtime.http import accepted
from shared.runtime.problems import Problem
from shared.runtime.sealing import Cause
from shared.runtime.service import Stream


@dataclass(frozen=True)
class OfLearner:
    """One kind of such stream, and how its commands are carried out."""

    kind: str
    execute: Callable[[Cause, Stream, object], Outcome]
    find_learner: Callable[[UUID], Any | None]

    def learner(self, learner_id: UUID) -> Any:
        """The learner on the roll; raises `Problem` 404 `learner_unknown`."""
        found = self.find_learner(learner_id)
        if found is None:
            raise Problem(404, "learner_unknown", field="learner_id")
        return found

    def carry_out(self, cause: Cause, learner: Any, command: object) -> Any:
        """The answer of the route that was asked for it."""
        learner_id = learner.learner_id
        stream = Stream(self.kind, learner_id, learner_id, learner.school_id)
        return accepted(learner_id, self.execute(cause, stream, command))
