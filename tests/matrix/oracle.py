"""Who may ask what, written by hand from what the project promises; it reads none of its code.

Three tables. `STANDS`: who stands how to whom, once all that has ended has ended. `KEPT_FROM`: whom
a court order or a safeguarding decision keeps away. `MAY`: which relationships open which operation
of which service, an operation being a line of its OpenAPI document.
"""

LEADS = "leads_school"  # headteacher or ALNCo of the learner's school
TEACHES = "teaches_class"
CASE = "caseload"  # the officer who has the learner's case
ENGAGED = "engaged_professional"
EMERGENCY = "emergency"
ASSISTS = "assists_class"
WORKS = "works_at_school"  # any post at the learner's school
OFFICER = "serves_authority"
ADDRESSES = "keeps_addresses"  # an officer whom nothing keeps from any learner
PRIVACY = "guards_privacy"
POST = "holds_post"  # any post in the authority
PARENT = "parent"
SELF = "young_person"
REPRESENTS = "representative"
# What a system may do, its token was given for by name.
IMPORTS, READS_IMPORTS = "import_roster", "read_roster_imports"
REGISTERS, READS_RECIPIENTS = "register_recipient", "read_recipients"
IMPORTS_CTF, READS_CTF = "import_ctf", "read_ctf_imports"
_BY_SCOPE = (IMPORTS, READS_IMPORTS, REGISTERS, READS_RECIPIENTS, IMPORTS_CTF, READS_CTF)

STRONGEST_FIRST = (
    *(LEADS, TEACHES, CASE, ENGAGED, EMERGENCY, ASSISTS, WORKS, OFFICER),
    *(ADDRESSES, PRIVACY, POST),
    *(PARENT, SELF, REPRESENTS, *_BY_SCOPE),
)
"""By which rule a look is recorded, where several would do."""

AT_S1 = ("own", "parallel", "passed", "lacking", "regained", "barred", "contact")
IN_C1 = ("own", "passed", "lacking", "barred")
IN_C2 = ("parallel", "regained", "contact")
AT_HOME = (*AT_S1, "elsewhere")
ABROAD_S1, ABROAD_S2 = ("abroad",), ("far",)
AT_ABROAD = (*ABROAD_S1, *ABROAD_S2)

Standing = dict[str, tuple[str, ...]]


def _of_school(learners: tuple[str, ...], authority: tuple[str, ...]) -> Standing:
    """What every post at a school brings along."""
    return {WORKS: learners, POST: authority}


