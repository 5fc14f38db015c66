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

_WORDS, _PROFILE = "/learners/{learner_id}/parents-words", "/learners/{learner_id}/one-page-profile"
_DISCUSSED = "/triage-meetings/{meeting_id}/discussions/{learner_id}"
_THERE = "/triage-meetings/{meeting}/discussions/{learner}"

_RESPONSE: dict[str, Way] = {
    "PUT /concerns/{concern_id}/outcomes/{outcome_id}": Way(
        "/concerns/{concern}/outcomes/{new}",
        TOO_LATE,
        lambda about: records.outcome(about.staff, day(0)),
    ),
    "PUT /concerns/{concern_id}/parent-informed/{informing_id}": _late(
        "/concerns/{concern}/parent-informed/{new}",
        {"informed_on": day(0), "informed_by": "letter"},
    ),
    f"PUT {_WORDS}/{{words_id}}": _refused(
        _learner("/parents-words/{new}"),
        "told_on_in_future",
        lambda _: records.told(None, day(9)),
    ),
    f"PUT {_WORDS}/{{words_id}}/corrections/{{correction_id}}": _late(
        _learner("/parents-words/{words}/corrections/{new}"),
        records.told(None, day(0)) | {"reason": "Camglywed"},
    ),
    f"GET {_WORDS}": Way(_learner("/parents-words"), holds=("learner_id", "learner")),
    f"GET {_WORDS}/{{words_id}}": Way(
        _learner("/parents-words/{words}"), holds=("words_id", "words")
    ),
    # Said of this meeting and this learner already: no other can be said in its place.
    f"PUT {_DISCUSSED}": _refused(
        _THERE, "command_id_reused", lambda about: records.discussion(about.staff, "Arall")
    ),
    f"PUT {_DISCUSSED}/corrections/{{correction_id}}": Way(
        f"{_THERE}/corrections/{{new}}",
        TOO_LATE,
        lambda about: records.discussion(about.staff, "Arall") | {"because": "Camglywed"},
    ),
    f"PUT {_DISCUSSED}/next-step-moves/{{move_id}}": Way(
        f"{_THERE}/next-step-moves/{{new}}",
        TOO_LATE,
        lambda about: {"owner_id": str(about.staff), "due_on": day(30), "reason": "Salwch"},
    ),
    f"PUT {_DISCUSSED}/next-step-done": _late(f"{_THERE}/next-step-done", {"completed_on": day(0)}),
    "GET /triage-discussions": Way(
        "/triage-discussions?learner_id={learner}", holds=("meeting_id", "meeting")
    ),
    f"PUT {_PROFILE}/{{version_id}}": _late(
        _learner("/one-page-profile/{new}"), records.profile(day(0))
    ),
    f"GET {_PROFILE}": Way(_learner("/one-page-profile"), holds=("version_id", "profile")),
    f"GET {_PROFILE}/versions": Way(
        _learner("/one-page-profile/versions"), holds=("version_id", "profile")
    ),
}

_PERIOD = {"starts_on": day(-40), "authority_code": "665"}
_SECOND_SCHOOL = {"status": "S", "starts_on": day(-40)}


def _at_no_school(of: str, body: dict[str, str]) -> Way:
    """A command upon a school that there is not."""
    return Way(
        _learner(of),
        (404, "school_unknown"),
        lambda about: body | {"school_id": str(about["nobody"])},
    )


_OF_THE_ROLL: dict[str, Way] = {
    "GET /learners/{learner_id}/identity": Way(
        _learner("/identity"), holds=("learner_id", "learner")
    ),
    "GET /learners/{learner_id}/roll-history": Way(
        _learner("/roll-history"), holds=("learner_id", "learner")
    ),
    "PUT /learners/{learner_id}/uln": _late(_learner("/uln"), {"uln": "1000000000"}),
    "PUT /learners/{learner_id}/upn": _late(_learner("/upn"), {"upn": "X"}),
    "PUT /learners/{learner_id}/language": _late(_learner("/language"), {"language": "cy"}),
    "PUT /learners/{learner_id}/looked-after/{period_id}": _late(
        _learner("/looked-after/{new}"), _PERIOD
    ),
    "PUT /learners/{learner_id}/registrations/{registration_id}": _at_no_school(
        "/registrations/{new}", _SECOND_SCHOOL
    ),
    "PUT /learners/{learner_id}/transfers/{transfer_id}": _at_no_school(
        "/transfers/{new}", {"moved_on": day(0), "reason": "Symud"}
    ),
    "PUT /learners/{learner_id}/leaving": _late(
        _learner("/leaving"), {"left_on": day(0), "destination": "abroad"}
    ),
    "PUT /learners/{learner_id}/told-apart/{other_id}": Way(
        _learner("/told-apart/{learner}"),
        (409, "learner_is_the_same"),
        lambda _: {"reason": "Efeilliaid"},
    ),
}

