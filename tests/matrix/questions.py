"""How each operation is asked about one learner, so that nothing changes and the answer is sure.

A command is one that a rule refuses, or that was made upon another version: only who has been
admitted to the learner's record gets so far as to be told. What has been done already may be asked
again.
"""

from typing import Any

from tests.matrix import records
from tests.matrix.records import day
from tests.matrix.ways import TOO_LATE, About, Way

TIERS = {"own": "targeted", "abroad": "targeted"}
"""The tiers that were changed; of everybody else it is `universal`."""
BLANK = {"reason": " "}
DEPUTY = {"standing": "deputy"}


def _learner(of: str = "") -> str:
    return f"/learners/{{learner}}{of}"


def _review(_: About) -> dict[str, Any]:
    return {
        "outcome": "progressing",
        "what_is_working": "Cardiau",
        "what_is_not_working": "Dim",
        "childs_voice": {"words": "Da!", "how_obtained": "conversation"},
        "next_step": "extend",
        "extended_to": day(60),
        "reviewed_on": day(0),
    }


def tier_change(about: About, tier: str = "alp") -> dict[str, str]:
    """The tier that somebody of the asker's authority decided on."""
    decided = {"decided_by": str(about.staff), "effective_on": day(0)}
    return {"tier": tier, "reason": "Asesiad"} | decided


def _correction(_: About) -> dict[str, str]:
    return {"form": "2025", "reason": "Ffurflen arall"}


def tier_correction(about: About, *, withdrawn: bool = False) -> dict[str, Any]:
    """The change was recorded in error, or should read otherwise."""
    said = {"withdrawn": True} if withdrawn else {"tier": "alp"}
    return said | {"because": "Camgymeriad", "corrected_by": str(about.staff)}


def _refused(of: str, code: str, body: Any) -> Way:
    return Way(of, (409, code), body)


def _late(of: str, body: Any = None) -> Way:
    return Way(of, TOO_LATE, None if body is None else lambda _: body)


_SHAPED: dict[str, Way] = {
    "PUT /concerns/{concern_id}": _refused(
        "/concerns/{new}",
        "noticed_on_in_future",
        lambda about: records.concern(about.learner, day(9)),
    ),
    "PUT /professionals/{engagement_id}": _refused(
        "/professionals/{new}",
        "until_in_past",
        lambda about: records.engagement(about.learner, about.staff, day(-9)),
    ),
    "PUT /restrictions/{restriction_id}": _refused(
        "/restrictions/{new}",
        "review_on_not_later",
        lambda about: records.restriction(about.learner, about["nobody"], "record", day(-9)),
    ),
    "PUT /emergencies/{access_id}": _refused(
        "/emergencies/{new}",
        "words_missing",
        lambda about: records.emergency(about.learner, " "),
    ),
    "PUT /learners/{learner_id}/tier-changes/{change_id}": Way(
        _learner("/tier-changes/{new}"), TOO_LATE, tier_change
    ),
    "PUT /learners/{learner_id}/tier-changes/{change_id}/corrections/{correction_id}": Way(
        _learner("/tier-changes/{tier change}/corrections/{new}"), TOO_LATE, tier_correction
    ),
    "GET /learners/{learner_id}/tier-changes": Way(
        _learner("/tier-changes"), holds=("change_id", "tier change")
    ),
}

