"""The steps of one child's journey, each one or more requests to a service.

Every id follows from the child's, and every date from the day of the first import: so a second run
sends the same requests, which the services recognise, and nothing changes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from deploy.demo.school_days import (
    INFORMED,
    MOVED,
    NEXT_REVIEW,
    NOTICED,
    SET,
    STARTED,
    TAKEN,
    age_on,
    days_after,
    days_before,
)
from deploy.demo.talking import Services
from deploy.demo.travellers import Traveller

GOES_ON = ("extend", "screen", "refer")


@dataclass(frozen=True)
class Steps:
    """What can happen to a child; `today` is the last day of the story."""

    services: Services
    today: date

    def raise_concern(self, child: Traveller) -> None:
        """The class teacher says what they see, and has told a parent."""
        story = child.story
        body = {
            "learner_id": str(child.learner.learner_id),
            "area": story["area"],
            "observation": story["observation"],
            "noticed_on": self._before(NOTICED),
            "parent_informed": {
                "informed_on": self._before(INFORMED),
                "informed_by": story["informed_by"],
            },
        }
        self.services.put(child.teacher, "learners", f"/concerns/{child.id_of('concern')}", body)

    def record_assessments(self, child: Traveller) -> None:
        """Three results; one is miscopied, and corrected."""
        for place, told in enumerate(child.story["results"]):
            self._record(child, place, told)

    def change_tier(self, child: Traveller) -> None:
        """The ALNCo decides, with a reason."""
        body = {
            "tier": "targeted",
            "reason": child.story["tier_reason"],
            "effective_on": self._before(MOVED),
            "decided_by": str(child.alnco.id),
        }
        path = f"/learners/{child.learner.learner_id}/tier-changes/{child.id_of('tier change')}"
        self.services.put(child.alnco, "learners", path, body)

    def set_and_share_targets(self, child: Traveller) -> None:
        """Two small step targets, each shown to the parents at a meeting."""
        for place, told in enumerate(child.story["targets"]):
            path = f"/small-step-targets/{child.id_of(f'target {place}')}"
            self.services.put(child.teacher, "targets", path, self._target(child, told))
            share = {
                "shared_on": self._before(STARTED),
                "shared_by": "meeting",
                "childs_view": told["childs_view"],
            }
            path += f"/shares/{child.id_of(f'share {place}')}"
            self.services.put(child.teacher, "targets", path, share)

    def review_targets(self, child: Traveller) -> None:
        """Each in everybody's words, with what comes next."""
        for place, told in enumerate(child.story["targets"]):
            path = (
                f"/small-step-targets/{child.id_of(f'target {place}')}"
                f"/reviews/{child.id_of(f'review {place}')}"
            )
            self.services.put(child.teacher, "targets", path, self._review(told["review"]))

    def _record(self, child: Traveller, place: int, told: dict[str, Any]) -> None:
        taken_on = days_before(self.today, TAKEN[place])
        months = age_on(taken_on, child.learner.born_on)
        right, miscopied = _results(told, months)
        body = {
            "learner_id": str(child.learner.learner_id),
            "instrument": told["instrument"],
            "form": told["form"],
            "taken_on": taken_on.isoformat(),
            "age_at_test": {"years": months // 12, "months": months % 12},
            "result": miscopied or right,
        }
        path = f"/assessment-results/{child.id_of(f'result {place}')}"
        recorded = self.services.put(child.teacher, "assessments", path, body)
        if miscopied is not None:
            self.services.put(
                child.teacher,
                "assessments",
                f"{path}/corrections/{child.id_of(f'correction {place}')}",
                {"result": right, "reason": child.story["correction_reason"]},
                {"If-Match": f'"{recorded["version"]}"'},
            )

    def _target(self, child: Traveller, told: dict[str, Any]) -> dict[str, Any]:
        words = ("statement", "baseline", "criterion", "achievable", "relevant")
        return {
            "learner_id": str(child.learner.learner_id),
            "area": told["area"],
            "wording": {word: told[word] for word in words},
            "strategies": told["strategies"],
            "adult": told["adult"],
            "set_on": self._before(SET),
            "starts_on": self._before(STARTED),
            "review_on": self._before(0),
        }

    def _review(self, told: dict[str, Any]) -> dict[str, Any]:
        goes_on = told["outcome"] != "achieved" and told["next_step"] in GOES_ON
        until = days_after(self.today, NEXT_REVIEW).isoformat()
        return {
            "outcome": told["outcome"],
            "what_is_working": told["what_is_working"],
            "what_is_not_working": told["what_is_not_working"],
            "childs_voice": {
                "words": told["childs_words"],
                "how_obtained": told["how_obtained"],
            },
            "parents_voice": told["parents_voice"],
            "next_step": told["next_step"],
            "extended_to": until if goes_on else None,
            "reviewed_on": self._before(0),
        }

    def _before(self, days: int) -> str:
        return days_before(self.today, days).isoformat()


def _results(told: dict[str, Any], age_in_months: int) -> tuple[Any, Any]:
    """The right result, and the miscopied one or None; a reading age follows from the age."""
    if "months_behind" not in told:
        return told["result"], told.get("as_miscopied")
    miscopied = told.get("months_behind_as_miscopied")
    return (
        _age(age_in_months - told["months_behind"]),
        None if miscopied is None else _age(age_in_months - miscopied),
    )


def _age(months: int) -> dict[str, Any]:
    return {"shape": "age_equivalent", "years": months // 12, "months": months % 12}