STANDS: dict[str, Standing] = {
    "head": {LEADS: AT_S1} | _of_school(AT_S1, AT_HOME),
    "alnco": {LEADS: AT_S1} | _of_school(AT_S1, AT_HOME),
    "teacher": {TEACHES: IN_C1} | _of_school(AT_S1, AT_HOME),
    "assistant": {ASSISTS: IN_C1} | _of_school(AT_S1, AT_HOME),
    "floater": _of_school(AT_S1, AT_HOME),
    "head_elsewhere": {LEADS: ("elsewhere",)} | _of_school(("elsewhere",), AT_HOME),
    "officer": {OFFICER: AT_HOME, ADDRESSES: AT_HOME, POST: AT_HOME},
    "case_officer": {
        CASE: ("own",),
        OFFICER: AT_HOME,
        ADDRESSES: AT_HOME,
        POST: AT_HOME,
    },
    "barred_officer": {OFFICER: AT_HOME, POST: AT_HOME},
    "privacy": {PRIVACY: AT_HOME, POST: AT_HOME},
    "engaged": {ENGAGED: ("own",)},
    "expired": {},
    "released": {},
    "rescuer": {EMERGENCY: ("own",)} | _of_school(("elsewhere",), AT_HOME),
    "late_rescuer": _of_school(("elsewhere",), AT_HOME),
    "ex_alnco": {},
    "ex_teacher": _of_school(AT_S1, AT_HOME),
    "barred_teacher": {TEACHES: IN_C1} | _of_school(AT_S1, AT_HOME),
    "parent_teacher at work": {TEACHES: IN_C2} | _of_school(AT_S1, AT_HOME),
    "parent_teacher at home": {PARENT: ("own",)},
    "parent": {PARENT: ("own", "elsewhere")},
    "other_parent": {PARENT: ("parallel",)},
    "ex_parent": {},
    "nan": {},
    "barred_parent": {PARENT: ("barred",)},
    "safe_parent": {PARENT: ("barred",)},
    "contact_parent": {PARENT: ("contact",)},
    "passed_parent": {},
    "young_person": {SELF: ("passed",)},
    "ex_young_person": {},
    "lacking_parent": {},
    "representative": {REPRESENTS: ("lacking",)},
    "ex_representative": {},
    "parent with a staff token": {},
    "head with a family token": {},
    "stranger at school": {},
    "stranger at home": {},
    "roster system": dict.fromkeys((IMPORTS, READS_IMPORTS, IMPORTS_CTF, READS_CTF), AT_HOME),
    "recipients system": {REGISTERS: AT_HOME, READS_RECIPIENTS: AT_HOME},
    "watching system": {READS_IMPORTS: AT_HOME},
    "greedy system": {},
    "system": {},
    "head with a token of abroad": {},
    "abroad_head": {LEADS: ABROAD_S1} | _of_school(ABROAD_S1, AT_ABROAD),
    "abroad_teacher": {TEACHES: ABROAD_S1} | _of_school(ABROAD_S1, AT_ABROAD),
    "abroad_officer": {OFFICER: AT_ABROAD, ADDRESSES: AT_ABROAD, POST: AT_ABROAD},
    "abroad_parent": {PARENT: ABROAD_S1},
    "abroad roster system": dict.fromkeys(
        (IMPORTS, READS_IMPORTS, IMPORTS_CTF, READS_CTF), AT_ABROAD
    ),
}

KEPT_FROM = {
    "barred_parent": ("barred",),
    "barred_teacher": ("barred",),
    "barred_officer": ("own",),
}

_FAMILY = (PARENT, SELF, REPRESENTS)
_TOLD = (*_FAMILY, PRIVACY)  # the family of what was set, who guards privacy of emergencies
_NAMED = (LEADS, TEACHES, CASE, ENGAGED, EMERGENCY)  # who works with this very learner, or leads
_ALL_STAFF = (*_NAMED, ASSISTS, WORKS, OFFICER)
_TEACH = (LEADS, TEACHES)
_SETTLE = (LEADS, OFFICER)
_AT_SCHOOL = (LEADS, TEACHES, ASSISTS, WORKS, OFFICER)  # any post at the school; the authority's
_LOOKS = (LEADS, CASE, PRIVACY, *_FAMILY)
_RECORD = (LEADS, CASE)
_WORDS = "/learners/{learner_id}/parents-words"
_DISCUSSED = "/triage-meetings/{meeting_id}/discussions/{learner_id}"
_PROFILE = "/learners/{learner_id}/one-page-profile"