LEARNERS: dict[str, Way] = _SHAPED | {
    "GET /learners/{learner_id}": Way(_learner(), holds=("learner_id", "learner")),
    "GET /concerns/{concern_id}": Way("/concerns/{concern}", holds=("concern_id", "concern")),
    "GET /concerns": Way("/concerns?learner_id={learner}", holds=("concern_id", "concern")),
    "GET /learners/{learner_id}/chronology": Way(_learner("/chronology")),
    "GET /learners/{learner_id}/professionals": Way(
        _learner("/professionals"), holds=("learner_id", "learner")
    ),
    "GET /learners/{learner_id}/relationships": Way(
        _learner("/relationships"), holds=("learner_id", "learner")
    ),
    "PUT /professionals/{engagement_id}/release": Way(
        "/professionals/{engagement}/release", (201, None)
    ),
    "PUT /restrictions/{restriction_id}/lifting": _refused(
        "/restrictions/{restriction}/lifting", "reason_missing", lambda _: BLANK
    ),
    "PUT /learners/{learner_id}/caseload/{person_id}": _late(_learner("/caseload/{officer}")),
    "DELETE /learners/{learner_id}/caseload/{person_id}": _late(_learner("/caseload/{officer}")),
    "PUT /learners/{learner_id}/account": _late(_learner("/account"), {"person_id": None}),
    "PUT /learners/{learner_id}/rights": _late(_learner("/rights")),
    "PUT /learners/{learner_id}/capacity-findings/{finding_id}": Way(
        _learner("/capacity-findings/{new}"),
        (409, None),  # a finding to come, or of one whose rights have not passed
        lambda _: records.capacity("lacks_capacity", day(9)),
    ),
    "PUT /learners/{learner_id}/representatives/{person_id}": _late(
        _learner("/representatives/{officer}"), DEPUTY
    ),
    "DELETE /learners/{learner_id}/representatives/{person_id}": _late(
        _learner("/representatives/{officer}")
    ),
}

ASSESSMENTS: dict[str, Way] = {
    "PUT /assessment-results/{result_id}": _refused(
        "/assessment-results/{new}",
        "taken_on_in_future",
        lambda about: records.result(about.learner, day(9)),
    ),
    "GET /assessment-results/{result_id}": Way(
        "/assessment-results/{result}", holds=("result_id", "result")
    ),
    "GET /assessment-results": Way(
        "/assessment-results?learner_id={learner}", holds=("result_id", "result")
    ),
    "PUT /assessment-results/{result_id}/corrections/{correction_id}": Way(
        "/assessment-results/{result}/corrections/{new}", TOO_LATE, _correction
    ),
}

TARGETS: dict[str, Way] = {
    "PUT /small-step-targets/{target_id}": _refused(
        "/small-step-targets/{new}",
        "set_on_in_future",
        lambda about: records.target(about.learner, day(9)),
    ),
    "GET /small-step-targets/{target_id}": Way(
        "/small-step-targets/{target}", holds=("target_id", "target")
    ),
    "GET /small-step-targets": Way(
        "/small-step-targets?learner_id={learner}", holds=("target_id", "target")
    ),
    "PUT /small-step-targets/{target_id}/shares/{share_id}": _late(
        "/small-step-targets/{target}/shares/{new}", records.share(day(0))
    ),
    "PUT /small-step-targets/{target_id}/reviews/{review_id}": Way(
        "/small-step-targets/{target}/reviews/{new}", TOO_LATE, _review
    ),
}

NOTIFICATIONS: dict[str, Way] = {
    "GET /recipients/{recipient_id}": Way(
        "/recipients/{recipient}", holds=("recipient_id", "recipient")
    ),
    "PUT /inbox/{notice_id}/opened": _late("/inbox/{notice}/opened"),
    "GET /notices": Way("/notices?learner_id={learner}", holds=("notice_id", "notice")),
    "GET /notices/{notice_id}": Way("/notices/{notice}", holds=("notice_id", "notice")),
}

_EVERYWHERE: dict[str, Way] = {
    "GET /learners/{subject_id}/looks": Way(_learner("/looks")),
    "GET /learners/{subject_id}/record": Way(_learner("/record"), holds=("subject", "learner")),
}


def _of(service: str, ways: dict[str, Way]) -> dict[str, Way]:
    return {f"{service} {operation}": way for operation, way in (ways | _EVERYWHERE).items()}


ABOUT_A_LEARNER: dict[str, Way] = (
    _of("learners", LEARNERS)
    | _of("assessments", ASSESSMENTS)
    | _of("targets", TARGETS)
    | _of("notifications", NOTIFICATIONS)
)
