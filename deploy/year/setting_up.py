"""Before the year begins: the roster, the calendar, names of the tiers, and the timetable."""

import hashlib
from typing import Any
from uuid import uuid5

from deploy.demo.people import School
from deploy.demo.talking import Person, Services
from deploy.demo.travellers import staff, supplier
from deploy.year.assessments import timetable
from deploy.year.days import INSET, SNOW, TERMS
from deploy.year.people import IDS, alnco, headteacher, id_of
from deploy.year.school import SCHOOL_YEAR, roster_zip, school

OWN_TIERS = (  # as a school of Monmouthshire has them: four names for three tiers (domain.md §2)
    ("universal", "Cyffredinol", "Universal", "universal", "no_aln"),
    ("universal_plus", "Cyffredinol a Mwy", "Universal Plus", "universal", "no_aln"),
    ("targeted", "Wedi'i Thargedu", "Targeted", "targeted", "no_aln"),
    ("specific", "Benodol", "Specific", "alp", "aln_with_idp"),
)
TRAINING = (
    ("Awtistiaeth yn y dosbarth", "autism_in_the_classroom", "2025-11-03", "attended"),
    ("Cylchedau synhwyraidd", "sensory_circuits", "2026-01-05", "attended"),
    ("Iaith Arwyddion Prydain", "british_sign_language", "2026-04-13", "attended"),
    ("Datblygu ffoneg", "phonics", "2026-07-20", "planned"),
)
LEADS = ("lego_therapy", "sensory_circuit", "read_write_inc")


def import_roster(services: Services) -> None:
    """The roster of September, from the schools' system."""
    zipped = roster_zip()
    path = f"/roster-imports/{uuid5(IDS, hashlib.sha256(zipped).hexdigest())}"
    services.put(supplier(), "learners", path, zipped, {"Content-Type": "application/zip"})


def keep_calendar(services: Services, of: School) -> None:
    """The terms of the year, and the day on which snow closed the school."""
    terms = [
        {
            "days": {"first": term.starts_on.isoformat(), "last": term.ends_on.isoformat()},
            "half_term": {
                "first": term.half_term[0].isoformat(),
                "last": term.half_term[1].isoformat(),
            },
        }
        for term in TERMS
    ]
    body = {"terms": terms, "inset_on": [day.isoformat() for day in INSET]}
    path = f"/schools/{of.school_id}"
    key = {"Idempotency-Key": f"calendar-{SCHOOL_YEAR}-{of.number}"}
    services.put(_head_of(of), "learners", f"{path}/calendars/{SCHOOL_YEAR}", body, key)
    snow = {"Idempotency-Key": f"snow-{SNOW}-{of.number}"}
    reason = {"reason": "weather"}
    services.put(_head_of(of), "learners", f"{path}/closures/{SNOW}", reason, snow)


def describe_school(services: Services) -> None:
    """What the school calls its tiers, what it tests when, and from where on it looks closer."""
    path = f"/schools/{school().school_id}"
    known = services.put(alnco(), "assessments", f"{path}/timetables/{SCHOOL_YEAR}", timetable())
    assert known["version"] >= 1
    tiers = [
        {"own_code": own, "name": {"cy": cy, "en": en}, "code": tier, "legal_meaning": meaning}
        for own, cy, en, tier, meaning in OWN_TIERS
    ]
    now = services.etag(headteacher(), "learners", f"{path}/tiers")
    services.put(headteacher(), "learners", f"{path}/tiers", {"tiers": tiers}, {"If-Match": now})
    thresholds = [{"instrument": "sight_words", "kind": "percent_below", "value": 25}]
    services.put(alnco(), "assessments", f"{path}/thresholds", {"thresholds": thresholds})


def log_staff_development(services: Services) -> None:
    """What the staff learned this year, and who of them leads which intervention."""
    of = school()
    everybody = [str(member.staff_member_id) for member in of.staff]
    for title, topic, day, state in TRAINING:
        path = f"/staff-development/{id_of(of.school_id, topic)}"
        body: dict[str, Any] = {"title": title, "topics": [topic], "days": [day], "state": state}
        body |= {"school_id": str(of.school_id), "provider": "GwE", "staff_ids": everybody}
        services.put(alnco(), "learners", path, body)
    for intervention, who in zip(LEADS, of.assistants, strict=True):
        path = f"/intervention-leads/{id_of(of.school_id, intervention)}"
        led = {"staff_id": str(who.staff_member_id), "intervention": intervention}
        about = {"school_id": str(of.school_id), "since": "2025-09-01"}
        services.put(alnco(), "learners", path, led | about)


def _head_of(of: School) -> Person:
    return staff(of.headteacher)
