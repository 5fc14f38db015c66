"""Requests of the graduated response, with what is irrelevant to a test defaulted."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

TODAY = datetime.now(UTC).date()


def day(after: int) -> str:
    """A day before or after today."""
    return (TODAY + timedelta(days=after)).isoformat()


def concern(learner: UUID, **other: Any) -> dict[str, Any]:
    return {
        "learner_id": str(learner),
        "area": "reading",
        "observation": "Mae'n colli ei le ar y llinell.",
        "noticed_on": day(-7),
    } | other


def outcome(decider: UUID, **other: Any) -> dict[str, Any]:
    return {
        "outcome": "watch",
        "reason": "Newydd symud dosbarth",
        "decided_on": day(-2),
        "decided_by": str(decider),
    } | other


def told(**other: Any) -> dict[str, Any]:
    return {
        "needs": "Mae angen amser arno i ateb.",
        "strengths": "Mae'n dwlu ar adeiladu.",
        "language": "cy",
        "told_on": day(-1),
        "told_by": "conversation",
    } | other


def meeting(school: UUID, *attendees: UUID, **other: Any) -> dict[str, Any]:
    attendee_ids = [str(each) for each in attendees]
    return {"school_id": str(school), "held_on": day(-3), "attendee_ids": attendee_ids} | other


def discussion(owner: UUID, **other: Any) -> dict[str, Any]:
    step = {"step": "Sgrinio ffoneg", "owner_id": str(owner), "due_on": day(4)}
    return {"decision": "screening", "reason": "Dim cynnydd", "next_step": step} | other


def profile(**other: Any) -> dict[str, Any]:
    return {
        "headings": {
            "what_people_admire": "Dw i'n garedig.",
            "what_is_important": "Fy nghi, Mot.",
            "how_best_to_support": "Dweud be' sy'n dod nesa'.",
        },
        "childs_voice": {"words": "Dw i'n licio adeiladu!", "how_obtained": "drawing"},
        "helped_by": ["Mam", "Mrs Ŵyn"],
        "written_on": day(-1),
    } | other