MAY: dict[str, tuple[str, ...]] = {
    "learners PUT /roster-imports/{import_id}": (OFFICER, IMPORTS),
    "learners GET /roster-imports/{import_id}": (OFFICER, READS_IMPORTS),
    "learners GET /roster-imports/{import_id}/progress": (OFFICER, READS_IMPORTS),
    "learners GET /roster-imports": (OFFICER, READS_IMPORTS),
    "learners PUT /ctf-imports/{import_id}": (OFFICER, IMPORTS_CTF),
    "learners GET /ctf-imports/{import_id}": (OFFICER, READS_CTF),
    "learners GET /ctf-imports": (OFFICER, READS_CTF),
    "learners GET /learners/{learner_id}/ctf": (LEADS, OFFICER),
    "learners PUT /learners/{learner_id}/census-needs/{record_id}": (LEADS,),
    "learners GET /learners/{learner_id}/census-needs": (LEADS, OFFICER),
    "learners GET /census/plasc.csv": (LEADS, OFFICER),
    "learners GET /census/plasc/report": (LEADS, OFFICER),
    "learners GET /census/codes": (LEADS, OFFICER),
    "learners GET /schools": _ALL_STAFF,
    "learners GET /classes": _ALL_STAFF,
    "learners GET /learners": _ALL_STAFF,
    "learners GET /learners/{learner_id}": (*_ALL_STAFF, *_FAMILY),
    # Whoever works at the school may notice; who came in by an emergency is there to read.
    "learners PUT /concerns/{concern_id}": (LEADS, TEACHES, CASE, ENGAGED, ASSISTS, WORKS),
    "learners GET /concerns/{concern_id}": _NAMED,
    "learners GET /concerns": _NAMED,
    "learners GET /learners/{learner_id}/chronology": _NAMED,
    "learners PUT /learners/{learner_id}/tier-changes/{change_id}": (LEADS,),
    "learners PUT /learners/{learner_id}/tier-changes/{change_id}/corrections/{correction_id}": (
        LEADS,
    ),
    "learners GET /learners/{learner_id}/tier-changes": _NAMED,
    "learners GET /schools/{school_id}/tiers": _ALL_STAFF,
    "learners PUT /schools/{school_id}/tiers": _SETTLE,
    # An officer sees how many; who they are is for those who lead the school.
    "learners GET /schools/{school_id}/overview": _SETTLE,
    "learners GET /schools/{school_id}/overview/series": _SETTLE,
    "learners GET /schools/{school_id}/overview/learners": (LEADS,),
    "learners GET /schools/{school_id}/overview/concerns-without-outcome": (LEADS,),
    "learners GET /schools/{school_id}/overview/next-steps-overdue": (LEADS,),
    "learners GET /schools/{school_id}/overview/unseen": (LEADS,),
    "learners PUT /staff-development/{training_id}": (LEADS,),
    "learners PUT /staff-development/{training_id}/attendance": (LEADS,),
    "learners PUT /staff-development/{training_id}/cancellation": (LEADS,),
    "learners GET /staff-development/{training_id}": _AT_SCHOOL,
    "learners GET /staff-development": _AT_SCHOOL,
    "learners PUT /intervention-leads/{lead_id}": (LEADS,),
    "learners PUT /intervention-leads/{lead_id}/end": (LEADS,),
    "learners GET /intervention-leads": _AT_SCHOOL,
    "learners PUT /professionals/{engagement_id}": _SETTLE,
    "learners PUT /professionals/{engagement_id}/release": _SETTLE,
    "learners GET /learners/{learner_id}/professionals": _SETTLE,
    "learners PUT /learners/{learner_id}/caseload/{person_id}": (OFFICER,),
    "learners DELETE /learners/{learner_id}/caseload/{person_id}": (OFFICER,),
    "learners PUT /restrictions/{restriction_id}": _SETTLE,
    "learners PUT /restrictions/{restriction_id}/lifting": _SETTLE,
    "learners GET /learners/{learner_id}/relationships": (LEADS, CASE, OFFICER),
    "learners PUT /learners/{learner_id}/account": _SETTLE,
    "learners PUT /learners/{learner_id}/rights": _SETTLE,
    "learners PUT /learners/{learner_id}/capacity-findings/{finding_id}": _SETTLE,
    "learners PUT /learners/{learner_id}/representatives/{person_id}": _SETTLE,
    "learners DELETE /learners/{learner_id}/representatives/{person_id}": _SETTLE,
    "learners PUT /emergencies/{access_id}": (POST,),
    "learners GET /emergencies": (LEADS, PRIVACY),
    "learners GET /learners/{subject_id}/looks": _LOOKS,
    "learners GET /learners/{subject_id}/record": _RECORD,
    # What is done about a concern, and what parents tell, is for who leads or teaches. A parent
    # writes too; who has the case and who is engaged for the child read what parents tell.
    "learners PUT /concerns/{concern_id}/outcomes/{outcome_id}": _TEACH,
    "learners PUT /concerns/{concern_id}/parent-informed/{informing_id}": _TEACH,
    f"learners PUT {_WORDS}/{{words_id}}": (*_TEACH, PARENT),
    f"learners PUT {_WORDS}/{{words_id}}/corrections/{{correction_id}}": (*_TEACH, PARENT),
    f"learners GET {_WORDS}": (*_TEACH, CASE, ENGAGED, PARENT),
    f"learners GET {_WORDS}/{{words_id}}": (*_TEACH, CASE, ENGAGED, PARENT),
    "learners PUT /triage-meetings/{meeting_id}": (LEADS,),
    "learners GET /triage-meetings": _TEACH,
    f"learners PUT {_DISCUSSED}": (LEADS,),
    f"learners PUT {_DISCUSSED}/corrections/{{correction_id}}": (LEADS,),
    f"learners PUT {_DISCUSSED}/next-step-moves/{{move_id}}": (LEADS,),
    f"learners PUT {_DISCUSSED}/next-step-done": _TEACH,
    "learners GET /triage-discussions": _TEACH,
    f"learners PUT {_PROFILE}/{{version_id}}": _TEACH,
    f"learners GET {_PROFILE}": (*_NAMED, ASSISTS, *_FAMILY),
    f"learners GET {_PROFILE}/versions": (*_NAMED, ASSISTS, *_FAMILY),
    # The roll: calendars, who a learner is, transfers, and the September rollover.
    "learners PUT /schools/{school_id}/calendars/{school_year}": _SETTLE,
    "learners GET /schools/{school_id}/calendars/{school_year}": _ALL_STAFF,
    "learners GET /schools/{school_id}/calendars": _ALL_STAFF,
    "learners PUT /schools/{school_id}/closures/{day}": _SETTLE,
    "learners DELETE /schools/{school_id}/closures/{day}": _SETTLE,
    "learners GET /schools/{school_id}/school-days": _ALL_STAFF,
    "learners PUT /calendars/{school_year}": (OFFICER,),
    "learners GET /learners/{learner_id}/identity": (LEADS, CASE, OFFICER),
    "learners GET /learners/{learner_id}/roll-history": (LEADS, CASE, OFFICER),
    "learners PUT /learners/{learner_id}/uln": _SETTLE,
    "learners PUT /learners/{learner_id}/upn": (OFFICER,),
    "learners PUT /learners/{learner_id}/language": _SETTLE,
    "learners PUT /learners/{learner_id}/looked-after/{period_id}": _SETTLE,
    "learners PUT /learners/{learner_id}/registrations/{registration_id}": _SETTLE,
    "learners PUT /learners/{learner_id}/transfers/{transfer_id}": _SETTLE,
    "learners PUT /learners/{learner_id}/leaving": _SETTLE,
    "learners PUT /learners/{learner_id}/told-apart/{other_id}": _SETTLE,
    "learners GET /duplicate-learners": _SETTLE,
    "learners PUT /rollovers/{rollover_id}": (ADDRESSES,),  # of everybody, or not at all
    "learners GET /rollovers/{rollover_id}": (OFFICER,),
    "assessments GET /instruments": _ALL_STAFF,
    "assessments PUT /assessment-results/{result_id}": (LEADS, TEACHES, ENGAGED),
    "assessments GET /assessment-results/{result_id}": _NAMED,
    "assessments GET /assessment-results": _NAMED,
    "assessments PUT /assessment-results/{result_id}/corrections/{correction_id}": _TEACH,
    # What is the school's: its leaders keep it, and who has a post may know when tests are.
    "assessments PUT /schools/{school_id}/instruments/{code}": (LEADS,),
    "assessments PUT /schools/{school_id}/instruments/{code}/retirement": (LEADS,),
    "assessments GET /schools/{school_id}/instruments/{code}": _ALL_STAFF,
    "assessments PUT /schools/{school_id}/timetables/{school_year}": (LEADS,),
    "assessments GET /schools/{school_id}/timetables/{school_year}": (POST,),
    "assessments GET /assessment-windows": (POST,),
    # Results of a class are entered, and asked for, by who teaches it or leads the school.
    "assessments GET /assessment-windows/{entry_id}/missing": _TEACH,
    "assessments PUT /result-sheets/{sheet_id}": _TEACH,
    "assessments GET /result-sheets/{sheet_id}/results": _NAMED,
    "assessments GET /result-sheets/{sheet_id}/not-taken": _NAMED,
    "assessments PUT /result-imports/{import_id}": _TEACH,
    # Who teaches or leads watches, writes, refers and is prompted; who works with the child reads.
    "assessments PUT /monitorings/{monitoring_id}": _TEACH,
    "assessments PUT /monitorings/{monitoring_id}/measurements/{measurement_id}": _TEACH,
    "assessments PUT /monitorings/{monitoring_id}/outcome": _TEACH,
    "assessments GET /monitorings/{monitoring_id}": _NAMED,
    "assessments GET /monitorings": _NAMED,
    "assessments PUT /pupil-progress-forms/{form_id}": _TEACH,
    "assessments PUT /pupil-progress-forms/{form_id}/amendments/{amendment_id}": _TEACH,
    "assessments GET /pupil-progress-forms/{form_id}": _NAMED,
    "assessments GET /pupil-progress-forms": _NAMED,
    "assessments GET /pupil-progress-forms/missing": _TEACH,
    "assessments PUT /referrals/{referral_id}": _TEACH,
    "assessments PUT /referrals/{referral_id}/consent": _TEACH,
    "assessments PUT /referrals/{referral_id}/sending": _TEACH,
    "assessments PUT /referrals/{referral_id}/receipt": _TEACH,
    "assessments PUT /referrals/{referral_id}/report": _TEACH,
    "assessments PUT /referrals/{referral_id}/ending": _TEACH,
    "assessments GET /referrals/{referral_id}": _NAMED,
    "assessments GET /referrals": _NAMED,
    "assessments GET /learners/{learner_id}/progress": _NAMED,
    "assessments GET /prompts": _TEACH,
    "assessments PUT /prompts/{prompt_id}/answer": _TEACH,
    # A school's own choice is its leaders' to make; who teaches there may read it.
    "assessments PUT /schools/{school_id}/thresholds": (LEADS,),
    "assessments GET /schools/{school_id}/thresholds": _TEACH,
    "assessments GET /learners/{subject_id}/looks": _LOOKS,
    "assessments GET /learners/{subject_id}/record": _RECORD,
    "targets PUT /small-step-targets/{target_id}": _TEACH,
    "targets GET /small-step-targets/{target_id}": (*_NAMED, ASSISTS),
    "targets GET /small-step-targets": (*_NAMED, ASSISTS),
    "targets PUT /small-step-targets/{target_id}/shares/{share_id}": _TEACH,
    "targets PUT /small-step-targets/{target_id}/reviews/{review_id}": _TEACH,
    "targets GET /learners/{subject_id}/looks": _LOOKS,
    "targets GET /learners/{subject_id}/record": _RECORD,
    "notifications PUT /recipients/{recipient_id}": (ADDRESSES, REGISTERS),
    "notifications GET /recipients/{recipient_id}": (ADDRESSES, READS_RECIPIENTS),
    "notifications GET /recipients": (ADDRESSES, READS_RECIPIENTS),
    "notifications GET /inbox": _TOLD,
    "notifications PUT /inbox/{notice_id}/opened": _TOLD,
    # A notice is the family's and the school's: no professional follows it. One of an emergency is
    # listed with the others, though only who leads the school may read the list of emergencies.
    "notifications GET /notices": (LEADS, TEACHES, CASE),
    "notifications GET /notices/{notice_id}": (LEADS, TEACHES, CASE),
    "notifications GET /learners/{subject_id}/looks": _LOOKS,
    "notifications GET /learners/{subject_id}/record": _RECORD,
}

