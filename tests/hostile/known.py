"""Something of everything in each service, and the ids of it as the service itself tells them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from services.notifications.wiring import SERVICE
from shared.contracts.learners import LearnerEnrolled
from shared.runtime.ledger import Ledger
from tests.assessments.api.test_instruments_over_http import BOOK_BANDS
from tests.assessments.api.test_results_over_http import result
from tests.assessments.api.test_the_timetable_over_http import TIMETABLE
from tests.hearing import Ear
from tests.learners.api import responding
from tests.learners.api.relationships import emergency, engagement, restriction
from tests.learners.roster_zips import SOUND
from tests.matrix import records, school_life
from tests.notifications.builders import LEARNER, MOTHER, addressee, give
from tests.notifications.world import World
from tests.relating import SCHOOL
from tests.targets.api.test_targets_over_http import review, target
from tests.web_client import WebClient

Ids = dict[str, list[str]]
Hear = Callable[[str], Ear]


def learners(web: WebClient, _: Hear) -> Ids:
    officer = web.acting("la_officer")
    path, zipped = f"/roster-imports/{uuid4()}", "application/zip"
    assert officer.put(path, data=SOUND, content_type=zipped).status_code == 201
    ids = told(
        web, ("/learners", "la_officer"), ("/schools", "la_officer"), ("/classes", "la_officer")
    )
    for school in ids["school_id"]:
        web.acting("alnco", at=UUID(school))
    term = {"days": {"first": "2026-09-01", "last": "2026-12-18"}}
    assert officer.put("/calendars/2026", json={"terms": [term]}).status_code == 201
    ids |= {"day": ["2026-11-26"], "from": ["2026-09-07"], "until": ["2026-12-01"]}
    concern = {
        "learner_id": ids["learner_id"][0],
        "area": "reading",
        "observation": "Mae'n dyfalu geiriau.",
        "noticed_on": "2026-01-12",
    }
    path = f"/concerns/{uuid4()}"
    assert web.acting("alnco").put(path, json=concern).status_code == 201
    concerns = f"/concerns?learner_id={concern['learner_id']}"
    more = told(web, (concerns, "alnco"), ("/roster-imports", "la_officer"))
    more |= related(web, UUID(concern["learner_id"]))
    more |= responded(web, ids)
    teachers = dict.fromkeys(("decided_by", "corrected_by", "staff_id"), ids["teacher_ids"])
    subjects = {"subject_id": ids["learner_id"]}
    return ids | more | teachers | subjects | of_school(web, ids)


def of_school(web: WebClient, ids: Ids) -> Ids:
    """Training of a school's staff, who of them leads what, and another tier of a learner."""
    school, staff = ids["school_id"][0], ids["teacher_ids"][0]
    learner, change_id = ids["learner_id"][0], str(uuid4())
    asked: dict[str, Any] = {
        f"/staff-development/{uuid4()}": school_life.training(UUID(school), UUID(staff)),
        f"/intervention-leads/{uuid4()}": school_life.lead(UUID(school), UUID(staff)),
        f"/learners/{learner}/tier-changes/{change_id}": {
            "tier": "targeted",
            "reason": "Darllen",
            "effective_on": "2026-01-12",
            "decided_by": staff,
        },
    }
    for path, body in asked.items():
        answer = web.acting("alnco").put(path, json=body)
        assert answer.status_code == 201, answer.text
    lists = ("/staff-development", "alnco"), ("/intervention-leads", "alnco")
    return told(web, *lists) | {"change_id": [change_id]}


def responded(web: WebClient, ids: Ids) -> Ids:
    """What a parent told of the first learner, a profile, and a meeting that spoke of them."""
    alnco, learner_id, teacher_id = (
        web.acting("alnco"),
        ids["learner_id"][0],
        ids["teacher_ids"][0],
    )
    place, meeting = f"/learners/{learner_id}", f"/triage-meetings/{uuid4()}"
    asked = {
        f"{place}/parents-words/{uuid4()}": responding.told(),
        f"{place}/one-page-profile/{uuid4()}": responding.profile(),
        meeting: responding.meeting(UUID(ids["school_id"][0]), UUID(teacher_id)),
        f"{meeting}/discussions/{learner_id}": responding.discussion(UUID(teacher_id)),
    }
    for path, body in asked.items():
        assert alnco.put(path, json=body).status_code == 201
    lists = (f"{place}/parents-words", f"{place}/one-page-profile/versions", "/triage-discussions")
    return told(web, *((each, "alnco") for each in lists))


