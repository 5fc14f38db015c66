"""What is on record about each learner before anybody asks: its ids, and how it got there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.matrix.cast import HOME, PUPILS, Cast, Pupil

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


def outcome(decider: UUID, decided_on: str) -> dict[str, Any]:
    return {
        "outcome": "watch",
        "reason": "Newydd symud dosbarth",
        "decided_on": decided_on,
        "decided_by": str(decider),
    }


SOMEBODY = "somebody"
"""Whose words were written down without saying whose they are."""


def told_by(pupil: Pupil) -> tuple[str, ...]:
    """Who told the school of a pupil: each parent, which a relative is not, and somebody."""
    return (*(name for name in pupil.parents if name != "nan"), SOMEBODY)


def told(parent: UUID | None, told_on: str) -> dict[str, Any]:
    return {
        "needs": "Amser",
        "language": "cy",
        "told_on": told_on,
        "told_by": "conversation",
        "parent_id": None if parent is None else str(parent),
    }


def meeting(school: UUID, attendee: UUID, held_on: str) -> dict[str, Any]:
    return {"school_id": str(school), "held_on": held_on, "attendee_ids": [str(attendee)]}


def discussion(owner: UUID, reason: str) -> dict[str, Any]:
    step = {"step": "Sgrinio", "owner_id": str(owner), "due_on": day(20)}
    return {"decision": "screening", "reason": reason, "next_step": step}


def profile(written_on: str) -> dict[str, Any]:
    headings = ("what_people_admire", "what_is_important", "how_best_to_support")
    return {
        "headings": dict.fromkeys(headings, "Mot y ci"),
        "childs_voice": {"words": "Mot!", "how_obtained": "drawing"},
        "helped_by": ["Mam"],
        "written_on": written_on,
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


def sheet(learner: UUID, taken_on: str, *, absent: bool = False) -> dict[str, Any]:
    """A class list of one; whoever was absent has no result on it."""
    whole = result(learner, taken_on)
    row = {"not_taken": "absent"} if absent else {key: whole[key] for key in _OF_ROW}
    about = {key: whole[key] for key in ("instrument", "form", "taken_on")}
    return about | {"results": [{"learner_id": str(learner)} | row]}


_OF_ROW = ("age_at_test", "result")


def result_file(learner: UUID, taken_on: str) -> str:
    """A CSV file with one result."""
    columns = "learner_id,instrument,form,taken_on,age_years,age_months,shape,number,out_of"
    return f"{columns}\n{learner},sight_words,2026,{taken_on},7,4,count_of,31,45\n"


def own_instrument() -> dict[str, Any]:
    return {
        "name": {"cy": "Ysgol sillafu", "en": "Spelling ladder"},
        "aspects": ["spelling"],
        "shapes": ["count_of"],
        "source": "Yr ysgol",
    }


def timetable(school: UUID) -> dict[str, Any]:
    """A window of today, of a test that nobody has taken, for every year group."""
    entry = {
        "entry_id": str(OnRecord(school).id("window")),
        "instrument": "hertfordshire_reading",
        "year_groups": [*("N1", "N2", "R"), *(str(year) for year in range(1, 15))],
        "opens_on": day(0),
        "closes_on": day(0),
    }
    return {"entries": [entry]}


SCHOOL_YEAR = TODAY.year if TODAY.month >= 9 else TODAY.year - 1  # it starts in September


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


def census_needs(effective_on: str) -> dict[str, Any]:
    needs = {"provision": "school_maintained_idp", "needs": ["ASD"]}
    return needs | {"effective_on": effective_on}


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
