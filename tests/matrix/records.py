"""What is on record about each learner before anybody asks: its ids, and how it got there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.matrix.cast import HOME, PUPILS, Cast

TODAY = datetime.now(UTC).date()


def day(after: int) -> str:
    """A day before or after today."""
    return (TODAY + timedelta(days=after)).isoformat()


@dataclass(frozen=True)
class OnRecord:
    """The ids of what there is about one learner."""

    learner: UUID

    def id(self, kind: str) -> UUID:
        """The id of a thing of this kind about the learner: `concern`, `target`, `result`."""
        return uuid5(self.learner, kind)


def concern(learner: UUID, noticed_on: str) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "area": "reading",
        "observation": "Yn colli ei le",
        "noticed_on": noticed_on,
    }


def result(learner: UUID, taken_on: str) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "instrument": "sight_words",
        "form": "2026",
        "taken_on": taken_on,
        "age_at_test": {"years": 7, "months": 4},
        "result": {"shape": "count_of", "number": 31, "out_of": 45},
    }


def monitoring(learner: UUID, ends_on: str) -> dict[str, Any]:
    measure = {"what": "Seiniau", "how": "Cardiau", "baseline": "9/21"}
    return {
        "learner_id": str(learner),
        "aspect": "phonics",
        "measures": [{"measure_id": str(OnRecord(learner).id("measure")), **measure}],
        "starts_on": day(-40),
        "ends_on": ends_on,
    }


def pupil_progress_form(learner: UUID, school_year: int = TODAY.year - 1) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "school_year": school_year,
        "term": "autumn",
        "barriers": [],
        "narrative": "Yn dod ymlaen",
        "below_age_expected": False,
    }


def referral(learner: UUID, proposed_on: str) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "kind": "referral",
        "service": "paediatrics",
        "reason": "Clyw",
        "proposed_on": proposed_on,
    }


THRESHOLDS = {"thresholds": [{"instrument": "sight_words", "kind": "percent_below", "value": 20}]}


def target(learner: UUID, set_on: str) -> dict[str, Any]:
    said = ("statement", "baseline", "criterion", "achievable", "relevant")
    return {
        "learner_id": str(learner),
        "area": "reading",
        "wording": dict.fromkeys(said, "Geiriau"),
        "strategies": ["Cardiau"],
        "adult": "Mrs Ŵyn",
        "set_on": set_on,
        "starts_on": day(-30),
        "review_on": day(20),
    }


def share(shared_on: str) -> dict[str, Any]:
    return {"shared_on": shared_on, "shared_by": "meeting"}


def engagement(learner: UUID, person: UUID, until: str) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "person_id": str(person),
        "profession": "educational_psychologist",
        "basis": "family_consent",
        "until": until,
    }


def restriction(learner: UUID, person: UUID, scope: str, review_on: str) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "person_id": str(person),
        "kind": "court_order",
        "scope": scope,
        "reference": "CF 1/26",
        "reason": "Gorchymyn",
        "review_on": review_on,
    }


def emergency(learner: UUID, words: str) -> dict[str, Any]:
    return {"learner_id": str(learner), "reason": "risk_of_harm", "words": words, "hours": 8}


def capacity(found: str, found_on: str) -> dict[str, Any]:
    return {"capacity": found, "found_on": found_on, "reason": "Asesiad"}


RECIPIENT = {"given_name": "Nerys", "family_name": "Wyn", "email": None}


def recipients(cast: Cast, of: str) -> set[UUID]:
    """Who of an authority may be told things: every parent, and who guards privacy."""
    named = {parent for pupil in PUPILS if pupil.of == of for parent in pupil.parents}
    guards = {"privacy"} if of == HOME else set()
    return {cast.person(name) for name in named | guards}