TIER_WITHHELD = (ASSISTS, WORKS)
"""Who is shown a learner without the tier: it would tell that the ALN question is open."""

_PURPOSES = {
    "keeping_the_roll": (
        *("/roster-imports", "/schools", "/classes", "/learners"),
        *("/calendars", "/rollovers", "/duplicate-learners", "/ctf"),
    ),
    "noticing_needs": (
        *("/concerns", "/chronology", "/parents-words"),
        *("/monitorings", "/pupil-progress-forms", "/prompts", "/thresholds"),
    ),
    "planning_provision": (
        *("/tier-changes", "/small-step-targets", "/referrals"),
        *("/triage-meetings", "/triage-discussions", "/one-page-profile"),
        *("PUT /schools", "/overview", "/staff-development", "/intervention-leads"),
        "/census",
    ),
    "assessing": (
        *("/instruments", "/assessment-results", "/timetables", "/assessment-windows"),
        *("/result-sheets", "/result-imports", "/progress"),
    ),
    "informing_family": ("/recipients", "/inbox", "/notices"),
    "settling_access": (
        *("/professionals", "/caseload", "/restrictions", "/relationships", "/account", "/rights"),
        *("/capacity-findings", "/representatives"),
    ),
    "holding_to_account": ("/looks", "/record", "GET /emergencies"),
    "emergency": ("PUT /emergencies",),
}