def related(web: WebClient, learner_id: UUID) -> Ids:
    """A professional, a restriction and an emergency of a learner."""
    alnco, restriction_id = web.acting("alnco"), str(uuid4())
    asked = {
        f"/professionals/{uuid4()}": engagement(learner_id),
        f"/restrictions/{restriction_id}": restriction(learner_id),
        f"/emergencies/{uuid4()}": emergency(learner_id),
    }
    for path, body in asked.items():
        assert alnco.put(path, json=body).status_code == 201
    lists = (f"/learners/{learner_id}/professionals", "alnco"), ("/emergencies", "alnco")
    return told(web, *lists) | {"restriction_id": [restriction_id]}


def assessments(web: WebClient, hear: Hear) -> Ids:
    learner_id = uuid4()
    hear("assessments")(LearnerEnrolled(learner_id=learner_id, school_id=SCHOOL))
    web.relations.place(learner_id)
    teacher = web.acting("class_teacher")
    path = f"/assessment-results/{uuid4()}"
    assert teacher.put(path, json=result(str(learner_id))).status_code == 201
    ids = told(web, (f"/assessment-results?learner_id={learner_id}", "alnco"))
    more = timetabled(web) | watched(web, learner_id)
    return ids | {"subject_id": ids["learner_id"]} | more


def timetabled(web: WebClient) -> Ids:
    """A timetable of the school, and an instrument of its own."""
    alnco, school = web.acting("alnco"), f"/schools/{SCHOOL}"
    put = {f"{school}/timetables/2025": TIMETABLE, f"{school}/instruments/bands": BOOK_BANDS}
    for path, body in put.items():
        assert alnco.put(path, json=body).status_code == 201
    entries = [entry["entry_id"] for entry in TIMETABLE["entries"]]
    return {"school_id": [str(SCHOOL)], "entry_id": entries, "code": ["bands"]}


def watched(web: WebClient, learner_id: UUID) -> Ids:
    """A monitoring that ends soon and so prompts, a form, a referral, and thresholds."""
    alnco = web.acting("alnco")
    asked = {
        f"/monitorings/{uuid4()}": records.monitoring(learner_id, records.day(7)),
        f"/pupil-progress-forms/{uuid4()}": records.pupil_progress_form(learner_id),
        f"/referrals/{uuid4()}": records.referral(learner_id, records.day(-9)),
        f"/schools/{SCHOOL}/thresholds": records.THRESHOLDS,
    }
    for path, body in asked.items():
        assert alnco.put(path, json=body).status_code in (200, 201)
    lists = ("/monitorings", "/pupil-progress-forms", "/referrals", "/prompts")
    ids = told(web, *((path, "alnco") for path in lists))
    return ids | {"continues": ids["monitoring_id"]}


def targets(web: WebClient, hear: Hear) -> Ids:
    learner_id = uuid4()
    hear("targets")(LearnerEnrolled(learner_id=learner_id, school_id=SCHOOL))
    web.relations.place(learner_id)
    teacher = web.acting("class_teacher")
    for group_id in (uuid4(), uuid4()):
        path = f"/small-step-targets/{uuid4()}"
        asked = target(str(learner_id), group_id=str(group_id))
        assert teacher.put(path, json=asked).status_code == 201
        assert teacher.put(f"{path}/reviews/{uuid4()}", json=review()).status_code == 201
    ids = told(web, ("/small-step-targets", "alnco"))
    return ids | {"follows": ids["target_id"], "subject_id": ids["learner_id"]}


def notifications(web: WebClient, hear: Hear) -> Ids:
    world = World(Ledger(SERVICE, hear("notifications").database, "tests"), web.authority)
    hear("notifications")(LearnerEnrolled(learner_id=LEARNER, school_id=SCHOOL))
    world.link(MOTHER)
    world.register(MOTHER)
    world.give(world.share(), give(addressee()))
    ids = told(web, ("/notices", "alnco"), ("/recipients", "la_officer"))
    return ids | {"subject_id": ids["learner_id"]}


OF = {
    "learners": learners,
    "assessments": assessments,
    "targets": targets,
    "notifications": notifications,
}


def told(web: WebClient, *lists: tuple[str, str]) -> Ids:
    """Every id that these lists hold, by the name of its field."""
    ids = defaultdict(list)
    for path, role in lists:
        answer = web.acting(role).get(path)
        assert answer.status_code == 200, answer.text
        for name, value in ((n, v) for item in answer.get_json()["items"] for n, v in item.items()):
            if value and name.endswith(("_id", "_ids")):
                ids[name].extend(value if isinstance(value, list) else [value])
    assert ids
    return dict(ids)


def swapped(ids: Ids, name: str, value: Any) -> Any:
    """An id that exists in place of every other one that was made up."""
    if name not in ids or not isinstance(value, str):
        return value
    number = sum(value.encode())
    return ids[name][number % len(ids[name])] if number % 2 else value