LEARNERS: dict[str, Way] = (
    _SHAPED
    | _RESPONSE
    | _OF_THE_ROLL
    | {
        "GET /learners/{learner_id}": Way(_learner(), holds=("learner_id", "learner")),
        "GET /concerns/{concern_id}": Way("/concerns/{concern}", holds=("concern_id", "concern")),
        "GET /concerns": Way("/concerns?learner_id={learner}", holds=("concern_id", "concern")),
        "GET /learners/{learner_id}/chronology": Way(_learner("/chronology")),
        "GET /learners/{learner_id}/ctf": Way(_learner("/ctf?to=6642130")),
        "GET /learners/{learner_id}/census-needs": Way(
            _learner("/census-needs"), holds=("record_id", "census needs")
        ),
        "PUT /learners/{learner_id}/census-needs/{record_id}": _refused(
            _learner("/census-needs/{new}"),
            "effective_on_in_future",
            lambda _: records.census_needs(day(9)),
        ),
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
        "DELETE /learners/{learner_id}/caseload/{person_id}": _late(
            _learner("/caseload/{officer}")
        ),
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
)

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
        "/assessment-results?learner_id={learner}", holds=("learner_id", "learner")
    ),
    "PUT /result-sheets/{sheet_id}": Way(
        "/result-sheets/{new}",
        (409, "result_sheet_rejected"),
        lambda about: records.sheet(about.learner, day(9)),
    ),
    "GET /result-sheets/{sheet_id}/results": Way(
        "/result-sheets/{sheet}/results", holds=("learner_id", "learner")
    ),
    "GET /result-sheets/{sheet_id}/not-taken": Way(
        "/result-sheets/{absence}/not-taken", holds=("learner_id", "learner")
    ),
    "PUT /result-imports/{import_id}": Way(
        "/result-imports/{new}",
        (422, "result_file_rejected"),
        lambda about: records.result_file(about.learner, day(9)),
    ),
    "PUT /assessment-results/{result_id}/corrections/{correction_id}": Way(
        "/assessment-results/{result}/corrections/{new}", TOO_LATE, _correction
    ),
}

ASSESSMENTS |= {
    "PUT /monitorings/{monitoring_id}": _refused(
        "/monitorings/{new}",
        "end_not_after_start",
        lambda about: records.monitoring(about.learner, day(-50)),
    ),
    "PUT /monitorings/{monitoring_id}/measurements/{measurement_id}": Way(
        "/monitorings/{monitoring}/measurements/{new}",
        TOO_LATE,
        lambda about: {
            "measure_id": str(about["measure"]),
            "value": "14/21",
            "measured_on": day(0),
        },
    ),
    "PUT /monitorings/{monitoring_id}/outcome": _late(
        "/monitorings/{monitoring}/outcome",
        {"outcome": "settled", "reason": "Da", "ended_on": day(0)},
    ),
    "GET /monitorings/{monitoring_id}": Way(
        "/monitorings/{monitoring}", holds=("monitoring_id", "monitoring")
    ),
    "GET /monitorings": Way(
        "/monitorings?learner_id={learner}", holds=("monitoring_id", "monitoring")
    ),
    "PUT /pupil-progress-forms/{form_id}": _refused(
        "/pupil-progress-forms/{new}",
        "term_in_future",
        lambda about: records.pupil_progress_form(about.learner, records.TODAY.year + 1),
    ),
    "PUT /pupil-progress-forms/{form_id}/amendments/{amendment_id}": _late(
        "/pupil-progress-forms/{form}/amendments/{new}", {"narrative": "Arall", "reason": "Slip"}
    ),
    "GET /pupil-progress-forms/{form_id}": Way(
        "/pupil-progress-forms/{form}", holds=("form_id", "form")
    ),
    "GET /pupil-progress-forms": Way(
        "/pupil-progress-forms?learner_id={learner}", holds=("form_id", "form")
    ),
    "PUT /referrals/{referral_id}": _refused(
        "/referrals/{new}",
        "proposed_on_in_future",
        lambda about: records.referral(about.learner, day(9)),
    ),
    "PUT /referrals/{referral_id}/consent": _late(
        "/referrals/{referral}/consent",
        {"given": True, "said_by": "parent", "told_by": "email", "consented_on": day(0)},
    ),
    "PUT /referrals/{referral_id}/sending": _late(
        "/referrals/{referral}/sending", {"sent_on": day(0)}
    ),
    "PUT /referrals/{referral_id}/receipt": _late(
        "/referrals/{referral}/receipt", {"received_on": day(0)}
    ),
    "PUT /referrals/{referral_id}/report": _late(
        "/referrals/{referral}/report",
        {"reported_on": day(0), "author": "Meddyg", "summary": "Clyw da"},
    ),
    "PUT /referrals/{referral_id}/ending": _late(
        "/referrals/{referral}/ending",
        {"closed_as": "withdrawn", "reason": "Symud", "closed_on": day(0)},
    ),
    "GET /referrals/{referral_id}": Way("/referrals/{referral}", holds=("referral_id", "referral")),
    "GET /referrals": Way("/referrals?learner_id={learner}", holds=("referral_id", "referral")),
    "GET /learners/{learner_id}/progress": Way(
        _learner("/progress"), holds=("learner_id", "learner")
    ),
    "GET /prompts": Way("/prompts?learner_id={learner}", holds=("learner_id", "learner")),
    "PUT /prompts/{prompt_id}/answer": Way(
        "/prompts/{new}/answer",
        (404, "prompt_unknown"),
        lambda about: {"learner_id": str(about.learner), "answer": "dismissed", "words": "Da"},
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