def purpose(operation: str, rule: str) -> str:
    """What it is asked for the sake of: the most telling part of the path says it."""
    if rule == EMERGENCY:
        return EMERGENCY
    said = {part: name for name, parts in _PURPOSES.items() for part in parts}
    return next(said[part] for part in reversed(said) if part in operation)


_GIVEN_TO = {
    "notifications GET /inbox": (PARENT, PRIVACY),
    "notifications PUT /inbox/{notice_id}/opened": (PARENT,),
}
"""Notices were given to parents, as they were then, and to who guards privacy those of emergencies.

It is notices to parents that are asked about one by one.
"""


def is_admitted(asker: str, operation: str) -> bool:
    """Does any relationship open the operation to them, for anybody?"""
    return any(relationship in MAY[operation] for relationship in STANDS[asker])


def rule(asker: str, operation: str, learner: str) -> str | None:
    """By which relationship they may ask it about this learner; None: they may not."""
    if learner in KEPT_FROM.get(asker, ()):
        return None
    opening = _GIVEN_TO.get(operation, MAY[operation])
    stands = STANDS[asker]
    for relationship in STRONGEST_FIRST:
        if relationship in opening and learner in stands.get(relationship, ()):
            return relationship
    return None


def recorded_as(relationship: str) -> str:
    """The rule that a look is recorded by: all systems come in by one."""
    return "system" if relationship in _BY_SCOPE else relationship


def reached(asker: str, operation: str) -> dict[str, str]:
    """All learners about whom they may ask it, each with the relationship."""
    everybody = (*AT_HOME, *AT_ABROAD)
    found = {learner: rule(asker, operation, learner) for learner in everybody}
    return {learner: by for learner, by in found.items() if by is not None}


def sees_tier(asker: str, learner: str) -> bool:
    """May they know whether the learner's ALN question is open?"""
    by = rule(asker, "learners GET /learners/{learner_id}", learner)
    return by is not None and by not in TIER_WITHHELD
