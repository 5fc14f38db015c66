"""The facts that prompts are made from, read for those whom the asker may reach."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.assessments.api.taken_results import taken
from services.assessments.domain.prompt_messages import Prompt
from services.assessments.domain.prompts import (
    CURRENT,
    RULES,
    Facts,
    Target,
    TargetReview,
    Watched,
    prompts,
)

Select = Callable[[dict[str, Any]], Sequence[Any]]


@dataclass(frozen=True)
class PromptFacts:
    """The read models that are asked; `places` tells who is at which school."""

    places: Select
    thresholds: Select
    results: Select
    targets: Select
    monitorings: Select
    answered: Select

    def prompts(self, of: Mapping[str, UUID | None], today: date) -> list[Prompt]:
        """All prompts about these learners on a day, those answered as well."""
        places = self.places(dict(of))
        theirs = {"learner_id in": [place.learner_id for place in places]}
        since = today - RULES[CURRENT].recent
        results = _by_learner(self.results(theirs | {"taken_on >=": since}))
        targets = _by_learner(self.targets(theirs))
        watched = _by_learner(self.monitorings(theirs | {"is_open": True}))
        schools = list({place.school_id for place in places})
        chosen = {
            one.school_id: one.thresholds for one in self.thresholds({"school_id in": schools})
        }
        return [
            prompt
            for place in places
            for prompt in prompts(
                Facts(
                    place.learner_id,
                    results=[taken(row) for row in results.get(place.learner_id, ())],
                    thresholds=chosen.get(place.school_id, ()),
                    targets=[_target(row) for row in targets.get(place.learner_id, ())],
                    monitorings=[_watched(row) for row in watched.get(place.learner_id, ())],
                ),
                today,
            )
        ]


def _by_learner(rows: Sequence[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.learner_id, []).append(row)
    return found


def _target(row: Any) -> Target:
    reviews = [
        TargetReview(one.review_id, one.outcome, one.next_step, one.reviewed_on)
        for one in row.reviews
    ]
    return Target(row.target_id, reviews)


def _watched(row: Any) -> Watched:
    return Watched(row.monitoring_id, row.ends_on)
